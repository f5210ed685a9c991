public import Core
import Foundation

/// How likely each word is after two others, made from a business's `CallerLanguage`: what a recogniser without a general model of
/// English listens with.
///
/// Where a likelihood is known for two words it counts for most, the one for the last word for less, and the word's own for the
/// rest: all words of the business stay possible everywhere.
public struct TrigramModel: Sendable {
    /// Every word that can be heard.
    public let words: [String]
    private let counts: PhraseCounts
    private let shareOfAll: Double

    /// What the shorter context adds to the longer.
    private static let shareOfPairs = 0.3
    private static let shareOfSingles = 0.25
    /// What every word has, said in a sentence or not.
    private static let shareOfAll = 0.1
    private static let shareOfAllInDictation = 0.002
    /// How much of what is said answers the question.
    private static let shareOfAnswers = 0.75

    /// - Parameter expectation: what was asked; sentences that answer it are likelier.
    public init(_ language: CallerLanguage, expecting expectation: Expectation = .anything) {
        var counts = PhraseCounts(places: language.places)
        let answers = language.answers[expectation] ?? []
        if !answers.isEmpty { counts.add(answers, mass: Self.shareOfAnswers) }
        // Digits and letters are so short that among all words of a language they would be taken for others.
        if answers.isEmpty || !expectation.isDictation {
            counts.add(language.sentences, mass: answers.isEmpty ? 1 : 1 - Self.shareOfAnswers)
        }
        self.counts = counts
        shareOfAll = expectation.isDictation ? Self.shareOfAllInDictation : Self.shareOfAll
        words = Array(counts.words.dropFirst(2))
    }

    /// The model in the ARPA format: logarithms to base 10, a back-off weight behind what longer contexts begin with.
    ///
    /// Source: the manual page `ngram-format` of SRILM.
    public func arpa() -> String {
        var singles = Section(), pairs = Section(), triples = Section()
        let likelihood = likelihoodsOfSingles()
        singles.append([counts.words[0]], likelihood: nil, backoff: Self.shareOfSingles)
        for word in counts.words.indices.dropFirst() {
            let backoff = counts.pairs[PhraseCounts.Word(word)] == nil ? nil : Self.shareOfSingles
            singles.append([counts.words[word]], likelihood: likelihood[word], backoff: backoff)
        }
        var likelihoodOfPairs: [PhraseCounts.Pair: Double] = [:]
        for (last, followers) in sorted(counts.pairs) {
            let total = followers.values.reduce(0, +)
            for (word, mass) in sorted(followers) {
                let pair = PhraseCounts.Pair(first: last, second: word)
                let value = Self.mixed(mass / total, with: likelihood[Int(word)], share: Self.shareOfSingles)
                likelihoodOfPairs[pair] = value
                pairs.append([text(last), text(word)], likelihood: value, backoff: counts.triples[pair].map { _ in Self.shareOfPairs })
            }
        }
        for (pair, followers) in counts.triples.sorted(by: { ($0.key.first, $0.key.second) < ($1.key.first, $1.key.second) }) {
            let total = followers.values.reduce(0, +)
            for (word, mass) in sorted(followers) {
                // What was counted after two words was counted after the last of them.
                let shorter = likelihoodOfPairs[PhraseCounts.Pair(first: pair.second, second: word)] ?? 0
                let value = Self.mixed(mass / total, with: shorter, share: Self.shareOfPairs)
                triples.append([text(pair.first), text(pair.second), text(word)], likelihood: value, backoff: nil)
            }
        }
        return """
            \\data\\
            ngram 1=\(singles.count)
            ngram 2=\(pairs.count)
            ngram 3=\(triples.count)

            \\1-grams:
            \(singles.text)
            \\2-grams:
            \(pairs.text)
            \\3-grams:
            \(triples.text)
            \\end\\

            """
    }

    private func likelihoodsOfSingles() -> [Double] {
        let total = counts.singles.values.reduce(0, +)
        let floor = shareOfAll / Double(counts.words.count - 1)
        return counts.words.indices.map { word in
            (1 - shareOfAll) * (counts.singles[PhraseCounts.Word(word)] ?? 0) / total + floor
        }
    }

    private static func mixed(_ known: Double, with shorter: Double, share: Double) -> Double {
        (1 - share) * known + share * shorter
    }

    private func text(_ word: PhraseCounts.Word) -> String { counts.words[Int(word)] }

    private func sorted<Value>(_ values: [PhraseCounts.Word: Value]) -> [(key: PhraseCounts.Word, value: Value)] {
        values.sorted { $0.key < $1.key }
    }

    /// The lines of one length.
    private struct Section {
        var text = ""
        var count = 0

        /// What is never said again, such as the beginning of a sentence.
        private static let never = "-99"

        mutating func append(_ words: [String], likelihood: Double?, backoff: Double?) {
            text += likelihood.map { Self.decimal(log10($0)) } ?? Self.never
            for word in words { text += " " + word }
            if let backoff { text += " " + Self.decimal(log10(backoff)) }
            text += "\n"
            count += 1
        }

        /// Four decimals, quickly.
        private static func decimal(_ value: Double) -> String {
            let parts = Int((abs(value) * 10_000).rounded())
            let fraction = String(parts % 10_000)
            return (value < 0 ? "-" : "") + "\(parts / 10_000)." + String(repeating: "0", count: 4 - fraction.count) + fraction
        }
    }
}
