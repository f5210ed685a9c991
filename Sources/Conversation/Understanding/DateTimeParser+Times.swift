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
        if part.from >= 1200, morning < 300 { return TimeReading(minutes: morning, isAmbiguous: false) }
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
        clockName() ?? relativeToHour() ?? clockFace(bare: bare)
    }

    /// "noon", "12 midnight".
    private mutating func clockName() -> TimeReading? {
        attempt { parser in
            if parser.word() == "12" || parser.word() == "twelve" { parser.index += 1 }
            guard let word = parser.word(), let minutes = English.clockNames[word] else { return nil }
            parser.index += 1
            return TimeReading(minutes: minutes, isAmbiguous: false)
        }
    }

    /// "half past three", "quarter to 6 in the evening", "20 to 2", "15 minutes past noon".
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
            guard let hour = parser.clockName() ?? parser.clockFace(bare: true) else { return nil }
            guard hour.minutes % 60 == 0, minutes % 5 == 0 || hasUnit else { return nil }
            return TimeReading(minutes: (hour.minutes + sign * minutes + 1440) % 1440, isAmbiguous: hour.isAmbiguous)
        }
    }

    private func isBehindHourOpener(_ count: Int) -> Bool {
        index > count && English.hourOpeners.contains(utterance.tokens[index - count - 1].word)
    }

    /// "7:30", "7 pm", "seven thirty", "1930", "15h30", "eight o'clock", "3 in the afternoon".
    private mutating func clockFace(bare: Bool) -> TimeReading? {
        attempt { parser in
            let start = parser.index
            guard !parser.isBehindSign, let face = parser.face(bare: bare) else { return nil }
            guard face.hour < 24, face.minute < 60 else { return nil }
            let isTwelveHour = (1...12).contains(face.hour)
            var reading = TimeReading(minutes: face.hour * 60 + face.minute, isAmbiguous: isTwelveHour && !face.is24Hour)
            if face.isFigures, parser.accept("hours") {
                reading.isAmbiguous = false
                return reading
            }
            let isRough = parser.accept("ish")
            let saidOClock = parser.accept("oclock") || parser.accept("o", "clock")
            if let isAfternoon = parser.meridiem() {
                guard face.hour <= 12 || isAfternoon else { return nil }
                if face.hour <= 12 { reading.minutes = face.hour % 12 * 60 + face.minute + (isAfternoon ? 720 : 0) }
                reading.isAmbiguous = false
                return reading
            }
            if let part = parser.partBehindTime(needsJoint: face.isBare && !bare && !saidOClock) { return reading.within(part) }
            _ = parser.accept("sharp")
            let isSaidAlone = start == 0 && parser.index == parser.utterance.tokens.count
            guard
                face.isSure || saidOClock || isRough || bare && !face.isCompact || parser.isBehindBeginning(start, face)
                    || isSaidAlone && !face.isBare
            else { return nil }
            return reading
        }
    }

    private struct Face {
        var hour: Int
        var minute = 0
        /// An hour without minutes.
        var isBare = false
        /// Cannot be anything but a time.
        var isSure = false
        var is24Hour = false
        /// Three or four figures without a sign between: "730".
        var isFigures = false
        /// Figures that may be a year as well: "1930".
        var isCompact = false
    }

    /// "9 tomorrow": at the beginning of an answer an hour before a day needs no "at".
    private func isBehindBeginning(_ start: Int, _ face: Face) -> Bool {
        guard start == 0, !face.isCompact, let word = word() else { return false }
        return ["tomorrow", "tonight", "today"].contains(word)
    }

    /// "$12", "#7", "37.1": the figures are no time.
    private var isBehindSign: Bool {
        guard let sign = gap().last else { return false }
        return "$€£#".contains(sign) || (gap() == "." || gap() == "," || gap() == ":") && index > 0 && utterance.tokens[index - 1].isDigits
    }

    private mutating func face(bare: Bool) -> Face? {
        guard let word = word() else { return nil }
        return isDigits() ? writtenFace(word, bare: bare) : spokenFace()
    }

    private mutating func writtenFace(_ word: String, bare: Bool) -> Face? {
        guard word.utf8.count <= 4, let value = Int(word) else { return nil }
        if word.utf8.count >= 3 {
            // "730", "1930": only with something behind it that makes it a time.
            index += 1
            let isZeroed = word.hasPrefix("0")
            guard !isDigits() || gap() == " " || gap().contains("-") else { return nil }
            return Face(
                hour: value / 100, minute: value % 100, is24Hour: isZeroed, isFigures: true,
                isCompact: word.utf8.count == 4 && !isZeroed && (19...20).contains(value / 100))
        }
        index += 1
        guard let next = self.word() else { return Face(hour: value, isBare: true) }
        let separator = gap()
        if isDigits(), next.utf8.count == 2, let minute = Int(next), minute < 60 {
            let isDate = gap(1) == separator && isDigits(1) && separator != ":"
            if separator == ":" {
                index += 1
                if gap() == ":", isDigits() { index += 1 }
                return Face(hour: value, minute: minute, isSure: true, is24Hour: word.utf8.count == 2 && word.hasPrefix("0"))
            }
            if separator == "." || separator == " " || separator == ". ", !isDate {
                index += 1
                return Face(hour: value, minute: minute)
            }
        }
        if next == "h", separator.isEmpty {
            index += 1
            if isDigits(), gap().isEmpty, let minute = self.word().flatMap({ Int($0) }) {
                index += 1
                return Face(hour: value, minute: minute, isSure: true, is24Hour: true)
            }
            if bare || value > 12, value < 24 { return Face(hour: value, isSure: true, is24Hour: true) }
            index -= 1
        }
        return Face(hour: value, isBare: true)
    }

    private mutating func spokenFace() -> Face? {
        guard let word = word(), let hour = English.cardinals[word]?.belowHundred, hour <= 24 else { return nil }
        if case .tens = English.cardinals[word], let next = self.word(1), case .unit(let unit) = English.cardinals[next], unit <= 4 {
            index += 2
            return Face(hour: hour + unit, isBare: true)
        }
        index += 1
        if let zero = self.word(), English.zeroLetters.contains(zero), let next = self.word(1),
            case .unit(let unit) = English.cardinals[next]
        {
            index += 2
            return Face(hour: hour, minute: unit)
        }
        if let minute = attempt({ parser -> Int? in
            guard let minute = parser.smallCardinal(), (10...59).contains(minute) else { return nil }
            return minute
        }) {
            return Face(hour: hour, minute: minute)
        }
        return Face(hour: hour, isBare: true)
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
