public import Conversation
public import Core

/// Opening hours as owners write them: `{"weekly": {"monday": ["09:00-12:00", "13:00-17:30"]}, "exceptions": {"2026-12-25": []}}`.
///
/// A weekday that is left out is closed. An interval that ends before it begins goes on past midnight.
public struct HoursDocument: Sendable, Hashable, Codable {
    public var weekly: [String: [String]]
    public var exceptions: [String: [String]]?

    public init(weekly: [String: [String]], exceptions: [String: [String]]? = nil) {
        self.weekly = weekly
        self.exceptions = exceptions
    }

    public init(_ hours: OpeningHours) {
        weekly = Dictionary(uniqueKeysWithValues: hours.weekly.map { (String(describing: $0), $1.map(Self.text)) })
        exceptions = Dictionary(uniqueKeysWithValues: hours.exceptions.map { ($0.description, $1.map(Self.text)) })
    }

    /// What the document means; what cannot be read is left out, so validate before storing.
    var hours: OpeningHours {
        OpeningHours(
            weekly: Dictionary(
                uniqueKeysWithValues: weekly.compactMap { name, intervals in
                    Self.weekday(name).map { ($0, intervals.compactMap(Self.interval)) }
                }),
            exceptions: Dictionary(
                uniqueKeysWithValues: (exceptions ?? [:]).compactMap { day, intervals in
                    LocalDate(day).map { ($0, intervals.compactMap(Self.interval)) }
                }))
    }

    /// Every part that cannot be read, or overlaps another.
    public func violations() -> [Problem.Violation] {
        var found: [Problem.Violation] = []
        for (name, intervals) in weekly.sorted(by: { $0.key < $1.key }) {
            let pointer = "#/weekly/\(name)"
            if Self.weekday(name) == nil { found.append(.init(pointer: pointer, detail: "\"\(name)\" is not a weekday.")) }
            found += Self.violations(of: intervals, at: pointer)
        }
        for (day, intervals) in (exceptions ?? [:]).sorted(by: { $0.key < $1.key }) {
            let pointer = "#/exceptions/\(day)"
            if LocalDate(day) == nil { found.append(.init(pointer: pointer, detail: "\"\(day)\" is not a date of the form YYYY-MM-DD.")) }
            found += Self.violations(of: intervals, at: pointer)
        }
        return found
    }

    private static func violations(of intervals: [String], at pointer: String) -> [Problem.Violation] {
        let read = intervals.map(interval)
        if let wrong = read.firstIndex(of: nil) {
            return [.init(pointer: "\(pointer)/\(wrong)", detail: "\"\(intervals[wrong])\" is not an interval of the form HH:MM-HH:MM.")]
        }
        let sorted = read.compactMap { $0 }.sorted { $0.opens < $1.opens }
        let overlap = zip(sorted, sorted.dropFirst()).contains { $0.closes > $1.opens }
        return overlap ? [.init(pointer: pointer, detail: "The intervals of a day must not overlap.")] : []
    }

    private static func weekday(_ name: String) -> Weekday? {
        Weekday.allCases.first { String(describing: $0) == name.lowercased() }
    }

    private static func interval(_ text: String) -> OpeningHours.Interval? {
        let ends = text.split(separator: "-", omittingEmptySubsequences: false)
        guard ends.count == 2, let opens = LocalTime(String(ends[0])) else { return nil }
        if ends[1] == "24:00" { return .init(opens: opens.minutes, closes: 1440) }
        guard let closes = LocalTime(String(ends[1])), closes != opens else { return nil }
        return .init(opens: opens.minutes, closes: closes > opens ? closes.minutes : closes.minutes + 1440)
    }

    static func text(_ interval: OpeningHours.Interval) -> String {
        let opens = LocalTime(minutes: interval.opens % 1440)?.description ?? "00:00"
        let closes = interval.closes == 1440 ? "24:00" : LocalTime(minutes: interval.closes % 1440)?.description ?? "24:00"
        return "\(opens)-\(closes)"
    }
}
