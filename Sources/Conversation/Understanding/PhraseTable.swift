/// Fixed phrases and what they mean, found in an utterance in one pass: of several that begin at a word, the longest.
struct PhraseTable<Meaning: Sendable & Hashable>: Sendable {
    private var entries: [String: [Entry]] = [:]

    private struct Entry: Sendable {
        let words: [String]
        let meaning: Meaning
    }

    struct Match: Hashable {
        let meaning: Meaning
        /// Which tokens of the utterance.
        let tokens: Range<Int>
    }

    /// - Parameter phrases: for each meaning its phrases, separated by commas, in the form that tokens are compared in (lower case, no
    ///   apostrophes), words separated by single spaces.
    init(_ phrases: KeyValuePairs<Meaning, String>...) {
        for (meaning, text) in phrases.joined() {
            for phrase in text.split(separator: ",") { insert(phrase.split(separator: " ").map(String.init), meaning) }
        }
        sort()
    }

    /// - Parameter phrases: as they are written; each is cut into words here.
    init(_ phrases: [(meaning: Meaning, phrase: String)]) {
        for (meaning, phrase) in phrases { insert(Utterance(phrase).tokens.map(\.word), meaning) }
        sort()
    }

    /// Whether a word is a phrase by itself.
    func contains(_ word: String) -> Bool {
        entries[word]?.contains { $0.words.count == 1 } ?? false
    }

    func matches(in tokens: [Utterance.Token]) -> [Match] {
        var found: [Match] = []
        var start = 0
        while start < tokens.count {
            let entry = entries[tokens[start].word]?.first { entry in
                start + entry.words.count <= tokens.count
                    && entry.words.indices.allSatisfy { tokens[start + $0].word == entry.words[$0] }
            }
            guard let entry else {
                start += 1
                continue
            }
            found.append(Match(meaning: entry.meaning, tokens: start..<start + entry.words.count))
            start += entry.words.count
        }
        return found
    }

    private mutating func sort() {
        for word in entries.keys {
            entries[word]?.sort { $0.words.count > $1.words.count }
        }
    }

    private mutating func insert(_ words: [String], _ meaning: Meaning) {
        guard let first = words.first else { return }
        entries[first, default: []].append(Entry(words: words, meaning: meaning))
    }
}
