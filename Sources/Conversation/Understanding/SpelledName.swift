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

    private static let shortestPart = 2

    /// - Returns: names in small letters with spaces, each with its probability among what the letters can mean.
    static func readings(of utterance: Utterance) -> [(name: String, probability: Double)] {
        guard let spelling = Spelling(utterance), lengths.contains(spelling.letters.count) else { return [] }
        let found = candidates(for: spelling)
        let whole = found.reduce(exp(-costOfNonsense)) { $0 + exp(-$1.cost) }
        return found.sorted { $0.cost < $1.cost }.prefix(mostReadings).map { ($0.name, exp(-$0.cost) / whole) }
    }

    /// How likely the parts of a name are: one that is not frequent is the less likely, the longer it is.
    static func likelihood(of words: [String]) -> Double {
        let isGiven = words.first.map(English.givenNames.contains) ?? false
        let isSurname = words.count > 1 && (words.last.map(English.surnames.contains) ?? false)
        let unknown = words.enumerated().filter { place, _ in place == 0 ? !isGiven : place < words.count - 1 || !isSurname }.map(\.element)
        guard !unknown.isEmpty else { return 1 }
        return exp(-(costOfUnknown + costOfUnknownLetter * Double(unknown.reduce(0) { $0 + $1.utf8.count })))
    }

    private typealias Costed = (name: String, cost: Double)

    private static func candidates(for spelling: Spelling) -> [Costed] {
        let heard = spelling.letters
        let first = Comparison(heard).best(of: givenNames)
        let last = Comparison(heard.reversed()).best(of: surnames)
        var found: [Costed] = [(spelling.written, costOfUnknown + costOfUnknownLetter * Double(heard.count))]
        for split in 0...heard.count {
            for given in first[split] where split < heard.count {
                for surname in last[heard.count - split] { found.append((given.name + " " + surname.name, given.cost + surname.cost)) }
            }
        }
        // Whoever spells only one name spells the first.
        for given in first[heard.count] { found.append((given.name, given.cost)) }
        return found
    }

    /// Most of the words are letters or stand for some.
    static func isSpelled(_ utterance: Utterance) -> Bool {
        let words = utterance.tokens.filter { !English.spellingFillers.contains($0.word) }
        let letters = words.filter { $0.word.utf8.count <= 2 || English.spellingWords.contains($0.word) }
        return letters.count >= 3 && letters.count * 2 >= words.count
    }

    /// Nothing is said beside the letters, such as "Byrne with a Y".
    static func isOnlySpelled(_ utterance: Utterance) -> Bool {
        isSpelled(utterance)
            && utterance.tokens.allSatisfy { token in
                token.word.utf8.count <= 2 || English.spellingWords.contains(token.word) || English.spellingFillers.contains(token.word)
            }
    }

    /// All words read as letters in the cheapest way.
    struct Spelling {
        /// Small letters in ASCII.
        var letters: [UInt8]
        /// Before how many of them somebody paused, where there was one pause between two names.
        var pause: Int?

        init?(_ utterance: Utterance) {
            // Among words of the spelling alphabet any other word is an example of its first letter, too.
            let examples = utterance.tokens.count { English.spellingWords.contains($0.word) }
            let spoken = SpokenSymbols(utterance, longestJoined: examples > 1 ? 2 : lengths.upperBound)
            var paths: [(letters: [UInt8], pauses: [Int], cost: Double)?] = Array(repeating: nil, count: spoken.arcs.count + 1)
            paths[0] = ([], [], 0)
            for (index, arcs) in spoken.arcs.enumerated() {
                guard let path = paths[index] else { continue }
                for arc in arcs {
                    // The digit zero in a name is the letter O.
                    let symbols = arc.symbols.map { $0 == .zero ? .letterO : $0 }
                    guard symbols.allSatisfy(CodeSymbol.Group.letters.contains) else { continue }
                    let cost = path.cost + arc.cost
                    guard cost < paths[arc.end]?.cost ?? .infinity else { continue }
                    let letters = path.letters + symbols.map { $0.character + 0x20 }
                    let isPause = utterance.tokens[arc.end - 1].gap.contains(",") && letters.count >= shortestPart
                    paths[arc.end] = (letters, isPause ? path.pauses + [letters.count] : path.pauses, cost)
                }
            }
            guard let path = paths[spoken.arcs.count] else { return nil }
            letters = path.letters
            let pauses = path.pauses.filter { letters.count - $0 >= shortestPart }
            pause = pauses.count == 1 && isOnlySpelled(utterance) ? pauses[0] : nil
        }

        /// As it was spelled, with a space where somebody paused.
        var written: String {
            guard let pause else { return String(decoding: letters, as: UTF8.self) }
            return String(decoding: letters[..<pause] + [0x20] + letters[pause...], as: UTF8.self)
        }
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

    /// What it costs to have heard some letters where others were said.
    static func cost(of heard: [UInt8], for said: [UInt8]) -> Double {
        var row = (0...heard.count).map { Double($0) * costOfExtraLetter }
        for letter in said {
            var diagonal = row[0]
            row[0] += costOfMissedLetter
            for column in heard.indices {
                let above = row[column + 1]
                row[column + 1] = min(
                    diagonal + cost(of: heard[column], for: letter), above + costOfMissedLetter, row[column] + costOfExtraLetter)
                diagonal = above
            }
        }
        return row[heard.count]
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
