import Foundation

/// A written name as the words that are said: "12-inch Jalapeño & Cheese" is "twelve inch jalapeno and cheese".
enum SpokenWords {
    static func of(_ name: String) -> [String] {
        let plain = name.folding(options: [.diacriticInsensitive, .caseInsensitive], locale: nil)
        var words: [String] = []
        var word = ""
        func finish() {
            guard !word.isEmpty else { return }
            words += Int(word).map { Spoken.number($0).split { $0 == " " || $0 == "-" }.map(String.init) } ?? [word]
            word = ""
        }
        for character in plain {
            switch character {
            case "&", "+":
                finish()
                words.append("and")
            case "'", "’":
                // "Mario's" is one word; an apostrophe that begins one is a quotation mark.
                if !word.isEmpty { word.append("'") }
            case _ where character.isASCII && (character.isLetter || character.isNumber):
                if let last = word.last, last.isNumber != character.isNumber { finish() }
                word.append(character)
            default:
                finish()
            }
        }
        finish()
        return words.map { $0.hasSuffix("'") ? String($0.dropLast()) : $0 }
    }
}
