/// Digits as callers say or type them: "four one five", "double oh", "0199".
enum SpokenDigits {
    /// The digits that each word is; empty for one that may stand between digits ("double" gives its digits to the next); nil for another.
    static func of(_ words: [String]) -> [String?] {
        var times = 1
        return words.map { word in
            let bare = word.lowercased().filter { !"-.,;:!?".contains($0) }
            if let factor = ["double": 2, "triple": 3][bare] {
                times = factor
                return ""
            }
            defer { times = 1 }
            if let digit = spoken[bare] { return String(repeating: digit, count: times) }
            if bare.isEmpty { return "" }
            return bare.allSatisfy { $0.isASCII && $0.isNumber } ? bare : nil
        }
    }

    private static let spoken = [
        "zero": "0", "oh": "0", "o": "0", "nought": "0", "one": "1", "two": "2", "three": "3", "four": "4", "five": "5", "six": "6",
        "seven": "7", "eight": "8", "nine": "9",
    ]
}
