import Core

/// The hour and minute of a clock, before it is known which half of the day is meant.
struct ClockFace {
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
    /// Two words that are a year as well: "twenty thirty".
    var mayBeYear = false
}

extension DateTimeParser {
    /// "7:30", "730", "15h", "seven thirty", "oh five hundred", "sixish".
    mutating func clockFace(bare: Bool) -> ClockFace? {
        guard let word = word() else { return nil }
        return isDigits() ? writtenFace(word, bare: bare) : militaryFace(bare: bare) ?? spokenFace()
    }

    /// "oh five hundred", "zero nine thirty", "fifteen hundred hours": all of the day's hours, said one after the other.
    private mutating func militaryFace(bare: Bool) -> ClockFace? {
        attempt { parser in
            guard parser.index == 0 || English.cardinals[parser.utterance.tokens[parser.index - 1].word] == nil else { return nil }
            let isZeroed = parser.accept(anyOf: English.zeroLetters.union(["zero"])) != nil
            guard let hour = parser.smallCardinal(), hour < (isZeroed ? 10 : 24) else { return nil }
            var face = ClockFace(hour: hour, isSure: isZeroed, is24Hour: true)
            if parser.accept("hundred") {
                let saidHours = parser.accept("hours")
                return isZeroed || saidHours || bare && hour > 12 ? face : nil
            }
            guard isZeroed, let minute = parser.smallCardinal(), (10...59).contains(minute) else { return nil }
            if let next = parser.word(), English.cardinals[next] != nil { return nil }
            _ = parser.accept("hours")
            face.minute = minute
            return face
        }
    }

    private mutating func writtenFace(_ word: String, bare: Bool) -> ClockFace? {
        guard word.utf8.count <= 4, let value = Int(word) else { return nil }
        if word.utf8.count >= 3 {
            // "730", "1930": only with something behind it that makes it a time.
            index += 1
            let isZeroed = word.hasPrefix("0")
            guard !isDigits() || gap() == " " || gap().contains("-") else { return nil }
            return ClockFace(
                hour: value / 100, minute: value % 100, is24Hour: isZeroed, isFigures: true,
                isCompact: word.utf8.count == 4 && !isZeroed && (19...20).contains(value / 100))
        }
        index += 1
        guard let next = self.word() else { return ClockFace(hour: value, isBare: true) }
        let separator = gap()
        if isDigits(), next.utf8.count == 2, let minute = Int(next), minute < 60 {
            let isDate = gap(1) == separator && isDigits(1) && separator != ":"
            if separator == ":" {
                index += 1
                if gap() == ":", isDigits() { index += 1 }
                return ClockFace(hour: value, minute: minute, isSure: true, is24Hour: word.utf8.count == 2 && word.hasPrefix("0"))
            }
            if separator == "." || separator == " " || separator == ". ", !isDate {
                index += 1
                return ClockFace(hour: value, minute: minute)
            }
        }
        let isDuration = index > 1 && English.durationOpeners.contains(utterance.tokens[index - 2].word)
        if next == "h", separator.isEmpty, !isDuration {
            index += 1
            if isDigits(), gap().isEmpty, let minute = self.word().flatMap({ Int($0) }) {
                index += 1
                return ClockFace(hour: value, minute: minute, isSure: true, is24Hour: true)
            }
            if bare || value > 12, value < 24 { return ClockFace(hour: value, isSure: true, is24Hour: true) }
            index -= 1
        }
        return ClockFace(hour: value, isBare: true)
    }

    private mutating func spokenFace() -> ClockFace? {
        guard let word = word() else { return nil }
        // "sixish"
        if word.hasSuffix("ish"), let hour = English.cardinals[String(word.dropLast(3))]?.belowHundred, hour <= 12 {
            index += 1
            return ClockFace(hour: hour, isSure: true)
        }
        guard let hour = English.cardinals[word]?.belowHundred, hour <= 24 else { return nil }
        if case .tens = English.cardinals[word], let next = self.word(1), case .unit(let unit) = English.cardinals[next], unit <= 4 {
            index += 2
            return ClockFace(hour: hour + unit, isBare: true)
        }
        index += 1
        if let zero = self.word(), English.zeroLetters.contains(zero), let next = self.word(1),
            case .unit(let unit) = English.cardinals[next]
        {
            index += 2
            return ClockFace(hour: hour, minute: unit)
        }
        if let minute = attempt({ parser -> Int? in
            guard let minute = parser.smallCardinal(), (10...59).contains(minute) else { return nil }
            return minute
        }) {
            return ClockFace(hour: hour, minute: minute, mayBeYear: hour == 19 || hour == 20)
        }
        return ClockFace(hour: hour, isBare: true)
    }
}
