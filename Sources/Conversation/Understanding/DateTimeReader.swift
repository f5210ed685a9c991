import Core
public import Foundation

/// Reads words about time as a business would that takes bookings: what is left open lies ahead, never behind.
///
/// | said on Tuesday, March 10, 2026 at 14:00 | read |
/// | --- | --- |
/// | Friday; next Friday; Tuesday | March 13; March 20; March 17 |
/// | tomorrow at three; at 3 | March 11 at 15:00; 15:00, or else 03:00 |
/// | the 5th; June 5 | April 5; June 5 |
/// | next week; in two weeks | March 16 through 22; March 24 |
/// | Thursday morning; after 5 | March 12, 8:00 to 12:00; from 17:00 |
public struct DateTimeReader: Sendable {
    /// The wall clock of the business at the time of the call.
    let reference: LocalDateTime
    /// The same as an instant, for "in two hours" on the night when the clocks change.
    private let instant: Date
    private let timeZone: TimeZone
    let numericOrder: NumericDateOrder

    /// - Parameters:
    ///   - reference: when the words were said.
    ///   - timeZone: of the business; all that is read is in it.
    public init(reference: Date, timeZone: TimeZone, numericOrder: NumericDateOrder = .monthFirst) {
        instant = reference
        self.timeZone = timeZone
        self.reference = LocalDateTime(reference.local(in: timeZone))
        self.numericOrder = numericOrder
    }

    /// - Parameter reference: what calendar and clock showed when the words were said, where clocks never change.
    public init(reference: LocalDateTime, numericOrder: NumericDateOrder = .monthFirst) {
        self.init(reference: Date(reference.date, reference.time, in: .gmt), timeZone: .gmt, numericOrder: numericOrder)
    }

    /// What the wall clock will show, or has shown, that many seconds from the time of the call.
    func clock(after seconds: Int) -> LocalDateTime {
        LocalDateTime(instant.addingTimeInterval(Double(seconds)).local(in: timeZone))
    }

    /// Everything about time in an utterance, in order. Two candidates with one span are two meanings of the same words, the
    /// likelier first. Behind a range from one day to another come its ends, each with its own words, where they are days by
    /// themselves and a word joins them: "from Friday to Monday", but not "July 13 to 15", and not "Friday - Monday". Behind
    /// "before six" comes the six, behind "before six today" the six of today. A time that is all that was said, and that nobody asked
    /// for, is first the next such moment, unless it is only an hour as a clock shows it.
    ///
    /// - Parameter expecting: whether the caller was just asked for a time; then a bare number is an hour.
    public func values(in utterance: Utterance, expecting: Bool = false) -> [Candidate<TemporalValue>] {
        var readings = readings(in: utterance, expecting: expecting)
        if !expecting, readings.count == 1, Self.isAllThatIsSaid(readings[0].tokens, in: utterance),
            let moment = nextMoment(of: readings[0], in: utterance)
        {
            readings[0].values.insert(moment, at: 0)
        }
        return readings.flatMap { reading in
            ([reading] + ends(of: reading, in: utterance)).flatMap { candidates(for: $0, in: utterance) }
        }
    }

    /// Whether nothing but a word such as "at" is said beside some tokens.
    private static func isAllThatIsSaid(_ tokens: Range<Int>, in utterance: Utterance) -> Bool {
        let opener = utterance.tokens[..<tokens.lowerBound].map(\.word)
        return tokens.upperBound == utterance.tokens.count && opener.count <= 1 && opener.allSatisfy(English.momentJoints.contains)
    }

    /// "Noon", "half past three in the afternoon", "from three to four p.m.", "after 3 pm": the next such time, from the time of the call;
    /// nil for what names a day, or may be twelve hours later as well, and for an hour as a clock shows it: "3 pm" is a time of any day.
    private func nextMoment(of reading: Reading, in utterance: Utterance) -> TemporalValue? {
        guard reading.values.count == 1 else { return nil }
        func day(of time: LocalTime, after earliest: LocalDateTime) -> LocalDateTime {
            LocalDateTime(earliest.date.advanced(byDays: time < earliest.time ? 1 : 0), time)
        }
        switch reading.values[0] {
        case .time(let time):
            let isPlaced = utterance.tokens[reading.tokens].contains { English.wordsThatPlaceHour.contains($0.word) }
            return isPlaced ? .dateTime(day(of: time, after: reference)) : nil
        case .times(let from?, let until?):
            let start = day(of: from, after: reference)
            return .dateTimes(from: start, until: day(of: until, after: start))
        case .times(let from?, nil): return .dateTimes(from: day(of: from, after: reference), until: nil)
        default: return nil
        }
    }

    /// All meanings of one stretch of words.
    typealias Reading = (values: [TemporalValue], tokens: Range<Int>)

    private func candidates(for reading: Reading, in utterance: Utterance) -> [Candidate<TemporalValue>] {
        reading.values.enumerated().map { rank, value in
            Candidate(
                value, span: utterance.span(of: reading.tokens), confidence: Self.confidence(rank: rank, of: reading.values),
                evidence: utterance.text(of: reading.tokens))
        }
    }

    func readings(in utterance: Utterance, expecting: Bool) -> [Reading] {
        var found: [Reading] = []
        var parser = DateTimeParser(utterance, reader: self)
        var index = 0
        while index < utterance.tokens.count {
            let token = utterance.tokens[index]
            guard token.isDigits || English.temporalOpeners.contains(token.word) else {
                index += 1
                continue
            }
            parser.move(to: index)
            // "At three or four": the second is an hour as well.
            let isAlternative = found.last.map { $0.values[0].isTime && $0.tokens.upperBound == index - 1 } ?? false
            let expectsHour = expecting || isAlternative && utterance.tokens[index - 1].word == "or"
            // "Monday to Friday nine to five"
            let isBehindDays = found.last.map { $0.values[0].areDays && $0.tokens.upperBound == index } ?? false
            guard
                let values = isBehindDays
                    ? parser.hoursBehindDays() ?? parser.entity(expectsHour: expectsHour) : parser.entity(expectsHour: expectsHour),
                !values.isEmpty, parser.index > index
            else {
                index += 1
                continue
            }
            found.append((values, index..<parser.index))
            if let day = values[0].day { parser.namedDay = day }
            index = parser.index
        }
        return found
    }

    /// The first of several meanings is right in nine of ten cases in which any of them is; what it leaves is shared by the others.
    private static func confidence(rank: Int, of values: [TemporalValue]) -> Double {
        guard values.count > 1 else { return values[rank].reliability }
        let first = values[0].reliability * 0.9
        return rank == 0 ? first : min(first, 1 - first) / Double(values.count - 1)
    }
}

extension TemporalValue {
    /// How often a reading of this kind is what other people, too, say is meant.
    ///
    /// Source: measured in November 2026 on a thousand readings of sentences from six public collections. Days and times are
    /// hardly ever in doubt; of a range some take its ends and some the whole, and of "after Friday" some take the Friday.
    fileprivate var reliability: Double {
        switch self {
        case .date, .duration: 0.93
        case .time: 0.92
        case .dateTime: 0.86
        case .dates: isOpen ? 0.57 : 0.76
        case .times, .dateTimes: isOpen ? 0.57 : 0.64
        }
    }
}

extension DateTimeParser {
    /// The longest reading that begins at the cursor; all its meanings, the likeliest first.
    fileprivate mutating func entity(expectsHour: Bool) -> [TemporalValue]? {
        let start = index
        var best: (values: [TemporalValue], end: Int)?
        let readers: [(inout Self) -> [TemporalValue]?] = [
            { $0.range(expectsHour: expectsHour) }, { $0.hoursBeforeDay() }, { $0.openRange() }, { $0.fromOnwards() },
            { $0.countedSpan() }, { $0.countedRange() }, { $0.clockOffset() }, { $0.fractionalOffset() }, { $0.thisOrNext() },
            { $0.momentValues(expectsHour: expectsHour) },
            { $0.now() },
            { $0.durationSeconds().map { [.duration(seconds: $0)] } },
        ]
        for read in readers {
            index = start
            if let values = read(&self), !values.isEmpty, index > best?.end ?? start { best = (values, index) }
        }
        index = best?.end ?? start
        return best?.values
    }

    private mutating func momentValues(expectsHour: Bool) -> [TemporalValue]? {
        let opener = index > 0 ? utterance.tokens[index - 1].word : ""
        let isHour = expectsHour || English.hourOpeners.contains(opener) || index > 0 && gap().contains("@")
        guard let moment = moment(bare: isHour) else { return nil }
        return values(of: moment)
    }
}
