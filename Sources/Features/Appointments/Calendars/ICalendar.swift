public import Foundation

/// A calendar as other programs read it. Source: RFC 5545 (iCalendar), with `REFRESH-INTERVAL` and `NAME` of RFC 7986.
public struct ICalendar: Sendable, Hashable {
    public static let mediaType = "text/calendar; charset=utf-8"

    public var name: String
    public var events: [Event]

    public struct Event: Sendable, Hashable {
        /// The same for ever, whatever becomes of the event.
        public var uid: String
        /// How often it was changed, from 0.
        public var sequence: Int
        public var stampedAt: Date
        public var start: Date
        public var end: Date
        public var summary: String
        public var description: String
        public var location: String?
        public var status: Status
    }

    public enum Status: String, Sendable, Hashable {
        case tentative = "TENTATIVE"
        case confirmed = "CONFIRMED"
        case cancelled = "CANCELLED"
    }

    /// As it is sent: lines of at most 75 bytes, each ended by CR and LF.
    public var text: String {
        let head = [
            "BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Voice agent platform//Appointments//EN", "CALSCALE:GREGORIAN", "METHOD:PUBLISH",
            "NAME:\(Self.escaped(name))", "X-WR-CALNAME:\(Self.escaped(name))", "REFRESH-INTERVAL;VALUE=DURATION:PT15M",
        ]
        return (head + events.flatMap(Self.lines) + ["END:VCALENDAR"]).map { Self.folded($0) + "\r\n" }.joined()
    }

    private static func lines(of event: Event) -> [String] {
        let location = event.location.map { ["LOCATION:\(escaped($0))"] } ?? []
        return [
            "BEGIN:VEVENT", "UID:\(escaped(event.uid))", "DTSTAMP:\(instant(event.stampedAt))",
            "LAST-MODIFIED:\(instant(event.stampedAt))", "SEQUENCE:\(event.sequence)", "DTSTART:\(instant(event.start))",
            "DTEND:\(instant(event.end))", "SUMMARY:\(escaped(event.summary))", "DESCRIPTION:\(escaped(event.description))",
        ] + location + ["STATUS:\(event.status.rawValue)", "TRANSP:\(event.status == .cancelled ? "TRANSPARENT" : "OPAQUE")", "END:VEVENT"]
    }

    /// Section 3.3.11: text. What no calendar may hold, such as a bell, is left out.
    static func escaped(_ text: String) -> String {
        var escaped = ""
        for scalar in text.replacing("\r\n", with: "\n").unicodeScalars {
            switch scalar {
            case "\\", ";", ",": escaped += "\\\(scalar)"
            case "\n", "\r": escaped += "\\n"
            case "\t": escaped += "\t"
            case "\u{0}"..<" ", "\u{7F}": continue
            default: escaped.unicodeScalars.append(scalar)
            }
        }
        return escaped
    }

    /// Section 3.1: a line has at most 75 bytes without its end; what is longer goes on in the next, after a space. No character is cut.
    static func folded(_ line: String) -> String {
        let longest = 75
        var folded = ""
        var bytes = 0
        for character in line.unicodeScalars {
            let size = UTF8.width(character)
            if bytes + size > longest {
                folded += "\r\n "
                bytes = 1
            }
            folded.unicodeScalars.append(character)
            bytes += size
        }
        return folded
    }

    /// Section 3.3.5, form 2: `20260131T143000Z`.
    static func instant(_ date: Date) -> String {
        date.formatted(
            Date.ISO8601FormatStyle(dateSeparator: .omitted, dateTimeSeparator: .standard, timeSeparator: .omitted, timeZone: .gmt))
    }
}

extension UTF8 {
    fileprivate static func width(_ scalar: Unicode.Scalar) -> Int {
        switch scalar.value {
        case ..<0x80: 1
        case ..<0x800: 2
        case ..<0x1_0000: 3
        default: 4
        }
    }
}
