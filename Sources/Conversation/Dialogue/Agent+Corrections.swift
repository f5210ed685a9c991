import Core

/// What mends a part of a value that is known already: "0189 at the end", "with a K", "not Pan, Piper", a name spelled once more.
extension Agent {
    func readCorrections(_ heard: inout Heard, in state: Dialogue.State) {
        if heard.values[.customerPhone] == nil, let phone = state.values.phone, let mended = mended(phone, by: &heard) {
            heard.values[.customerPhone] = mended
            heard.digits = nil
        }
        if let name = state.values.text(.customerName), let mended = mended(name, by: &heard) {
            heard.values[.customerName] = mended
        }
    }

    // MARK: Numbers

    /// "It's 0189 at the end", "the last four are 2672", "the area code is 408": the digits take the place of as many.
    private func mended(_ phone: PhoneNumber, by heard: inout Heard) -> Candidate<SlotValue>? {
        let tokens = heard.utterance.tokens
        let words = tokens.map(\.word)
        let isEnd = tokens.indices.contains { English.endingWords.contains(words[$0]) }
        let isStart = words.contains("area") || words.contains("starts") || words.contains("beginning")
        guard isEnd || isStart else { return nil }
        // "The last four" counts digits and is none of them.
        let counter = words.firstIndex { $0 == "last" || $0 == "final" || $0 == "first" }
        let start = counter.map { min($0 + 2, tokens.count) } ?? 0
        let isBefore = start > 0 && PhoneReader.dictation(in: Utterance(heard.utterance.text(of: start..<tokens.count))) == nil
        let range = isBefore ? 0..<max(0, start - 2) : start..<tokens.count
        guard !range.isEmpty, let read = PhoneReader.dictation(in: Utterance(heard.utterance.text(of: range)), region: facts.region),
            (2..<Self.shortestNumber).contains(read.value.count)
        else { return nil }
        let known = phone.dialled(in: facts.region)
        guard known.count > read.value.count else { return nil }
        let count = read.value.count
        let digits = isEnd ? String(known.dropLast(count)) + read.value : read.value + String(known.dropFirst(count))
        guard let number = PhoneReader.phoneNumber(digits, region: facts.region) else { return nil }
        let span = heard.utterance.span(of: tokens.indices)
        heard.explained.formUnion(tokens.indices)
        return Candidate(.phone(number), span: span, confidence: 0.9, evidence: "a part of the number, corrected")
    }

    // MARK: Names

    private func mended(_ name: String, by heard: inout Heard) -> Candidate<SlotValue>? {
        guard
            let corrected = respelled(name, by: heard) ?? relettered(name, by: heard) ?? replaced(name, by: heard)
                ?? extended(name, by: heard)
        else { return nil }
        let tokens = heard.utterance.tokens.indices
        heard.explained.formUnion(tokens)
        return Candidate(
            .text(corrected), span: heard.utterance.span(of: tokens), confidence: 0.92, evidence: "a part of the name, corrected")
    }

    /// Letters that are like one of the words of the name spell that word.
    private func respelled(_ name: String, by heard: Heard) -> String? {
        // "With an O, S I O B…": the letter before is none of the word.
        let words = heard.utterance.tokens.map(\.word)
        let start = words.firstIndex(of: "with").map { $0 + 3 } ?? 0
        let rest = start < words.count ? Utterance(heard.utterance.text(of: start..<words.count)) : heard.utterance
        guard let spelled = SpellingReader.word(in: rest)?.value, spelled.count >= 3 else { return nil }
        // First and last name in one go.
        let whole = name.lowercased().filter(\.isLetter)
        if WordForm.distance(whole, spelled) * 4 <= whole.count { return whole == spelled ? name : nil }
        return replacing(in: name) { word in
            WordForm.sound(word) == WordForm.sound(spelled) || WordForm.distance(word, spelled) * 2 <= max(word.count, spelled.count)
                ? spelled : nil
        }
    }

    /// "With a K": a letter that sounds like one of the name takes its place; "not a C" says which one.
    private func relettered(_ name: String, by heard: Heard) -> String? {
        let words = heard.utterance.tokens.map(\.word)
        guard let with = words.indices.first(where: { words[$0] == "with" && $0 + 2 < words.count }),
            ["a", "an"].contains(words[with + 1]), words[with + 2].count == 1, let letter = words[with + 2].first
        else { return nil }
        guard let alike = English.lettersAlike.first(where: { $0.contains(letter) }) else { return nil }
        return replacing(in: name) { word in
            let places = word.indices.filter { word[$0] != letter && alike.contains(word[$0]) }
            guard let place = places.first, places.count == 1 || places.first == word.startIndex else { return nil }
            var corrected = word
            corrected.replaceSubrange(place...place, with: [letter])
            return corrected
        }
    }

    /// "Not Pan, Piper", "Piper, not Pan".
    private func replaced(_ name: String, by heard: Heard) -> String? {
        let tokens = heard.utterance.tokens
        let known = name.split(separator: " ").map { $0.lowercased() }
        let denied = tokens.indices.first { index in
            index > 0 && tokens[index - 1].word == "not" && known.contains { $0 == tokens[index].word }
        }
        guard let denied else { return nil }
        let behind = heard.utterance.text(of: denied + 1..<tokens.count)
        let before = heard.utterance.text(of: 0..<denied - 1)
        let said = [behind, before].lazy.compactMap { NameReader.name(in: Utterance($0), expecting: true)?.value }.first
        guard let said else { return nil }
        // As many words as were denied: a whole name replaces the whole.
        return said.contains(" ") ? said : replacing(in: name) { $0 == tokens[denied].word ? said.lowercased() : nil }
    }

    /// "Bruce Lee", after "Lee": the whole name, where only a part was given.
    private func extended(_ name: String, by heard: Heard) -> String? {
        guard (2...4).contains(heard.utterance.tokens.count), heard.answer == nil,
            let said = NameReader.name(in: heard.utterance, expecting: true)?.value
        else { return nil }
        let known = Set(name.lowercased().split(separator: " "))
        let words = Set(said.lowercased().split(separator: " "))
        return known.isStrictSubset(of: words) ? said : nil
    }

    /// The name with the first of its words that has another form in that form.
    private func replacing(in name: String, _ form: (String) -> String?) -> String? {
        var words = name.split(separator: " ").map(String.init)
        for (index, word) in words.enumerated().reversed() {
            guard let corrected = form(word.lowercased()) else { continue }
            words[index] = corrected.capitalisedName
            return words.joined(separator: " ")
        }
        return nil
    }
}
