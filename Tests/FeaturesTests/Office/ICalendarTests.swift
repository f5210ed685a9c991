import Foundation
import Testing

@testable import Features

/// What calendar programs read; a real one reads it in the acceptance tests.
struct ICalendarTests {
    @Test(arguments: [
        ("plain", "plain"),
        ("a,b;c\\d", "a\\,b\\;c\\\\d"),
        ("one\r\ntwo\nthree", "one\\ntwo\\nthree"),
        ("bell\u{7}", "bell"),
    ])
    func `text is escaped as section 3.3.11 says`(text: String, escaped: String) {
        #expect(ICalendar.escaped(text) == escaped)
    }

    @Test(arguments: [
        String(repeating: "x", count: 75), String(repeating: "x", count: 76), String(repeating: "ü", count: 200),
        String(repeating: "🍕", count: 60),
    ])
    func `a line has at most 75 bytes, and unfolds to what it was`(line: String) {
        let folded = ICalendar.folded(line)
        #expect(folded.components(separatedBy: "\r\n").allSatisfy { $0.utf8.count <= 75 })
        #expect(folded.replacing("\r\n ", with: "") == line)
    }

    @Test func `times are in UTC`() throws {
        #expect(ICalendar.instant(try Date("2026-11-01T01:30:00-04:00", strategy: .iso8601)) == "20261101T053000Z")
    }

    @Test func `every line ends with CR and LF`() throws {
        let start = try Date("2026-11-20T15:00:00Z", strategy: .iso8601)
        let event = ICalendar.Event(
            uid: "apt_1@b", sequence: 0, stampedAt: start, start: start, end: start + 1800, summary: "Consultation", description: "",
            location: nil, status: .confirmed)
        let text = ICalendar(name: "Salute", events: [event]).text
        #expect(text.hasSuffix("END:VCALENDAR\r\n"))
        #expect(!text.replacing("\r\n", with: "").contains("\n"))
        #expect(text.contains("DTSTART:20261120T150000Z\r\n"))
    }
}
