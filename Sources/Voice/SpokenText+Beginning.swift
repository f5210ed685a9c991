extension SpokenText {
    /// The words of a text that were heard, when only so much of its sound was: a word counts when it was heard to its end.
    ///
    ///     SpokenText.beginning(of: "Two large Margheritas", share: 0.5)   // "Two large"
    ///
    /// - Parameter share: of the duration, 0...1. Letters are taken to last equally long.
    public static func beginning(of text: String, share: Double) -> String {
        let words = text.split(whereSeparator: \.isWhitespace)
        let letters = words.reduce(0) { $0 + $1.count }
        var heard = 0
        let whole = words.prefix { word in
            heard += word.count
            return Double(heard) <= share * Double(letters)
        }
        return whole.joined(separator: " ")
    }
}
