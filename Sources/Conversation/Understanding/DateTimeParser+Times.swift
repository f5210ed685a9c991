import Core

/// A time of day as it was said.
struct TimeReading: Hashable {
    /// Minutes since midnight.
    var minutes: Int
    /// Whether it may be twelve hours later as well: an hour from 1 to 12 without a.m. or p.m.
    var isAmbiguous: Bool

    /// The reading in that part of the day.
    func within(_ part: PartOfDay) -> TimeReading {
        guard isAmbiguous else { return self }
        let morning = minutes % 720
        // "12 at night" is midnight, "12 in the afternoon" noon; "3 at night" is early, "9 at night" late.
        if part.until <= 720 { return TimeReading(minutes: morning, isAmbiguous: false) }
        // Noon is no part of the evening.
        if part.reachesPastMidnight && morning < 300 || part.until >= 1440 && morning == 0 {
            return TimeReading(minutes: morning, isAmbiguous: false)
        }
        return TimeReading(minutes: morning + 720, isAmbiguous: false)
    }

    /// All times it can be, the likelier first: a booking is rather made for 8 in the morning and 5 in the afternoon.
    var times: [Int] {
        guard isAmbiguous else { return [minutes] }
        let morning = minutes % 720
        return morning >= 420 ? [morning, morning + 720] : [morning + 720, morning]
    }
}

extension DateTimeParser {
    /// A time of day.
    ///
    /// - Parameter bare: whether a number alone may be an hour, because of the words before it.
    mutating func time(bare: Bool) -> TimeReading? {
        clockName() ?? relativeToHour() ?? clockTime(bare: bare)
    }

    /// "noon", "12 midnight", "the end of the day", "close of business".
    private mutating func clockName() -> TimeReading? {
        attempt { parser in
            if parser.acceptEndOfDay() { return TimeReading(minutes: 1439, isAmbiguous: false) }
            if parser.word() == "12" || parser.word() == "twelve" { parser.index += 1 }
            guard let word = parser.word(), let minutes = English.clockNames[word] else { return nil }
            parser.index += 1
            return TimeReading(minutes: minutes, isAmbiguous: false)
        }
    }

    /// "the end of the day", "end of" before a day: "end of tomorrow", "end of day Friday".
    private mutating func acceptEndOfDay() -> Bool {
        attempt { parser in
            _ = parser.accept("the")
            if English.endsOfDay.contains(where: { parser.accept($0) }) { return true }
            guard parser.accept("end", "of"), let word = parser.word() else { return nil }
            let isDay = English.weekdays[word] != nil || English.relativeDays.contains { $0.phrase[0] == word && word != "the" }
            return isDay ? true : nil
        } ?? false
    }

    /// "half past three", "quarter to 6 in the evening", "20 to 2", "ten minutes past noon".
    private mutating func relativeToHour() -> TimeReading? {
        attempt { parser in
            _ = parser.accept("a")
            let minutes: Int
            if parser.accept("half") {
                minutes = 30
                // British: "half three".
                if let hour = parser.attempt({ $0.smallCardinal() }), (1...12).contains(hour),
                    parser.index == 2 || parser.isBehindHourOpener(2)
                {
                    return TimeReading(minutes: hour * 60 + 30, isAmbiguous: true)
                }
            } else if parser.accept("quarter") {
                minutes = 15
            } else if let count = parser.smallCardinal(), (1...59).contains(count) {
                minutes = count
            } else {
                return nil
            }
            let hasUnit = parser.accept("minutes") || parser.accept("minute") || parser.accept("mins") || parser.accept("min")
            let sign: Int
            if parser.accept(anyOf: English.pastWords) != nil {
                sign = 1
            } else if !(hasUnit && parser.word() == "of"), parser.accept(anyOf: English.toWords) != nil {
                sign = -1
            } else {
                return nil
            }
            guard let hour = parser.clockName() ?? parser.clockTime(bare: true) else { return nil }
            guard hour.minutes % 60 == 0, minutes % 5 == 0 || hasUnit else { return nil }
            if parser.countsSomething() { return nil }
            return TimeReading(minutes: (hour.minutes + sign * minutes + 1440) % 1440, isAmbiguous: hour.isAmbiguous)
        }
    }

    /// "After 5 days", "ten to twelve people", "by 500 dollars", "from one account": the number before the cursor is no hour.
    private func countsSomething() -> Bool {
        var ahead = self
        if ahead.unit() != nil || gap().contains(where: { "%€£$°".contains($0) }) { return true }
        guard let word = word(), gap() == " " else { return false }
        if English.personNouns[word] != nil || English.moneyUnits[word] != nil || English.countedQualities.contains(word) { return true }
        let isThing =
            !English.functionWords.contains(word) && !English.temporalOpeners.contains(word)
            && !English.wordsBehindDay.contains(word)
        // "How about three cookies"
        if isThing, word.utf8.count > 3, word.hasSuffix("s"), !English.verbsInS.contains(word) { return true }
        return isThing && index > 0 && utterance.tokens[index - 1].word == "one"
    }

    private func isBehindHourOpener(_ count: Int) -> Bool {
        index > count && English.hourOpeners.contains(utterance.tokens[index - count - 1].word)
    }

    /// "7:30", "7 pm", "seven thirty", "1930", "15h30", "eight o'clock", "3 in the afternoon".
    mutating func clockTime(bare: Bool) -> TimeReading? {
        attempt { parser in
            let start = parser.index
            guard !parser.isBehindSign, let face = parser.clockFace(bare: bare) else { return nil }
            guard face.hour < 24, face.minute < 60 else { return nil }
            let isTwelveHour = (1...12).contains(face.hour)
            var reading = TimeReading(minutes: face.hour * 60 + face.minute, isAmbiguous: isTwelveHour && !face.is24Hour)
            if face.isFigures, parser.accept("hours") {
                reading.isAmbiguous = false
                return reading
            }
            let isRough = parser.accept("ish")
            let saidOClock = parser.accept("oclock") || parser.accept("o", "clock") || parser.accept("clock")
            if let isAfternoon = parser.meridiem() {
                guard face.hour <= 12 || isAfternoon else { return nil }
                if face.hour <= 12 { reading.minutes = face.hour % 12 * 60 + face.minute + (isAfternoon ? 720 : 0) }
                reading.isAmbiguous = false
                return reading
            }
            if let part = parser.partBehindTime(needsJoint: face.isBare && !bare && !saidOClock) {
                // "At two morning sessions"
                return face.isBare && parser.countsSomething() ? nil : reading.within(part)
            }
            _ = parser.accept("sharp")
            if face.isBare || face.isFigures, parser.countsSomething() { return nil }
            if face.isBare, let half = parser.halfOfAlternative() { return reading.within(half) }
            let isSaidAlone = start == 0 && parser.index == parser.utterance.tokens.count
            guard
                face.isSure || saidOClock || isRough || bare && (!face.isCompact || parser.isBehindAt(start))
                    || parser.isBehindBeginning(start, face)
                    || isSaidAlone && !face.isBare && !face.mayBeYear && !face.isCompact
            else { return nil }
            return reading
        }
    }

    /// "At 1930": no year.
    private func isBehindAt(_ start: Int) -> Bool { start > 0 && utterance.tokens[start - 1].word == "at" }

    /// "5 or 6 pm": what is said of the second hour holds for the first.
    private func halfOfAlternative() -> PartOfDay? {
        var ahead = self
        guard ahead.accept("or"), ahead.clockFace(bare: false) != nil, let isAfternoon = ahead.meridiem() else { return nil }
        return isAfternoon ? PartOfDay(from: 720, until: 1440) : PartOfDay(from: 0, until: 720)
    }

    /// "9 tomorrow": at the beginning of an answer an hour before a day needs no "at".
    private func isBehindBeginning(_ start: Int, _ face: ClockFace) -> Bool {
        guard start == 0, !face.isCompact, let word = word() else { return false }
        if ["tomorrow", "tonight", "today"].contains(word) { return true }
        return face.isBare && word == "this" && self.word(1).map { English.partsOfDay[$0] != nil } ?? false
    }

    /// "$12", "#7", "37.1": the figures are no time.
    var isBehindSign: Bool {
        guard let sign = gap().last else { return false }
        return "$€£#".contains(sign) || (gap() == "." || gap() == "," || gap() == ":") && index > 0 && utterance.tokens[index - 1].isDigits
    }

    /// "am", "p.m.", "a m", "p" glued to the figures. True for the afternoon.
    private mutating func meridiem() -> Bool? {
        if accept("in", "the", "pm") { return true }
        if accept("in", "the", "am") { return false }
        guard let word = word() else { return nil }
        switch word {
        case "am", "pm":
            index += 1
            return word == "pm"
        case "a", "p":
            if self.word(1) == "m", [".", " ", ". "].contains(gap(1)) {
                index += 2
                return word == "p"
            }
            guard gap().isEmpty else { return nil }
            index += 1
            return word == "p"
        default:
            return nil
        }
    }

    /// "in the morning", "at night", "afternoon", "tonight".
    private mutating func partBehindTime(needsJoint: Bool) -> PartOfDay? {
        attempt { parser in
            let hasJoint = parser.accept("in", "the") || parser.accept("at") || parser.accept("of", "the")
            guard hasJoint || !needsJoint else { return nil }
            _ = parser.accept("early") || parser.accept("late")
            guard let word = parser.word(), !word.hasSuffix("s"), let part = English.partsOfDay[word] else { return nil }
            parser.index += 1
            return part
        }
    }
}
