import Core

extension SlotScan {
    // MARK: Choices

    mutating func findChoices() {
        for (slot, index) in reader.choices {
            let found = index.candidates(in: utterance)
            if case .list = reader.slots[slot].kind {
                guard let first = found.first, let last = found.last else { continue }
                let tokens = tokens(of: first.span.lowerBound..<last.span.upperBound)
                let weakest = found.map(\.confidence).min() ?? 0
                claim(slot, tokens, .list(found.map(\.value)), score: logit(weakest), evidence: "its names")
            } else {
                for choice in found {
                    claim(slot, tokens(of: choice.span), .choice(choice.value), score: logit(choice.confidence), evidence: choice.evidence)
                }
            }
        }
        for slot in slots(where: { $0 == .list([]) }) where isAsked(slot) {
            let entries = ListReader.entries(in: utterance)
            guard !entries.isEmpty else { continue }
            claim(slot, utterance.tokens.indices, .list(entries.map(\.value)), score: 0, evidence: "an enumeration")
        }
    }

    // MARK: Persons

    mutating func findNames() {
        let wanted = slots { if case .personName = $0 { true } else { false } }
        guard !wanted.isEmpty else { return }
        let isExpected = wanted.contains(where: isAsked)
        if let name = NameReader.name(in: utterance, expecting: isExpected) {
            let tokens = tokens(of: name.span)
            let end = tokens.dropFirst().first { !cues[$0].isEmpty } ?? tokens.upperBound
            claimName(tokens.lowerBound..<end, for: wanted, score: logit(name.confidence))
        } else if let labelled = labelledName(for: wanted) {
            claimName(labelled, for: wanted, score: 1)
        } else if asked.isEmpty, let rest = wordsBesideValues() {
            claimName(rest, for: wanted, score: 0.8)
        }
    }

    /// "Booking under ann lee", "name ann lee": unknown words behind what introduces a name.
    private func labelledName(for wanted: [Int]) -> Range<Int>? {
        for index in utterance.tokens.indices
        where utterance.tokens[index].word == "under" || cues[index].contains(where: wanted.contains) {
            var start = index + 1
            while start < utterance.tokens.count, English.slotJoints.contains(utterance.tokens[start].word) { start += 1 }
            if let name = properName(from: start) { return name }
        }
        return nil
    }

    /// "Ann AB 123", "ann lee and 4417": somebody who fills in a form says a name beside values, and nothing else.
    private func wordsBesideValues() -> Range<Int>? {
        let claimed = claims.reduce(into: Set<Int>()) { claimed, claim in
            guard claim.score > 0.5 else { return }
            switch reader.slots[claim.slot].kind {
            case .phone, .email, .address, .reference: claimed.formUnion(claim.tokens)
            default: return
            }
        }
        guard !claimed.isEmpty else { return nil }
        let rest = utterance.tokens.indices.filter {
            !claimed.contains($0) && cues[$0].isEmpty && !English.slotJoints.contains(utterance.tokens[$0].word)
                && !English.answerOpeners.contains(utterance.tokens[$0].word)
        }
        guard let first = rest.first, let last = rest.last, last - first == rest.count - 1, rest.count <= 3,
            rest.allSatisfy({ isUnknown(utterance.tokens[$0]) })
        else { return nil }
        return first..<(last + 1)
    }

    /// Whether a word is none that everybody uses.
    private func isUnknown(_ token: Utterance.Token) -> Bool {
        !token.isDigits && !English.commonWords.contains(token.word) && !English.notNames.contains(token.word)
            && !English.intentWords.contains(token.word)
    }

    private mutating func claimName(_ tokens: Range<Int>, for wanted: [Int], score: Double) {
        for slot in wanted {
            guard case .personName(let part) = reader.slots[slot].kind else { continue }
            switch part {
            case .whole:
                claim(slot, tokens, .text(name(tokens)), score: score, evidence: "a name")
            case .first where tokens.count > 1:
                let first = tokens.lowerBound..<(tokens.lowerBound + 1)
                claim(slot, first, .text(name(first)), score: score, evidence: "the first of the names")
            case .last where tokens.count > 1:
                let last = (tokens.lowerBound + 1)..<tokens.upperBound
                claim(slot, last, .text(name(last)), score: score, evidence: "the last of the names")
            case .first, .last:
                // A single name is rather the first, where either was asked for.
                claim(slot, tokens, .text(name(tokens)), score: score - (part == .first ? 0.3 : 0.8), evidence: "a single name")
            }
        }
    }

    private func name(_ tokens: Range<Int>) -> String {
        let text = utterance.text(of: tokens)
        return text.contains(where: \.isUppercase) ? text : text.capitalisedName
    }

    // MARK: Places

    mutating func findPlaces() {
        let wanted = slots { $0 == .place }
        guard !wanted.isEmpty else { return }
        for index in utterance.tokens.indices {
            guard isPlaceOpener(index), let tokens = properName(from: index + 1) else { continue }
            for slot in wanted {
                claim(
                    slot, tokens, .text(name(tokens)), score: 0.8 + roleScore(of: slot, said: role(before: tokens.lowerBound)),
                    evidence: "a place")
            }
        }
        // "Leeds to York": what stands before the way to somewhere is where it begins.
        if let way = utterance.tokens.firstIndex(where: { $0.word == "to" }), way > 0, let start = properName(from: 0),
            start.upperBound == way
        {
            for slot in wanted where reader.labels[slot].role == .start {
                claim(slot, start, .text(name(start)), score: 2, evidence: "the beginning of a way")
            }
        }
    }

    private func isPlaceOpener(_ index: Int) -> Bool {
        English.placeOpeners.contains(utterance.tokens[index].word)
    }

    /// Up to three words that are no everyday words and are not claimed by anything else.
    func properName(from start: Int) -> Range<Int>? {
        var end = start
        while end < utterance.tokens.count, end - start < 3 {
            let token = utterance.tokens[end]
            guard !token.isDigits, !English.commonWords.contains(token.word), !English.notNames.contains(token.word), cues[end].isEmpty,
                !claims.contains(where: { $0.tokens.contains(end) && $0.score > 1 })
            else { break }
            end += 1
            guard token.joinsNext else { break }
        }
        return end > start ? start..<end : nil
    }

    // MARK: Words as they are said

    mutating func findText() {
        for slot in slots(where: { $0 == .text }) {
            if let tokens = textBehindLabel(of: slot) {
                claim(slot, tokens, .text(utterance.text(of: tokens)), score: -1, evidence: "behind its label")
            } else if isAsked(slot), !utterance.tokens.isEmpty {
                var start = 0
                while start < utterance.tokens.count - 1, English.answerOpeners.contains(utterance.tokens[start].word) { start += 1 }
                let tokens = start..<utterance.tokens.count
                claim(slot, tokens, .text(utterance.text(of: tokens)), score: -1, evidence: "the whole answer")
            }
        }
    }

    /// "My company is Northern Lights": what follows the label until a pause, another label, or a word that begins something else.
    private func textBehindLabel(of slot: Int) -> Range<Int>? {
        guard var start = cues.indices.last(where: { cues[$0].contains(slot) }) else { return nil }
        start += 1
        while start < utterance.tokens.count, English.slotJoints.contains(utterance.tokens[start].word) { start += 1 }
        var end = start
        while end < utterance.tokens.count, end - start < 6 {
            if !cues[end].isEmpty || ["and", "but", "my", "please", "with"].contains(utterance.tokens[end].word) { break }
            if claims.contains(where: { $0.tokens.lowerBound == end && $0.score > 1 }) { break }
            end += 1
            if utterance.tokens[end - 1].gap.contains(where: { ",.;?!".contains($0) }) { break }
        }
        return end > start ? start..<end : nil
    }
}
