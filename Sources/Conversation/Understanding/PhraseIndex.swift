/// Names by which a business calls its things, found in what callers say: as they are, in part, in plural, misspelt, misheard.
///
/// Built once for each version of the business's data and never changed. Finding takes time in proportion to the utterance, not to the
/// number of names. Memory grows with the ways to say each name in part or whole: up to 63 for a name of six words, 3 for one of two.
public struct PhraseIndex<ID: Hashable & Sendable>: Sendable {
    /// Longer names are found by their first words.
    private static var longestPhrase: Int { 6 }
    /// A word that would stand for more things than this names none of them: it is a heading ("pizza").
    private static var mostMeanings: Int { 8 }
    /// A part of a name must carry at least this share of what tells the name from others.
    private static var leastCoverage: Double { 0.3 }
    /// What sounds like a small part of a name is not that name ("weather" for "Sparkling Water").
    private static var leastEvidence: Double { 0.6 }
    /// What a word weighs that holds a name together but tells nothing ("and").
    private static var leastWeight: Double { 0.05 }

    /// What a heading's word weighs in a name: "Margherita Pizza" is nearly all said by "margherita".
    private static var headingWeight: Double { 0.06 }

    private struct Phrase {
        var id: ID
        var words: [String]
        var isName: Bool
        /// Behind which of its words the name is written with punctuation: "Ahmed, MD".
        var breaks: Set<Int>
    }

    private struct Meaning: Sendable {
        var id: ID
        /// The share of the name that is said, weighted by how telling its words are.
        var coverage: Double
        /// Names count a little more than aliases: an alias that is another thing's name loses to it.
        var isName: Bool
    }

    private var vocabulary = Vocabulary()
    /// The trie of word sequences: node and word to node. Node 0 is the root.
    private var edges: [UInt64: Int32] = [:]
    private var meanings: [[Meaning]] = [[]]
    /// Nodes behind which a name goes on across punctuation.
    private var openNodes: Set<Int32> = []

    /// - Parameters:
    ///   - entries: each thing with its names, the proper one first.
    ///   - headings: words that name kinds of things ("pizza", "topping"): alone they are not part of any one thing's name.
    public init(_ entries: [(id: ID, names: [String])], headings: [String] = []) {
        let headings = Set(headings.flatMap { Utterance($0).tokens.map { WordForm.stem($0.word) } })
        var phrases: [Phrase] = []
        var holders: [String: Set<ID>] = [:]
        for entry in entries {
            for (position, name) in entry.names.enumerated() {
                let utterance = Utterance(name)
                let words = Self.words(of: utterance).prefix(Self.longestPhrase).map { $0 }
                guard !words.isEmpty else { continue }
                let breaks = words.indices.filter { Self.breaks(utterance.tokens[$0]) }
                phrases.append(Phrase(id: entry.id, words: words, isName: position == 0, breaks: Set(breaks)))
                for word in words { holders[WordForm.stem(word), default: []].insert(entry.id) }
            }
        }
        for phrase in phrases {
            let weights = phrase.words.map { word in
                let stem = WordForm.stem(word)
                return headings.contains(stem) ? Self.headingWeight : Self.weight(of: word, sharedBy: holders[stem]?.count ?? 1)
            }
            insert(phrase, weights: weights, headings: headings)
        }
        for node in meanings.indices { prune(node) }
    }

    /// The names in an utterance that do not overlap and together explain most of it. What is equally good stays side by side, with
    /// its confidence shared. Neighbouring words for the same thing are one candidate ("my annual physical").
    public func candidates(in utterance: Utterance) -> [Candidate<ID>] {
        var merged: [Candidate<ID>] = []
        var end = 0
        for (candidate, tokens) in readings(in: utterance) {
            if let last = merged.indices.last, merged[last].value == candidate.value, tokens.lowerBound == end {
                merged[last].span = merged[last].span.lowerBound..<candidate.span.upperBound
                merged[last].confidence = 1 - (1 - merged[last].confidence) * (1 - candidate.confidence)
            } else {
                merged.append(candidate)
            }
            end = tokens.upperBound
        }
        return merged
    }

    private func readings(in utterance: Utterance) -> [(candidate: Candidate<ID>, tokens: Range<Int>)] {
        let readings = Dictionary(grouping: matches(in: utterance), by: \.tokens)
        let spans = readings.map { (tokens: $0.key, score: ($0.value.map(\.score).max() ?? 0)) }
        return Cover.best(of: spans, length: utterance.tokens.count).flatMap { index in
            let alike = PhraseMatch.best(of: readings[spans[index].tokens] ?? [])
            return alike.map { match -> (Candidate<ID>, Range<Int>) in
                let candidate = Candidate(
                    match.id, span: utterance.span(of: match.tokens), confidence: match.confidence / Double(alike.count),
                    evidence: match.evidence)
                return (candidate, match.tokens)
            }
        }
    }

    /// How much a longer text is about each thing, for complaints that name nothing but point somewhere; the likeliest first.
    /// Each word or phrase of a thing counts once, wherever it stands.
    public func relevance(in utterance: Utterance) -> [Candidate<ID>] {
        var doubts: [ID: Double] = [:]
        var spans: [ID: Range<Int>] = [:]
        let matches = matches(in: utterance)
        for match in matches where !matches.contains(where: { $0.id == match.id && $0.contains(match) }) {
            doubts[match.id, default: 1] *= 1 - 0.75 * match.confidence
            let span = utterance.span(of: match.tokens)
            let known = spans[match.id] ?? span
            spans[match.id] = min(known.lowerBound, span.lowerBound)..<max(known.upperBound, span.upperBound)
        }
        let total = doubts.values.reduce(0) { $0 + (1 - $1) }
        return spans.map { id, span in
            let strength = 1 - (doubts[id] ?? 1)
            // A thing that others compete with is less sure than its own words make it.
            return Candidate(id, span: span, confidence: strength * (0.5 + 0.5 * strength / total), evidence: "words of it")
        }
        .sorted { ($0.confidence, $1.span.lowerBound) > ($1.confidence, $0.span.lowerBound) }
    }

    /// Every name or part of one that can be read anywhere, overlapping as they may.
    func matches(in utterance: Utterance) -> [PhraseMatch<ID>] {
        let steps = steps(in: utterance)
        var found: [PhraseMatch<ID>] = []
        for start in utterance.tokens.indices {
            var paths: [(node: Int32, end: Int, similarity: Double)] = [(0, start, 1)]
            while let path = paths.popLast() {
                for meaning in meanings[Int(path.node)]
                where meaning.coverage * path.similarity >= Self.leastEvidence || path.similarity >= 0.9 {
                    found.append(
                        PhraseMatch(
                            id: meaning.id, tokens: start..<path.end, coverage: meaning.coverage, similarity: path.similarity,
                            isName: meaning.isName))
                }
                guard path.end < utterance.tokens.count,
                    path.end == start || !Self.breaks(utterance.tokens[path.end - 1]) || openNodes.contains(path.node)
                else { continue }
                for step in steps[path.end] {
                    guard let next = edges[Self.edge(from: path.node, by: step.word)] else { continue }
                    paths.append((next, path.end + step.length, path.similarity * step.similarity))
                }
            }
        }
        return found
    }

    /// Whether a name cannot go on across the punctuation behind a word; that of an initial ("J. Ortega") is nothing.
    private static func breaks(_ token: Utterance.Token) -> Bool {
        guard token.gap.utf8.count > 1, token.word.utf8.count > 1 || !token.gap.hasPrefix(".") else { return false }
        return token.gap.utf8.contains { [UInt8(ascii: ","), UInt8(ascii: "."), UInt8(ascii: ";"), UInt8(ascii: "?")].contains($0) }
    }
}

extension PhraseIndex {
    /// A known word that begins at a token, and how many tokens it takes: two where a word was written apart ("pepper jack").
    private struct Step {
        var word: Vocabulary.WordID
        var length: Int
        var similarity: Double
    }

    private func steps(in utterance: Utterance) -> [[Step]] {
        let words = Self.words(of: utterance)
        let same = words.map(vocabulary.sameWords)
        return words.indices.map { index in
            var steps = same[index].map { Step(word: $0.word, length: 1, similarity: $0.similarity) }
            let isOpen = same[index].isEmpty && !English.commonWords.contains(words[index])
            if isOpen {
                steps += vocabulary.similarWords(to: words[index]).prefix(3).map {
                    Step(word: $0.word, length: 1, similarity: $0.similarity)
                }
            }
            guard index + 1 < words.count, !Self.breaks(utterance.tokens[index]) else { return steps }
            let joined = words[index] + words[index + 1]
            steps += vocabulary.sameWords(as: joined).map { Step(word: $0.word, length: 2, similarity: $0.similarity * 0.98) }
            if isOpen, steps.isEmpty, same[index + 1].isEmpty, !English.commonWords.contains(words[index + 1]) {
                steps += vocabulary.similarWords(to: joined).prefix(2).map {
                    Step(word: $0.word, length: 2, similarity: $0.similarity * 0.9)
                }
            }
            return steps
        }
    }

    /// The words to compare, with numbers as digits, so that "seven up" and "7up" are one, and "2%" as "two percent" joined.
    private static func words(of utterance: Utterance) -> [String] {
        utterance.tokens.map { token in
            if token.isDigits, token.gap.hasPrefix("%") { return token.word + "percent" }
            return English.cardinals[token.word]?.belowHundred.map(String.init) ?? token.word
        }
    }

    private static func edge(from node: Int32, by word: Vocabulary.WordID) -> UInt64 {
        UInt64(UInt32(bitPattern: node)) << 32 | UInt64(UInt32(bitPattern: word))
    }

    /// How much a word tells of which thing is meant: words that many things share tell little, and sentence words nearly nothing.
    private static func weight(of word: String, sharedBy count: Int) -> Double {
        if English.functionWords.contains(word) || word.allSatisfy(\.isNumber) { return leastWeight }
        var bits = 0
        while 1 << bits < count { bits += 1 }
        return 1 / Double(1 + bits)
    }

    /// Enters a name and every part of it, in order, that still tells something.
    private mutating func insert(_ phrase: Phrase, weights: [Double], headings: Set<String>) {
        let words = phrase.words
        let total = weights.reduce(0, +)
        let isTelling = zip(words, weights).map { word, weight in
            // "A+", "4th": a letter or the end of a number is heard everywhere.
            weight > Self.leastWeight && word.utf8.count > 1 && !English.ordinalSuffixes.contains(word)
                && !English.commonWords.contains(word) && !headings.contains(WordForm.stem(word))
        }
        for choice in 1..<(1 << words.count) {
            let chosen = words.indices.filter { choice >> $0 & 1 == 1 }
            let isWhole = chosen.count == words.count
            let coverage = chosen.reduce(0) { $0 + weights[$1] } / total
            guard isWhole || (coverage >= Self.leastCoverage && chosen.contains { isTelling[$0] }) else { continue }
            let meaning = Meaning(id: phrase.id, coverage: isWhole ? 1 : min(coverage, 0.95), isName: phrase.isName)
            let nodes = insert(chosen.map { words[$0] }, meaning: meaning)
            guard isWhole else { continue }
            for word in phrase.breaks { openNodes.insert(nodes[word]) }
            for gap in words.indices.dropLast() {
                insert(words[..<gap] + [words[gap] + words[gap + 1]] + words[(gap + 2)...], meaning: meaning)
            }
        }
    }

    /// - Returns: the node behind each word.
    @discardableResult
    private mutating func insert(_ words: some Sequence<String>, meaning: Meaning) -> [Int32] {
        var node: Int32 = 0
        var nodes: [Int32] = []
        for word in words {
            let edge = Self.edge(from: node, by: vocabulary.insert(word))
            if let next = edges[edge] {
                node = next
            } else {
                node = Int32(meanings.count)
                edges[edge] = node
                meanings.append([])
            }
            nodes.append(node)
        }
        meanings[Int(node)].append(meaning)
        return nodes
    }

    /// Keeps the best meaning for each thing, and drops mere parts that would mean too many things.
    private mutating func prune(_ node: Int) {
        guard meanings[node].count > 1 else { return }
        var best: [ID: Meaning] = [:]
        var order: [ID] = []
        for meaning in meanings[node] {
            guard let known = best[meaning.id] else {
                best[meaning.id] = meaning
                order.append(meaning.id)
                continue
            }
            if (meaning.coverage, meaning.isName ? 1 : 0) > (known.coverage, known.isName ? 1 : 0) { best[meaning.id] = meaning }
        }
        let kept = order.compactMap { best[$0] }
        let parts = kept.filter { $0.coverage < 1 }
        meanings[node] = kept.filter { $0.coverage == 1 } + (parts.count > Self.mostMeanings ? [] : parts)
    }
}
