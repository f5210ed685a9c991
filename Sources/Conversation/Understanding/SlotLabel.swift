/// What the label of a slot tells of it.
struct SlotLabel: Sendable {
    /// As tokens are compared, without words that tell nothing.
    let words: [String]
    /// All words by which callers may point to it.
    let cues: Set<String>
    let role: English.LabelRole?
    /// The words for the kind of persons that are counted; nil where no kind is.
    let persons: Set<String>?

    init(_ label: String) {
        let words = Self.words(of: label).filter { !English.labelFillers.contains($0) }
        self.words = words
        cues = Set(words + words.flatMap { English.labelSynonyms[$0] ?? [] })
        role = words.lazy.compactMap { English.labelRoles[$0] }.first
        persons = English.kindsOfPersons.first { !$0.isDisjoint(with: words) }
    }

    /// "Number of guests" is a number; "guests" may be said in other ways.
    var asksForNumber: Bool { words.contains { English.countWords.contains($0) || $0 == "number" || $0 == "size" } }

    /// Whether a word is the singular of what is counted: "room" for "rooms".
    func counts(_ word: String) -> Bool {
        if let persons { return persons.contains(word) }
        guard let noun = words.last, !English.genericLabelWords.contains(noun), !English.countWords.contains(noun) else { return false }
        return WordForm.stem(noun) == WordForm.stem(word)
    }

    /// The words of a label or an identifier: "booking_id", "phoneNumber", "phonenumber", "Phone number".
    static func words(of label: String) -> [String] {
        var spaced = ""
        var wasSmall = false
        for character in label {
            if character.isUppercase, wasSmall { spaced.append(" ") }
            wasSmall = character.isLowercase
            spaced.append(character)
        }
        return Utterance(spaced).tokens.flatMap { parts(of: $0.word) }
    }

    private static func parts(of word: String) -> [String] {
        guard English.labelKinds.allSatisfy({ !$0.words.contains(word) }), !English.commonWords.contains(word) else { return [word] }
        for ending in English.labelEndings where word.hasSuffix(ending) && word.utf8.count >= ending.utf8.count + 3 {
            return [String(word.dropLast(ending.count)), ending]
        }
        return [word]
    }

    /// What a thing so called holds.
    static func kind(of words: [String]) -> SlotTarget.Kind {
        let set = Set(words)
        // "Number of guests" counts them; "guest number" is one.
        if words.first == "number" || words.first == "how", words.count > 1 {
            return set.isDisjoint(with: peopleWords) ? .number : .people
        }
        if !set.isDisjoint(with: ["name", "person", "surname"]), set.isDisjoint(with: English.namedThings) {
            if !set.isDisjoint(with: English.firstNameWords) { return .personName(.first) }
            if !set.isDisjoint(with: English.lastNameWords) || set.contains("surname") { return .personName(.last) }
            return .personName(.whole)
        }
        if set.contains("name") || set.contains("type") || set.contains("description") { return .text }
        return English.labelKinds.first { !set.isDisjoint(with: $0.words) }?.kind ?? .text
    }

    private static let peopleWords: Set<String> = English.labelKinds.reduce(into: []) { $0.formUnion($1.kind == .people ? $1.words : []) }
}
