import Core

extension SlotScan {
    mutating func findContacts() {
        for slot in slots(where: { $0 == .phone }) {
            var numbers = PhoneReader.numbers(in: utterance, region: reader.region)
            if numbers.isEmpty, isAsked(slot) { numbers = PhoneReader.dictation(in: utterance, region: reader.region).map { [$0] } ?? [] }
            for number in numbers {
                claim(slot, tokens(of: number.span), .phone(number.value), score: 2.5, evidence: number.evidence)
            }
        }
        for slot in slots(where: { $0 == .email }) {
            for address in EmailReader.addresses(in: utterance, expecting: isAsked(slot)) {
                claim(slot, tokens(of: address.span), .text(address.value), score: 4, evidence: address.evidence)
            }
            findUnsignedAddresses(for: slot)
        }
        for slot in slots(where: { $0 == .address }) {
            guard let address = AddressReader.address(in: utterance, expecting: isAsked(slot)) else { continue }
            claim(slot, tokens(of: address.span), .text(address.value), score: 2, evidence: address.evidence)
        }
        findReferences()
    }

    /// "Ann 12 gmailcom": an address of which the recogniser dropped the signs.
    private mutating func findUnsignedAddresses(for slot: Int) {
        for (index, token) in utterance.tokens.enumerated() {
            guard let provider = English.mailProviders.first(where: { token.word.hasSuffix($0.key + $0.value) }) else { continue }
            var start = index
            var local = String(token.word.dropLast(provider.key.utf8.count + provider.value.utf8.count))
            // What was glued to the provider, else the digits and the one word before it.
            while start > 0, local.isEmpty || utterance.tokens[start].isDigits, utterance.tokens[start - 1].gap == " ",
                !English.slotJoints.contains(utterance.tokens[start - 1].word), cues[start - 1].isEmpty
            {
                start -= 1
                local = utterance.tokens[start].word + local
            }
            guard !local.isEmpty else { continue }
            claim(
                slot, start..<(index + 1), .text("\(local)@\(provider.key).\(provider.value)"), score: 2,
                evidence: "an address without signs")
        }
    }

    // MARK: Letters and digits

    private mutating func findReferences() {
        let wanted = slots { $0 == .reference }
        guard !wanted.isEmpty else { return }
        var index = 0
        while index < utterance.tokens.count {
            guard let run = codeRun(from: index) else {
                index += 1
                continue
            }
            let code = utterance.tokens[run.tokens].map { token in
                English.unitWords.firstIndex(of: token.word).map(String.init) ?? token.word.uppercased()
            }.joined()
            for slot in wanted {
                // Letters tell a reference from a telephone number.
                claim(
                    slot, run.tokens, .text(code), score: run.isMixed ? 2.5 : code.utf8.count >= 3 ? 0.6 : -1.5,
                    evidence: "letters and digits")
            }
            index = run.tokens.upperBound
        }
    }

    /// "AB 12345", "k 18 m 52", "4 4 7 1": single letters, short groups of letters that are no word, and digits, with at least one digit;
    /// but not the days of "13th" and "24 Jan", nor "a 3" where a word follows.
    private func codeRun(from start: Int) -> (tokens: Range<Int>, isMixed: Bool)? {
        var end = start
        var digits = 0
        var letters = 0
        while end < utterance.tokens.count {
            let token = utterance.tokens[end]
            let next = end + 1 < utterance.tokens.count ? utterance.tokens[end + 1].word : ""
            if token.isDigits {
                if English.months[next] != nil || token.gap.isEmpty && English.ordinalSuffixes.contains(next) { break }
                digits += 1
            } else if English.unitWords.contains(token.word), end + 1 < utterance.tokens.count || digits > 0 {
                digits += 1
            } else if isCodeLetters(end) {
                letters += 1
            } else {
                break
            }
            end += 1
            guard token.joinsNext || ["-", "/", ""].contains(token.gap) else { break }
        }
        // "A 3 night stay"
        let isArticle = end == start + 2 && utterance.tokens[start].word == "a" && end < utterance.tokens.count
        return digits > 0 && !(isArticle && utterance.tokens[end - 1].joinsNext) ? (start..<end, letters > 0) : nil
    }

    private func isCodeLetters(_ index: Int) -> Bool {
        let word = utterance.tokens[index].word
        guard word.utf8.count <= 3, English.months[word] == nil, !English.ordinalSuffixes.contains(word) else { return false }
        if word.utf8.count == 1 {
            return !["a", "i"].contains(word) || index + 1 < utterance.tokens.count && utterance.tokens[index + 1].isDigits
        }
        return !English.commonWords.contains(word) && cues[index].isEmpty && reader.cues[word] == nil && !English.slotJoints.contains(word)
            && index + 1 < utterance.tokens.count
            && (utterance.tokens[index + 1].isDigits || utterance.gap(before: index).isEmpty && index > 0)
    }
}
