import Foundation

/// Reads a first and a last name that are spelled without a break, heard badly: "g r e t a b oo n", "papa alpha uniform lima". What
/// was heard is compared with frequent names letter by letter; a name that is none of them stays as it was spelled.
enum SpelledName {
    /// A name that is spelled has at least so many letters, and no more.
    private static let lengths = 3...30
    /// How much less likely than a frequent name any other is: the more letters, the likelier one of them was misheard.
    private static let costOfUnknown = 1.0
    private static let costOfUnknownLetter = 0.3
    private static let mostReadings = 3
    private static let costOfExtraLetter = 1.2
    private static let costOfMissedLetter = 2.0
    private static let costOfOtherLetter = 3.0
    /// Dearer comparisons are given up.
    private static let greatestCost = 6.0
    /// What was heard is nothing at all.
    private static let costOfNonsense = 7.0

    /// - Returns: names in small letters with spaces, each with its probability among what the letters can mean.
    static func readings(of utterance: Utterance) -> [(name: String, probability: Double)] {
        guard let letters = letters(of: utterance), lengths.contains(letters.count) else { return [] }
        let heard = letters.map(\.character).map { $0 + 0x20 }
        let first = Comparison(heard).best(of: givenNames)
        let last = Comparison(heard.reversed()).best(of: surnames)
        let asHeard = (name: String(decoding: heard, as: UTF8.self), cost: costOfUnknown + costOfUnknownLetter * Double(heard.count))
        var found: [(name: String, cost: Double)] = [asHeard]
        for split in 0...heard.count {
            for given in first[split] where split < heard.count {
                for surname in last[heard.count - split] { found.append((given.name + " " + surname.name, given.cost + surname.cost)) }
            }
        }
        // Whoever spells only one name spells the first.
        for given in first[heard.count] { found.append((given.name, given.cost)) }
        let whole = found.reduce(exp(-costOfNonsense)) { $0 + exp(-$1.cost) }
        return found.sorted { $0.cost < $1.cost }.prefix(mostReadings).map { ($0.name, exp(-$0.cost) / whole) }
    }

    /// Most of the words are letters or stand for some.
    static func isSpelled(_ utterance: Utterance) -> Bool {
        let words = utterance.tokens.filter { !English.spellingFillers.contains($0.word) }
        let letters = words.filter { $0.word.utf8.count <= 2 || English.spellingWords.contains($0.word) }
        return letters.count >= 3 && letters.count * 2 >= words.count
    }

    /// The cheapest way to read all words as letters.
    private static func letters(of utterance: Utterance) -> [CodeSymbol]? {
        // Among words of the spelling alphabet any other word is an example of its first letter, too.
        let examples = utterance.tokens.count { English.spellingWords.contains($0.word) }
        let spoken = SpokenSymbols(utterance, longestJoined: examples > 1 ? 2 : lengths.upperBound)
        var paths: [(symbols: [CodeSymbol], cost: Double)?] = Array(repeating: nil, count: spoken.arcs.count + 1)
        paths[0] = ([], 0)
        for (index, arcs) in spoken.arcs.enumerated() {
            guard let path = paths[index] else { continue }
            for arc in arcs {
                // The digit zero in a name is the letter O.
                let symbols = arc.symbols.map { $0 == .zero ? .letterO : $0 }
                guard symbols.allSatisfy(CodeSymbol.Group.letters.contains) else { continue }
                let cost = path.cost + arc.cost
                if cost < paths[arc.end]?.cost ?? .infinity { paths[arc.end] = (path.symbols + symbols, cost) }
            }
        }
        return paths[spoken.arcs.count]?.symbols
    }

    private static let givenNames = NameList(English.givenNames, isReversed: false)
    private static let surnames = NameList(English.surnames, isReversed: true)

    /// Names in the order of their letters, so that those with a common beginning stand together.
    private struct NameList {
        var names: [(name: String, letters: [UInt8])]
        var longest: Int

        init(_ names: Set<String>, isReversed: Bool) {
            self.names = names.map { ($0, isReversed ? $0.utf8.reversed() : Array($0.utf8)) }
                .sorted { $0.letters.lexicographicallyPrecedes($1.letters) }
            longest = self.names.reduce(0) { max($0, $1.letters.count) }
        }
    }

    /// Names against the beginnings of what was heard, by weighted edit distance; for surnames both are turned round.
    private struct Comparison {
        private let heard: [UInt8]
        private let width: Int
        private static let mostNames = 3

        init(_ heard: [UInt8]) {
            self.heard = heard
            width = heard.count + 1
        }

        /// For each number of letters heard the names that explain just them, the cheapest first.
        func best(of list: NameList) -> [[(name: String, cost: Double)]] {
            var best: [[(name: String, cost: Double)]] = Array(repeating: [], count: width)
            // One row for each letter of the name; what names have in common is compared once.
            var rows = (0..<(list.longest + 1) * width).map { $0 < width ? Double($0) * costOfExtraLetter : 0 }
            var filled: ArraySlice<UInt8> = []
            var isHopeless = false
            for (name, letters) in list.names {
                let shared = zip(filled, letters).prefix { $0 == $1 }.count
                if isHopeless, shared == filled.count { continue }
                isHopeless = false
                var depth = shared
                while depth < letters.count, !isHopeless {
                    isHopeless = fill(&rows, depth + 1, with: letters[depth]) > greatestCost
                    depth += 1
                }
                filled = letters[..<depth]
                guard !isHopeless else { continue }
                for length in 2..<max(width, 2) where rows[letters.count * width + length] <= greatestCost {
                    insert((name, rows[letters.count * width + length]), into: &best[length])
                }
            }
            return best
        }

        private func insert(_ entry: (name: String, cost: Double), into best: inout [(name: String, cost: Double)]) {
            let place = best.firstIndex { $0.cost > entry.cost } ?? best.count
            guard place < Self.mostNames else { return }
            best.insert(entry, at: place)
            if best.count > Self.mostNames { best.removeLast() }
        }

        /// What it costs to have heard each beginning where one more letter was said.
        ///
        /// - Returns: the least of these costs.
        private func fill(_ rows: inout [Double], _ row: Int, with letter: UInt8) -> Double {
            let last = (row - 1) * width
            let current = row * width
            rows[current] = rows[last] + costOfMissedLetter
            var least = rows[current]
            for column in 1..<width {
                let replaced = rows[last + column - 1] + SpelledName.cost(of: heard[column - 1], for: letter)
                let cost = min(replaced, rows[last + column] + costOfMissedLetter, rows[current + column - 1] + costOfExtraLetter)
                rows[current + column] = cost
                least = min(least, cost)
            }
            return least
        }
    }

    /// What it costs to hear one letter where another was said.
    private static func cost(of heard: UInt8, for said: UInt8) -> Double {
        heard == said ? 0 : letterCosts[Int(heard - 0x61) * 26 + Int(said - 0x61)]
    }

    private static let letterCosts: [Double] = {
        var costs = Array(repeating: costOfOtherLetter, count: 26 * 26)
        for heard in 0..<26 {
            for (said, cost) in CodeSymbol.confusions[heard + 10] where said.index >= 10 {
                costs[heard * 26 + Int(said.index) - 10] = cost
            }
        }
        return costs
    }()
}
