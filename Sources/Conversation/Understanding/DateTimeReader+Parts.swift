import Core

extension DateTimeReader {
    /// A part of what is said about time that can be a value by itself: "tomorrow at six" has a date and a time.
    struct Part {
        var kind: Kind
        var value: TemporalValue
        var tokens: Range<Int>

        enum Kind: Sendable, Hashable {
            case date, time, duration
        }
    }

    /// All parts in order, not overlapping. The ends of a range are parts of their own.
    ///
    /// - Parameters:
    ///   - range: the tokens at which parts may begin; all of them where it is nil.
    ///   - expectsHour: whether the caller was just asked for a time; then a bare number is an hour.
    func parts(in utterance: Utterance, within range: Range<Int>? = nil, expectsHour: Bool) -> [Part] {
        let range = range ?? utterance.tokens.indices
        var found: [Part] = []
        var parser = DateTimeParser(utterance, reader: self)
        var index = range.lowerBound
        while index < range.upperBound {
            let token = utterance.tokens[index]
            parser.move(to: index)
            // "We'd" is no Wednesday.
            let isShortened = utterance.text(of: index..<(index + 1)).hasSuffix("'d")
            guard token.isDigits || English.temporalOpeners.contains(token.word), !isShortened,
                let part = parser.part(
                    expectsHour: expectsHour || English.hourOpeners.contains(index > 0 ? utterance.tokens[index - 1].word : ""))
            else {
                index += 1
                continue
            }
            found.append(part)
            index = max(part.tokens.upperBound, index + 1)
        }
        return found
    }
}

extension DateTimeParser {
    /// The longest part that begins at the cursor; of equally long ones the first in this order.
    fileprivate mutating func part(expectsHour: Bool) -> DateTimeReader.Part? {
        let start = index
        var best: DateTimeReader.Part?
        // "Three nights from Friday" are two things, "three days from now" is one.
        if let seconds = durationSeconds(), word() == "from", word(1) != "now", word(1) != "today" {
            return DateTimeReader.Part(kind: .duration, value: .duration(seconds: seconds), tokens: start..<index)
        }
        let readers: [(inout Self) -> (DateTimeReader.Part.Kind, TemporalValue)?] = [
            { $0.time(bare: false).flatMap { $0.first }.map { (.time, $0) } },
            { parser in parser.date().flatMap { $0.value(after: parser.today) }.map { (.date, $0) } },
            { parser in parser.partOfToday() ? (.date, .date(parser.today)) : nil },
            { $0.clockOffset()?.first.map { (.time, $0) } },
            { $0.durationSeconds().map { (.duration, .duration(seconds: $0)) } },
            { expectsHour ? $0.time(bare: true).flatMap { $0.first }.map { (.time, $0) } : nil },
        ]
        for read in readers {
            index = start
            guard let (kind, value) = read(&self), index > best?.tokens.upperBound ?? start else { continue }
            best = DateTimeReader.Part(kind: kind, value: value, tokens: start..<index)
        }
        return best
    }
}

extension DateTimeParser {
    /// "Tonight", "this evening": a part of the day tells the day as well.
    fileprivate mutating func partOfToday() -> Bool {
        if accept("tonight") { return true }
        guard word() == "this", let part = word(1), English.partsOfDay[part] != nil else { return false }
        index += 2
        return true
    }
}

extension TimeReading {
    /// The likeliest of the times it can be.
    fileprivate var first: TemporalValue? { times.first.flatMap { LocalTime(minutes: $0) }.map { .time($0) } }
}

extension DateReading {
    /// The day or the days that are meant.
    fileprivate func value(after today: LocalDate) -> TemporalValue? {
        guard let days = days(after: today) else { return nil }
        return days.lowerBound == days.upperBound
            ? .date(days.lowerBound) : .dates(from: days.lowerBound, through: days.upperBound)
    }
}
