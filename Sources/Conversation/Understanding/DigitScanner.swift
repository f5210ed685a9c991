import Core

/// Finds the digit runs of an utterance in one pass.
struct DigitScanner {
    private let utterance: Utterance
    private let region: PhoneNumber.Region
    private var index = 0

    init(_ utterance: Utterance, in region: PhoneNumber.Region) {
        self.utterance = utterance
        self.region = region
    }

    mutating func runs() -> [DigitRun] {
        var runs: [DigitRun] = []
        while index < utterance.tokens.count {
            guard beginsRun else {
                skipCode()
                continue
            }
            let run = run()
            if !run.groups.isEmpty { runs.append(run) }
        }
        return runs
    }

    /// "T005-2333-1007" is one code: no part of it is a number.
    private mutating func skipCode() {
        let isCode = utterance.tokens[index].isDigits
        repeat { index += 1 } while isCode && index < utterance.tokens.count && ["", "-"].contains(utterance.tokens[index - 1].gap)
    }

    /// Whether a run begins here: digits that are not glued to letters, or the first of several digit words.
    private var beginsRun: Bool {
        let token = utterance.tokens[index]
        if token.isDigits { return !isGluedToLetters }
        if English.zeroLetters.contains(token.word) { return index + 1 < utterance.tokens.count && isDigitWord(at: index + 1) }
        return isDigitWord(at: index)
    }

    private mutating func run() -> DigitRun {
        var run = DigitRun()
        let start = index
        let before = utterance.gap(before: start)
        run.isInternational =
            before.hasSuffix("+") || before.hasSuffix("(+")
            || start > 0 && English.internationalPrefixes.contains(utterance.tokens[start - 1].word)
        run.isOtherNumber = before.hasSuffix("#") || isLabelledAsOther(start)
        while index < utterance.tokens.count {
            if let group = group() {
                run.append(group)
                if utterance.tokens[index - 1].gap == ",", run.groups.count == 1, group.digits.utf8.count <= 3 { run.isOtherNumber = true }
                if !canContinue(after: utterance.tokens[index - 1].gap) { break }
            } else if let length = English.correctionLength(in: utterance, at: index) {
                let mark = index
                index += length
                skipFillers(alsoLeadIns: true)
                // "Wait, make that …" takes back once.
                while index < utterance.tokens.count, let more = English.correctionLength(in: utterance, at: index) {
                    index += more
                    skipFillers(alsoLeadIns: true)
                }
                guard index < utterance.tokens.count, beginsRun else {
                    index = mark
                    break
                }
                run.correct(by: self.run(), in: region)
                break
            } else if English.digitFillers.contains(utterance.tokens[index].word), digitsFollowFillers {
                skipFillers(alsoLeadIns: false)
            } else {
                break
            }
        }
        if index == start { index += 1 }
        return run
    }

    /// One token of digits, or one spoken digit, doubled digit or small number.
    private mutating func group() -> DigitRun.Group? {
        let start = index
        let token = utterance.tokens[index]
        if token.isDigits {
            // "555x12" has an extension; other letters glued to digits name something else.
            guard !isGluedToLetters else { return nil }
            index += 1
            return group(token.word, from: start)
        }
        if English.zeroLetters.contains(token.word) {
            index += 1
            return group("0", from: start)
        }
        if English.repeats[token.word] != nil || English.cardinals[token.word] != nil { return spokenGroup(from: start) }
        return nil
    }

    private mutating func spokenGroup(from start: Int) -> DigitRun.Group? {
        let token = utterance.tokens[index]
        if let times = English.repeats[token.word], start + 1 < utterance.tokens.count {
            let next = utterance.tokens[start + 1]
            let digit: String? =
                if next.isDigits, next.word.utf8.count == 1 {
                    next.word
                } else if English.zeroLetters.contains(next.word) {
                    "0"
                } else if case .unit(let value) = English.cardinals[next.word] {
                    String(value)
                } else {
                    nil
                }
            guard let digit else { return nil }
            index += 2
            return group(String(repeating: digit, count: times), from: start)
        }
        switch English.cardinals[token.word] {
        case .unit(let value):
            index += 1
            let digits = hundreds(value) ?? String(value) + zeros()
            return group(digits, from: start)
        case .teen(let value), .joined(let value):
            index += 1
            let digits = String(value) + zeros()
            return group(digits, from: start)
        case .tens(let value):
            index += 1
            if index < utterance.tokens.count, case .unit(let unit) = English.cardinals[utterance.tokens[index].word], unit > 0 {
                index += 1
                let digits = String(value + unit) + zeros()
                return group(digits, from: start)
            }
            let digits = String(value) + zeros()
            return group(digits, from: start)
        case .hundred, .scale, .group, nil:
            return nil
        }
    }

    /// "two hundred and twelve" is one number; "eight hundred and five five" is not.
    private mutating func hundreds(_ value: Int) -> String? {
        guard index + 2 < utterance.tokens.count, English.cardinals[utterance.tokens[index].word] == .hundred,
            utterance.tokens[index + 1].word == "and", let rest = English.cardinals[utterance.tokens[index + 2].word]?.belowHundred,
            rest >= 10
        else { return nil }
        index += 3
        return String(value * 100 + rest)
    }

    /// "eight hundred" dictates two zeros, "five thousand" three.
    private mutating func zeros() -> String {
        guard index < utterance.tokens.count else { return "" }
        switch English.cardinals[utterance.tokens[index].word] {
        case .hundred:
            index += 1
            return "00"
        case .scale(1_000):
            index += 1
            return "000"
        default:
            return ""
        }
    }

    private func group(_ digits: String, from start: Int) -> DigitRun.Group {
        let gap = utterance.tokens[index - 1].gap
        return DigitRun.Group(
            digits: digits, tokens: start..<index, endsPhrase: gap.contains { $0 != " " } || utterance.tokens[start].isDigits)
    }

    private func isDigitWord(at index: Int) -> Bool {
        let word = utterance.tokens[index].word
        guard !utterance.tokens[index].isDigits else { return true }
        return English.cardinals[word]?.belowHundred != nil || English.zeroLetters.contains(word) || English.repeats[word] != nil
    }

    private var isGluedToLetters: Bool {
        let token = utterance.tokens[index]
        if index > 0, utterance.tokens[index - 1].gap.isEmpty, !utterance.tokens[index - 1].isDigits { return true }
        guard index + 1 < utterance.tokens.count, token.gap.isEmpty else { return token.gap.hasPrefix("@") }
        return !English.extensionWords.contains(utterance.tokens[index + 1].word)
    }

    /// Punctuation that may stand inside one number. A slash makes a date, a colon a time.
    private func canContinue(after gap: String) -> Bool {
        !gap.isEmpty && gap.utf8.count <= 5
            && gap.unicodeScalars.allSatisfy { " -.,()+…\u{2013}\u{2011}\u{A0}".unicodeScalars.contains($0) } && gap != ","
    }

    private var digitsFollowFillers: Bool {
        var ahead = index
        while ahead < utterance.tokens.count, English.digitFillers.contains(utterance.tokens[ahead].word) { ahead += 1 }
        return ahead < utterance.tokens.count && isDigitWord(at: ahead)
    }

    private mutating func skipFillers(alsoLeadIns: Bool) {
        while index < utterance.tokens.count,
            English.digitFillers.contains(utterance.tokens[index].word)
                || alsoLeadIns && !isDigitWord(at: index) && English.addressLeadIns.contains(utterance.tokens[index].word)
        {
            index += 1
        }
    }

    /// "account #12345678", "card number is …".
    private func isLabelledAsOther(_ start: Int) -> Bool {
        var before = start - 1
        while before >= 0, English.labelJoints.contains(utterance.tokens[before].word), start - before <= 3 { before -= 1 }
        guard before >= 0 else { return false }
        let word = utterance.tokens[before].word
        // "The area code is …" begins a telephone number.
        return English.otherNumberLabels.contains(word) && !(before > 0 && ["area", "country"].contains(utterance.tokens[before - 1].word))
    }
}
