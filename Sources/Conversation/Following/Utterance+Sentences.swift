extension Utterance {
    /// Where the first of some phrases stands that occurs.
    func firstRange(ofAny phrases: [[String]]) -> Range<Int>? {
        for start in tokens.indices {
            for phrase in phrases where start + phrase.count <= tokens.count {
                if phrase.indices.allSatisfy({ tokens[start + $0].word == phrase[$0] }) { return start..<(start + phrase.count) }
            }
        }
        return nil
    }

    /// Its sentences, as ranges of tokens.
    var sentences: [Range<Int>] {
        var sentences: [Range<Int>] = []
        var start = 0
        for index in tokens.indices where index + 1 == tokens.count || tokens[index].gap.contains(where: { ".!?;\n".contains($0) }) {
            // A point inside of a number or an abbreviation ends nothing.
            if index + 1 < tokens.count, !tokens[index].gap.contains(where: { "!?;\n".contains($0) }),
                tokens[index].gap == "." && tokens[index].isDigits || ["a", "p", "m", "dr", "st"].contains(tokens[index].word)
            {
                continue
            }
            sentences.append(start..<(index + 1))
            start = index + 1
        }
        return sentences
    }
}
