public import Core
import Foundation

/// What a recogniser makes of what a caller said, on a bad line.
///
/// Of each damaged word the recogniser still knew what it could have been: the readings that follow the likeliest differ from it where it
/// was in doubt, and the true words are often, not always, among them. A reading's confidence is the mean of what its words deserve.
public struct RecognitionNoise: Sendable, Hashable {
    /// The share of words that come out wrong, 0...1.
    public let share: Double
    /// How much confidence a mumbled sentence loses even when its words are right.
    public let murmur: Double

    private static let mostReadings = 4
    /// Of the words in doubt, this many come out wrong.
    private static let wrongInDoubt = 2.0 / 3.0

    public init(share: Double, murmur: Double = 0) {
        self.share = share
        self.murmur = murmur
    }

    /// Readings, likeliest first; empty when nothing was left of it.
    public func readings(of text: String, using random: inout SeededRandom) -> [Hypothesis] {
        let words = text.split(separator: " ").map(String.init)
        let doubts = words.map { random.chance(min(1, share / Self.wrongInDoubt)) ? Doubt($0, using: &random) : nil }
        let clarity = 0.86 + 0.13 * random.fraction() - murmur * random.fraction()
        guard doubts.contains(where: { $0 != nil }) else { return [Hypothesis(text, confidence: clarity)] }
        var readings: [Hypothesis] = []
        for round in 0..<Self.mostReadings {
            let reading = zip(words, doubts).compactMap { word, doubt in doubt.map { $0.reading(round, using: &random) } ?? word }
            let sure = doubts.count { $0 == nil }
            let confidence = clarity * (Double(sure) + Double(words.count - sure) / 3) / Double(words.count) * (round == 0 ? 1 : 0.8)
            let joined = reading.joined(separator: " ")
            guard !joined.isEmpty, !readings.contains(where: { $0.text == joined }) else { continue }
            readings.append(Hypothesis(joined, confidence: confidence))
        }
        return readings.sorted { $0.confidence > $1.confidence }
    }

    /// A word that was not heard well.
    private struct Doubt {
        let word: String
        /// Nil where the word is lost.
        let wrong: String?
        let comesFirst: Bool

        init(_ word: String, using random: inout SeededRandom) {
            self.word = word
            wrong = random.chance(0.25) ? nil : Mishearing.of(word, using: &random)
            comesFirst = random.chance(RecognitionNoise.wrongInDoubt)
        }

        /// What it is taken for in the likeliest reading, and in those after it.
        func reading(_ round: Int, using random: inout SeededRandom) -> String? {
            if round == 0 { return comesFirst ? wrong : word }
            return random.chance(0.5) ? word : (random.chance(0.5) ? wrong : Mishearing.of(word, using: &random))
        }
    }
}

/// What words are taken for.
enum Mishearing {
    static func of(_ word: String, using random: inout SeededRandom) -> String {
        let bare = word.lowercased().filter { $0.isLetter || $0.isNumber || $0 == "'" }
        if bare.contains(where: \.isNumber) { return swapped(word, using: &random) }
        if let alike = alike(bare), random.chance(0.8) { return random.element(of: alike) ?? word }
        return blurred(bare, using: &random)
    }

    /// Another digit in the place of one.
    private static func swapped(_ figures: String, using random: inout SeededRandom) -> String {
        let places = figures.indices.filter { figures[$0].isNumber }
        guard let place = random.element(of: places) else { return figures }
        var swapped = figures
        swapped.replaceSubrange(place...place, with: String(random.number(below: 10)))
        return swapped
    }

    private static func alike(_ word: String) -> [String]? {
        let others = groups.filter { $0.contains(word) }.flatMap { $0 }.filter { $0 != word }
        return others.isEmpty ? nil : others
    }

    /// A sound for one like it.
    private static func blurred(_ word: String, using random: inout SeededRandom) -> String {
        let sounds = [
            ("b", "p"), ("p", "b"), ("d", "t"), ("t", "d"), ("g", "k"), ("k", "g"), ("m", "n"), ("n", "m"), ("s", "z"), ("f", "th"),
            ("v", "f"),
            ("a", "e"), ("e", "i"), ("i", "e"), ("o", "u"), ("u", "o"), ("r", "l"), ("l", "r"),
        ]
        let possible = sounds.filter { word.contains($0.0) }
        guard let (from, to) = random.element(of: possible), let range = word.firstRange(of: from) else { return word + "s" }
        return word.replacingCharacters(in: range, with: to)
    }

    /// Words that sound the same or nearly so.
    private static let groups: [[String]] = [
        ["two", "to", "too"], ["four", "for", "more"], ["one", "won", "on"], ["eight", "ate", "hate"], ["five", "nine", "fine"],
        ["six", "sick", "sicks"], ["seven", "eleven"], ["three", "free", "tree"], ["ten", "then", "tin"], ["zero", "hero"],
        ["oh", "owe", "go"],
        ["thirteen", "thirty"], ["fourteen", "forty"], ["fifteen", "fifty"], ["sixteen", "sixty"], ["double", "trouble"],
        ["yes", "guess", "yet"], ["no", "know", "now"], ["yeah", "year"], ["nope", "hope"], ["right", "write", "light"],
        ["all", "or", "hall"],
        ["large", "lodge", "marge"], ["small", "smell", "mall"], ["with", "which", "width"], ["without", "about", "with out"],
        ["and", "an", "in"], ["a", "the", "uh"], ["please", "peas", "pleas"], ["pickup", "pick cup"], ["delivery", "livery"],
        ["name", "aim", "same"], ["number", "lumber"], ["monday", "sunday"], ["tuesday", "thursday"], ["wednesday", "when's day"],
        ["friday", "fry day"], ["morning", "warning"], ["afternoon", "after noon"], ["at", "that", "it"], ["is", "his"],
        ["it's", "its", "is"],
        ["john", "jon", "joan"], ["ann", "an", "anne"], ["mary", "marry", "merry"], ["street", "treat"], ["main", "maine", "mane"],
        ["mail", "male"], ["want", "won't"], ["get", "got"], ["like", "light"], ["first", "thirst"], ["second", "seconds"], ["it", "hit"],
        ["add", "had"], ["off", "of"], ["by", "bye", "buy"], ["hour", "our"], ["week", "weak"], ["time", "dime"], ["test", "text"],
        ["bill", "bell"], ["wrong", "long"], ["that's", "does", "that"], ["make", "take"], ["hold", "old"], ["extra", "extract"],
    ]
}
