import Core

/// How often words follow one another in a language: expected counts, worked out from its sentences without writing them all down.
///
/// A mass of 1 flows through the sentences and divides at every choice. What a word depends on reaches back over one joint between
/// parts at most, so that the counts grow with the number of names and not with its square.
struct PhraseCounts {
    typealias Word = Int32

    struct Pair: Hashable {
        var first: Word
        var second: Word
    }

    /// What the next word depends on: the last two words, the last, or nothing.
    private enum Context: Hashable {
        case none
        case one(Word)
        case two(Pair)
    }

    private typealias Flow = [Context: Double]

    /// Every word by its number; the first two are the beginning and the end of a sentence.
    private(set) var words: [String] = ["<s>", "</s>"]
    /// How often a word was said, how often after another, how often after two others.
    private(set) var singles: [Word: Double] = [:]
    private(set) var pairs: [Word: [Word: Double]] = [:]
    private(set) var triples: [Pair: [Word: Double]] = [:]

    private var numbers: [String: Word] = [:]
    private let places: [String: [CallerLanguage.Sentence]]

    static let beginning: Word = 0
    static let end: Word = 1

    /// Combinations of what was said with what is said next, beyond which only the latter counts.
    private static let mostCombinations = 20_000
    /// Of a part that may be left out.
    private static let shareSaid = 0.5
    /// Places within places within places.
    private static let deepest = 8

    /// - Parameter places: what fills the places of the sentences to be added.
    init(places: [String: [CallerLanguage.Sentence]]) {
        self.places = places
    }

    /// - Parameter mass: how often one of these sentences is said.
    mutating func add(_ sentences: [CallerLanguage.Sentence], mass: Double) {
        let last = follow(sentences, from: [.one(Self.beginning): mass], depth: 0)
        for (context, mass) in last { count(Self.end, after: context, mass) }
    }

    private mutating func follow(_ sentences: [CallerLanguage.Sentence], from start: Flow, depth: Int) -> Flow {
        let total = sentences.reduce(0) { $0 + $1.weight }
        // A place that nothing fills is passed over.
        guard total > 0, depth < Self.deepest else { return start }
        let start = start.count * sentences.count > Self.mostCombinations ? [.none: start.values.reduce(0, +)] : start
        var ends: Flow = [:]
        for sentence in sentences {
            var flow = start.mapValues { $0 * sentence.weight / total }
            for part in sentence.parts { flow = follow(part, from: flow, depth: depth) }
            ends.merge(flow, uniquingKeysWith: +)
        }
        return ends
    }

    private mutating func follow(_ part: CallerLanguage.Part, from start: Flow, depth: Int) -> Flow {
        let isOptional: Bool
        let said: Flow
        switch part {
        case .words(let words, let optional):
            isOptional = optional
            said = say(words, from: optional ? start.mapValues { $0 * Self.shareSaid } : start)
        case .place(let name, let optional):
            isOptional = optional
            said = follow(places[name] ?? [], from: optional ? start.mapValues { $0 * Self.shareSaid } : start, depth: depth + 1)
        }
        guard isOptional else { return said }
        return said.merging(start.mapValues { $0 * (1 - Self.shareSaid) }, uniquingKeysWith: +)
    }

    private mutating func say(_ text: [String], from start: Flow) -> Flow {
        let said = text.map { number(of: $0) }
        guard let first = said.first else { return start }
        var mass = 0.0
        for (context, share) in start {
            count(first, after: context, share)
            mass += share
        }
        var context = Context.one(first)
        for next in said.dropFirst() {
            count(next, after: context, mass)
            context =
                switch context {
                case .none: .one(next)
                case .one(let last): .two(Pair(first: last, second: next))
                case .two(let pair): .two(Pair(first: pair.second, second: next))
                }
        }
        return [context: mass]
    }

    private mutating func count(_ word: Word, after context: Context, _ mass: Double) {
        singles[word, default: 0] += mass
        switch context {
        case .none: break
        case .one(let last): pairs[last, default: [:]][word, default: 0] += mass
        case .two(let pair):
            pairs[pair.second, default: [:]][word, default: 0] += mass
            triples[pair, default: [:]][word, default: 0] += mass
        }
    }

    private mutating func number(of word: String) -> Word {
        if let known = numbers[word] { return known }
        let number = Word(words.count)
        numbers[word] = number
        words.append(word)
        return number
    }
}
