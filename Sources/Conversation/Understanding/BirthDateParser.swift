import Core

/// Finds the dates of birth that the numbers and months of an utterance can mean, also when a recogniser has cut or joined them
/// wrongly: "1930 9" is 1939, "2000 and 4" is 2004, "20308 1965" is the 23rd of the 8th, "6 for 1988" the 6th of the 4th.
struct BirthDateParser {
    private let today: LocalDate
    private let order: NumericDateOrder

    /// The greatest age that anybody is known to have reached, in years (Jeanne Calment, 1875 to 1997).
    private static let oldest = 122
    private static let mostItems = 8
    /// Fewer figures are no date with a year.
    private static let fewestDigits = 5

    init(today: LocalDate, order: NumericDateOrder) {
        self.today = today
        self.order = order
    }

    /// A date and the natural logarithm of the odds against it.
    struct Reading {
        var date: LocalDate
        var cost: Double
        var tokens: Range<Int>
    }

    /// What is said of a date, in its order.
    private enum Item {
        /// Digits as they were dictated, with zeros in front.
        case number(String, isOrdinal: Bool)
        case month(Int)
        /// A break: what stands before it and behind it is not one number.
        case other
    }

    private enum Cost {
        static let soundsLikeNumber = 1.0
        static let splitYear = 0.2
        static let shortYear = 0.3
        static let laterCentury = 0.5
        static let strayNumber = 1.0
        static let otherOrder = 0.7
        static let runTogether = 0.3
        static let joinedTens = 0.7
        static let missingDigit = 2.0
    }

    /// The likeliest first, each date once.
    func readings(of utterance: Utterance) -> [Reading] {
        var found: [Reading] = []
        for takesSound in [false, true] {
            let (items, tokens, sounds) = items(of: utterance, takesSound: takesSound)
            guard !items.isEmpty, items.count <= Self.mostItems, !takesSound || sounds > 0 else { continue }
            let penalty = Double(sounds) * Cost.soundsLikeNumber
            found += dates(of: items).map { Reading(date: $0.date, cost: $0.cost + penalty, tokens: tokens) }
        }
        found.sort { $0.cost < $1.cost }
        var seen: Set<LocalDate> = []
        return found.filter { seen.insert($0.date).inserted }
    }

    // MARK: Items

    /// - Parameter takesSound: whether "for" and "to" between numbers are numbers.
    private func items(of utterance: Utterance, takesSound: Bool) -> (items: [Item], tokens: Range<Int>, sounds: Int) {
        var items: [Item] = []
        var sounds = 0
        var tokens: Range<Int>?
        var index = 0
        while index < utterance.tokens.count {
            let token = utterance.tokens[index]
            var end = index + 1
            if let month = English.months[token.word], !(token.word == "may" && isDay(utterance, index + 1) && isDay(utterance, index - 1))
            {
                items.append(.month(month))
            } else if token.isDigits {
                let isOrdinal =
                    token.gap.isEmpty && end < utterance.tokens.count && English.ordinalSuffixes.contains(utterance.tokens[end].word)
                if isOrdinal { end += 1 }
                items.append(.number(token.word, isOrdinal: isOrdinal))
            } else if English.zeroLetters.contains(token.word) {
                items.append(.number("0", isOrdinal: false))
            } else if English.numberOpeners.contains(token.word), !English.articles.contains(token.word),
                let read = NumberReader.number(in: utterance, at: index), let value = read.number.wholeNumber, value >= 0
            {
                end = index + read.tokenCount
                items.append(.number(String(value), isOrdinal: read.number.kind == .ordinal))
            } else if takesSound, let digit = English.digitSounds[token.word], !items.isEmpty {
                items.append(.number(digit, isOrdinal: false))
                sounds += 1
            } else if !English.functionWords.contains(token.word), !English.digitFillers.contains(token.word), !items.isEmpty {
                items.append(.other)
                index = end
                continue
            } else {
                index = end
                continue
            }
            tokens = (tokens?.lowerBound ?? index)..<end
            index = end
        }
        return (items, tokens ?? 0..<0, sounds)
    }

    /// "18th of the 3rd May 1976": what a recogniser puts in between ordinals, where nobody said a month.
    private func isDay(_ utterance: Utterance, _ index: Int) -> Bool {
        guard utterance.tokens.indices.contains(index) else { return false }
        return English.ordinalSuffixes.contains(utterance.tokens[index].word) || English.ordinals[utterance.tokens[index].word] != nil
    }

    // MARK: Dates

    private typealias Dated = (date: LocalDate, cost: Double)
    private typealias Numbers = ArraySlice<(digits: String, isOrdinal: Bool)>

    private func dates(of items: [Item]) -> [Dated] {
        let months = items.enumerated().compactMap { place, item in if case .month(let month) = item { (place, month) } else { nil } }
        // Figures alone are read a stretch at a time: what was said before may be a reference or a correction.
        guard !months.isEmpty else {
            return items.split { if case .other = $0 { true } else { false } }.flatMap { figures(numbers(in: $0)) }
        }
        return months.flatMap { place, month in
            dates(
                before: numbers(in: items[..<place].reversed().prefix(while: isNumber).reversed()[...]), month,
                behind: following(place, in: items))
        }
    }

    private func dates(before: Numbers, _ month: Int, behind: Numbers) -> [Dated] {
        var found: [Dated] = []
        for (day, cost) in days(before) { found += years(behind).compactMap { date($0, month, day, cost) } }
        if let first = behind.first, behind.count > 1, let day = Int(first.digits) {
            let extra = before.isEmpty ? 0 : Cost.strayNumber
            found += years(behind.dropFirst()).compactMap { date($0, month, day, extra) }
        }
        return found
    }

    private func isNumber(_ item: Item) -> Bool {
        if case .number = item { true } else { false }
    }

    /// The numbers behind a month, up to the next one.
    private func following(_ place: Int, in items: [Item]) -> Numbers {
        numbers(in: items[(place + 1)...].prefix { if case .month = $0 { false } else { true } })
    }

    private func numbers(in items: ArraySlice<Item>) -> Numbers {
        items.compactMap { if case .number(let digits, let isOrdinal) = $0 { (digits, isOrdinal) } else { nil } }[...]
    }

    private func date(_ year: (value: Int, cost: Double), _ month: Int, _ day: Int, _ cost: Double) -> Dated? {
        guard let date = LocalDate(year: year.value, month: month, day: day), date <= today, today.year - year.value <= Self.oldest else {
            return nil
        }
        return (date, year.cost + cost)
    }

    /// The day before its month: "3rd", "20 third".
    private func days(_ numbers: Numbers) -> [(day: Int, cost: Double)] {
        guard let last = numbers.last, let unit = Int(last.digits) else { return [] }
        var found = (1...31).contains(unit) ? [(unit, numbers.count > 1 ? Cost.strayNumber : 0)] : []
        if let tens = numbers.dropLast().last.flatMap({ Int($0.digits) }), [20, 30].contains(tens), (1...9).contains(unit) {
            found.append((tens + unit, Cost.splitYear))
        }
        return found
    }

    /// The year that all the numbers make together: "1947", "19 47", "1930 9", "2000 4", "19 oh 7", "47".
    private func years(_ numbers: Numbers) -> [(value: Int, cost: Double)] {
        guard let first = numbers.first else { return [] }
        var found: [(Int, Double)] = []
        if let whole = composed(numbers) { found.append((whole, numbers.count > 1 ? Cost.splitYear : 0)) }
        if let value = Int(first.digits), (1900...2100).contains(value), numbers.count > 1 { found.append((value, Cost.strayNumber)) }
        // "Eighth nineteen thirty six": the number of the month said once more, or what was made of a cough.
        if numbers.count > 1, first.isOrdinal { found += years(numbers.dropFirst()).map { ($0.value, $0.cost + Cost.strayNumber) } }
        guard numbers.count == 1, let value = Int(first.digits) else { return found }
        switch first.digits.utf8.count {
        case 2:
            // Of two centuries the one that makes a grown-up is likelier.
            found = [(1900 + value, Cost.shortYear), (2000 + value, Cost.shortYear + Cost.laterCentury)].filter { $0.0 <= today.year }
        case 3 where first.digits.hasPrefix("19") || first.digits.hasPrefix("20"):
            // "Nineteen oh seven" written as 197.
            found.append((value / 10 * 100 + value % 10, Cost.missingDigit))
        case 5 where first.digits.hasPrefix("200"):
            // "Two thousand sixteen" written as 20016.
            found.append((2000 + value % 100, Cost.splitYear))
        default: break
        }
        return found
    }

    private func composed(_ numbers: Numbers) -> Int? {
        guard let first = numbers.first, var value = Int(first.digits) else { return nil }
        for number in numbers.dropFirst() {
            guard let next = Int(number.digits) else { return nil }
            // "Nineteen oh seven": the zero says that a single digit follows.
            if next == 0, value < 100 { continue }
            if value >= 100, value % (next < 10 ? 10 : 100) == 0, next < 100 {
                value += next
            } else if value < 100, next < 100 {
                value = value * 100 + next
            } else {
                return nil
            }
        }
        return (1000...9999).contains(value) ? value : nil
    }

    // MARK: Dictated figures

    private func figures(_ numbers: Numbers) -> [Dated] {
        var found: [Dated] = []
        if numbers.count >= 3 {
            for split in 1...(numbers.count - 2) where split <= 2 {
                for (first, cost) in days(numbers.prefix(split)) {
                    guard let second = numbers.dropFirst(split).first.flatMap({ Int($0.digits) }) else { continue }
                    found += years(numbers.dropFirst(split + 1)).flatMap { dates($0, first, second, cost) }
                }
            }
        }
        let digits = numbers.map(\.digits).joined()
        let endsInYear = numbers.last?.digits.utf8.count == 4
        for length in endsInYear ? [4] : [4, 2] where digits.utf8.count >= Self.fewestDigits && (2...6).contains(digits.utf8.count - length)
        {
            let year = years([(String(digits.suffix(length)), false)])
            for (first, second, cost) in dayAndMonth(String(digits.dropLast(length))) {
                found += year.flatMap { dates($0, first, second, cost + (numbers.count == 2 ? 0 : Cost.runTogether)) }
            }
        }
        return found
    }

    /// Day and month in the order of the place, or in the other where they can only be that.
    private func dates(_ year: (value: Int, cost: Double), _ first: Int, _ second: Int, _ cost: Double) -> [Dated] {
        let (day, month) = order == .dayFirst ? (first, second) : (second, first)
        if let usual = date(year, month, day, cost) { return [usual] }
        return [date(year, day, month, cost + Cost.otherOrder)].compactMap { $0 }
    }

    /// The ways to cut digits into two numbers: "3107", "581", "20308" for "twenty three, oh eight".
    private func dayAndMonth(_ digits: String) -> [(first: Int, second: Int, cost: Double)] {
        var found: [(Int, Int, Double)] = []
        func cut(_ text: String, after length: Int, _ cost: Double) {
            guard text.utf8.count > length, let first = Int(text.prefix(length)), let second = Int(text.dropFirst(length)) else { return }
            found.append((first, second, cost))
        }
        switch digits.utf8.count {
        case 2: cut(digits, after: 1, 0)
        case 3:
            cut(digits, after: digits.hasPrefix("0") ? 2 : 1, 0)
            cut(digits, after: digits.hasPrefix("0") ? 1 : 2, Cost.joinedTens)
        case 4: cut(digits, after: 2, 0)
        case 5, 6:
            let tens = digits.prefix(2) as Substring
            let rest = digits.dropFirst(2)
            if ["20", "30"].contains(tens) { cut(String(tens.prefix(1) + rest), after: 2, Cost.joinedTens) }
            // A zero too many between day and month.
            if digits.dropFirst(2).hasPrefix("00") { cut(String(tens + digits.dropFirst(3)), after: 2, Cost.joinedTens) }
            if digits.hasSuffix("0") { cut(String(digits.dropLast()), after: 2, Cost.missingDigit) }
        default: break
        }
        return found
    }
}
