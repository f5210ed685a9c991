/// Ways in which two spellings can be the same word. All take and give lower-case text, as in `Utterance.Token.word`.
enum WordForm {
    /// The longest word, in bytes, that is compared with others: what that costs grows with the square of the length, and callers type what
    /// they like. A longer one is like nothing but itself.
    static let longestCompared = 40

    /// A form that a word shares with its plural: "fry" and "fries", "olive" and "olives", "tomato" and "tomatoes". Not itself a word.
    static func stem(_ word: String) -> String {
        var letters = Array(word.utf8)
        if letters.count > 3, letters.last == UInt8(ascii: "s"), letters[letters.count - 2] != UInt8(ascii: "s") { letters.removeLast() }
        if letters.count > 3, letters.last == UInt8(ascii: "e") { letters.removeLast() }
        if letters.count > 2, letters.last == UInt8(ascii: "y") { letters[letters.count - 1] = UInt8(ascii: "i") }
        return String(decoding: letters, as: UTF8.self)
    }

    /// How a word sounds, without its vowels and with consonants that a telephone confuses made alike: "margherita", "margarita"
    /// and "margrito" all give `MRKRT`. In the manner of Metaphone (Philips, 1990), cut down to what helps with names of things.
    static func sound(_ word: String) -> String {
        var letters = Array(word.utf8)
        // A plural sounds like its singular.
        if letters.count > 3, letters.last == UInt8(ascii: "s") { letters.removeLast() }
        var key: [UInt8] = []
        var previous: UInt8?
        var index = 0
        func letter(at offset: Int) -> UInt8 { letters.indices.contains(index + offset) ? letters[index + offset] : 0 }
        while index < letters.count {
            let isLigature = [UInt8(ascii: "a"), UInt8(ascii: "o")].contains(letter(at: 1)) && letter(at: 2) == UInt8(ascii: "e")
            // "Caesar", "coeliac": spoken as if "ce".
            let next = isLigature ? letter(at: 2) : letter(at: 1)
            let (sound, length) = Self.sound(of: letter(at: 0), next: next, isFirst: index == 0)
            // Doubled letters are one sound, but not two with a vowel between them.
            if let sound, sound != previous { key.append(sound) }
            previous = sound
            index += length
        }
        return String(decoding: key, as: UTF8.self)
    }

    /// The sound that a letter begins, nil for none, and how many letters it takes.
    private static func sound(of letter: UInt8, next: UInt8, isFirst: Bool) -> (UInt8?, Int) {
        let following = Character(Unicode.Scalar(next))
        switch Character(Unicode.Scalar(letter)) {
        case "a", "e", "i", "o", "u": return (isFirst ? UInt8(ascii: "A") : nil, 1)
        case "y", "w", "h": return (isFirst ? letter : nil, 1)
        case "b": return (UInt8(ascii: "P"), 1)
        case "p" where following == "h": return (UInt8(ascii: "F"), 2)
        case "p": return (UInt8(ascii: "P"), 1)
        case "f", "v": return (UInt8(ascii: "F"), 1)
        case "d": return (UInt8(ascii: "T"), 1)
        case "t": return (UInt8(ascii: "T"), following == "h" ? 2 : 1)
        case "c" where following == "h", "s" where following == "h": return (UInt8(ascii: "X"), 2)
        case "c" where "eiy".contains(following): return (UInt8(ascii: "S"), 1)
        case "g" where following == "h": return (UInt8(ascii: "K"), 2)
        case "k" where isFirst && following == "n", "g" where isFirst && following == "n": return (UInt8(ascii: "N"), 2)
        case "c", "k", "q", "g", "x": return (UInt8(ascii: "K"), 1)
        case "s", "z": return (UInt8(ascii: "S"), 1)
        case "j": return (UInt8(ascii: "X"), 1)
        case "l", "m", "n", "r": return (letter - 32, 1)
        default: return (letter, 1)
        }
    }

    /// How many letters must be put in, taken out, changed, or swapped with their neighbour (optimal string alignment).
    static func distance(_ left: String, _ right: String) -> Int {
        let longest = max(left.utf8.count, right.utf8.count)
        guard longest <= longestCompared else { return left == right ? 0 : longest }
        let (left, right) = (Array(left.utf8), Array(right.utf8))
        guard !left.isEmpty, !right.isEmpty else { return max(left.count, right.count) }
        var beforeLast: [Int] = []
        var last = Array(0...right.count)
        for row in 1...left.count {
            var current = [row]
            current.reserveCapacity(right.count + 1)
            for column in 1...right.count {
                let isSame = left[row - 1] == right[column - 1]
                var best = min(last[column] + 1, current[column - 1] + 1, last[column - 1] + (isSame ? 0 : 1))
                if row > 1, column > 1, left[row - 1] == right[column - 2], left[row - 2] == right[column - 1] {
                    best = min(best, beforeLast[column - 2] + 1)
                }
                current.append(best)
            }
            (beforeLast, last) = (last, current)
        }
        return last[right.count]
    }

    /// Hashes of a word and of all that is left of it when one letter is dropped: two words one letter apart share at least one.
    static func deletions(of word: String) -> [UInt64] {
        let letters = Array(word.utf8)
        guard letters.count <= longestCompared else { return [hash(letters, without: nil)] }
        return [hash(letters, without: nil)] + letters.indices.map { hash(letters, without: $0) }
    }

    /// FNV-1a, 64 bits.
    private static func hash(_ letters: [UInt8], without skipped: Int?) -> UInt64 {
        var hash: UInt64 = 0xCBF2_9CE4_8422_2325
        for index in letters.indices where index != skipped {
            hash = (hash ^ UInt64(letters[index])) &* 0x100_0000_01B3
        }
        return hash
    }
}
