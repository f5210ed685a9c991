/// The distinct words of a set of names, found again when they are spoken in another form, misspelt or misheard.
struct Vocabulary: Sendable {
    typealias WordID = Int32

    /// A word that a spoken one may stand for, and how alike they are, 0...1; 1 is the same word.
    struct Match {
        var word: WordID
        var similarity: Double
    }

    /// Shorter words are too easily each other's misspelling ("code" and "coke").
    private static let shortestMisspelling = 5
    /// How many letters a word cut short must have.
    private static let shortestBeginning = 4
    /// Words with fewer consonants sound like too many others.
    private static let shortestSound = 3
    /// Words that sound alike must look at least this much alike.
    private static let leastLikenessBySound = 0.5

    private var words: [String] = []
    private var identifiers: [String: WordID] = [:]
    private var byStem: [String: [WordID]] = [:]
    private var bySound: [String: [WordID]] = [:]
    private var byDeletion: [UInt64: [WordID]] = [:]
    private var byBeginning: [String: [WordID]] = [:]

    /// The identifier of a word, which is added if it is new.
    mutating func insert(_ word: String) -> WordID {
        if let known = identifiers[word] { return known }
        let identifier = WordID(words.count)
        words.append(word)
        identifiers[word] = identifier
        byStem[WordForm.stem(word), default: []].append(identifier)
        if word.utf8.count >= Self.shortestMisspelling {
            bySound[WordForm.sound(word), default: []].append(identifier)
            byBeginning[String(word.prefix(Self.shortestBeginning)), default: []].append(identifier)
            for hash in Set(WordForm.deletions(of: word)) { byDeletion[hash, default: []].append(identifier) }
        }
        return identifier
    }

    /// The same word, the same in singular or plural, or cut short or not.
    func sameWords(as word: String) -> [Match] {
        var matches: [Match] = []
        if let same = identifiers[word] { matches.append(Match(word: same, similarity: 1)) }
        for related in byStem[WordForm.stem(word)] ?? [] where words[Int(related)] != word {
            matches.append(Match(word: related, similarity: 0.98))
        }
        for other in English.clippings[word].map({ [$0] }) ?? English.wholeForms[word] ?? [] {
            if let same = identifiers[other] { matches.append(Match(word: same, similarity: 0.98)) }
        }
        return matches
    }

    /// Words that this one may be a misspelling or a mishearing of, the likeliest first.
    func similarWords(to word: String) -> [Match] {
        let length = word.utf8.count
        var likeness: [WordID: Double] = [:]
        if length >= Self.shortestMisspelling { addMisspelt(word, to: &likeness) }
        // "Mayo", "guac": words cut short.
        if length >= Self.shortestBeginning {
            for other in byBeginning[String(word.prefix(Self.shortestBeginning))] ?? [] where words[Int(other)].hasPrefix(word) {
                likeness[other] = max(likeness[other] ?? 0, 0.8)
            }
        }
        return Self.sorted(likeness)
    }

    private func addMisspelt(_ word: String, to likeness: inout [WordID: Double]) {
        let length = word.utf8.count
        for hash in WordForm.deletions(of: word) {
            for other in byDeletion[hash] ?? [] where likeness[other] == nil {
                let distance = WordForm.distance(word, words[Int(other)])
                let allowed = length >= 8 ? 2 : 1
                let startsAlike = words[Int(other)].utf8.first == word.utf8.first
                guard distance <= allowed, startsAlike || length >= 6 else { continue }
                likeness[other] = 1 - Double(distance) * 0.8 / Double(length)
            }
        }
        let sound = WordForm.sound(word)
        guard sound.utf8.count >= Self.shortestSound else { return }
        for other in bySound[sound] ?? [] where likeness[other] == nil {
            let (said, known) = (WordForm.stem(word), WordForm.stem(words[Int(other)]))
            let alike = 1 - Double(WordForm.distance(said, known)) / Double(max(said.utf8.count, known.utf8.count))
            guard alike >= Self.leastLikenessBySound else { continue }
            likeness[other] = 0.62 + alike * 0.35
        }
    }

    /// The likeliest first; of equals the one that was entered first.
    private static func sorted(_ likeness: [WordID: Double]) -> [Match] {
        likeness.map { Match(word: $0.key, similarity: $0.value) }
            .sorted { ($0.similarity, $1.word) > ($1.similarity, $0.word) }
    }
}
