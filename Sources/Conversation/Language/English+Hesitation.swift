/// What people say while they think.
extension English {
    /// Before the sentence itself; the longest that fits is passed over, and then the next.
    static let hesitations: [[String]] = [
        "um", "uh", "er", "erm", "hm", "hmm", "mm", "ah", "well", "so", "let me see", "lets see", "let me think", "let us see", "you know",
        "you know what", "okay so", "ok so", "yeah so", "right so", "alright so", "yes so", "okay let me see", "okay let me think",
        "ok let me see", "ok let me think", "oh okay so", "yeah um", "yeah uh", "okay um", "okay uh", "oh um", "oh well", "like um",
    ].map { $0.split(separator: " ").map(String.init) }.sorted { $0.count > $1.count }
}

extension Utterance {
    /// Without the hesitation at its beginning; as it is when there is nothing else.
    var withoutHesitation: Utterance {
        var start = 0
        while let hesitation = English.hesitations.first(where: { stands($0, at: start) }) { start += hesitation.count }
        guard start > 0, start < tokens.count else { return self }
        return Utterance(String(text.unicodeScalars.dropFirst(tokens[start].span.lowerBound)))
    }

    private func stands(_ words: [String], at start: Int) -> Bool {
        start + words.count <= tokens.count && words.indices.allSatisfy { tokens[start + $0].word == words[$0] }
    }
}
