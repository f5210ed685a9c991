import Foundation

/// What a letter says, before it is laid out: the same for reading as plain text and as HTML.
struct LetterText: Sendable, Hashable {
    /// One line; also what a screen reader announces first.
    var subject: String
    var heading: String
    var parts: [Part]

    /// What a list of letters shows after the subject: what comes first, in one line.
    var preview: String {
        for part in parts {
            switch part {
            case .paragraph(let text), .note(let text): return String(Self.line(text).prefix(140))
            case .facts(let facts): return String(Self.line(facts.map { "\($0.label): \($0.value)" }.joined(separator: ", ")).prefix(140))
            case .button: continue
            }
        }
        return ""
    }

    enum Part: Sendable, Hashable {
        case paragraph(String)
        /// What somebody looks up: a label and its value, a line each.
        case facts([Fact])
        /// The one thing to do.
        case button(String, url: String)
        /// What matters to few: smaller, at the end.
        case note(String)
    }

    struct Fact: Sendable, Hashable {
        var label: String
        var value: String

        init(_ label: String, _ value: String) {
            self.label = label
            self.value = value
        }
    }

    init(_ subject: String, heading: String? = nil, _ parts: Part...) {
        self.subject = Self.line(subject)
        self.heading = heading ?? subject
        self.parts = parts
    }

    /// What people typed may hold line ends, which no subject can.
    private static func line(_ text: String) -> String {
        let safe = text.unicodeScalars.map { $0.properties.generalCategory == .control || $0.properties.isWhitespace ? " " : Character($0) }
        return String(String(safe).split(separator: " ").joined(separator: " ").prefix(200))
    }
}

/// Whose letter it is: what stands at its head and its foot.
public struct LetterBrand: Sendable, Hashable {
    public var name: String
    /// `#RRGGBB`, dark enough for white writing on it.
    public var colour: String
    public var logoURL: String?
    /// Who writes and how they are reached, a line each.
    public var foot: [String]

    public static let standardColour = "#1f4e79"

    public init(name: String, colour: String = standardColour, logoURL: String? = nil, foot: [String] = []) {
        self.name = name
        self.colour = Self.isDarkEnough(colour) ? colour : Self.standardColour
        self.logoURL = logoURL
        self.foot = foot
    }

    /// Whether white writing on it can be read: a contrast of 4.5 and more (WCAG 2.2, success criterion 1.4.3).
    static func isDarkEnough(_ colour: String) -> Bool {
        guard colour.utf8.count == 7, colour.hasPrefix("#"), let value = UInt32(colour.dropFirst(), radix: 16) else { return false }
        func linear(_ channel: UInt32) -> Double {
            let part = Double(channel & 0xFF) / 255
            return part <= 0.04045 ? part / 12.92 : pow((part + 0.055) / 1.055, 2.4)
        }
        let luminance = 0.2126 * linear(value >> 16) + 0.7152 * linear(value >> 8) + 0.0722 * linear(value)
        return 1.05 / (luminance + 0.05) >= 4.5
    }
}
