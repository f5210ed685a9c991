/// Cuts a text that arrives in pieces into sentences, so that the first can be spoken while the rest is still being written.
///
///     splitter.read("Done. Ready at ten")  // ["Done."]
///     splitter.read(" to seven.")          // []
///     splitter.finish()                    // "Ready at ten to seven."
public struct SentenceSplitter: Sendable {
    private var pending = ""

    /// A sentence longer than this is cut at a comma or a space: nobody waits that long for a first sound.
    public static let longestSentence = 300

    /// Words that end with a full stop without ending a sentence, lower case.
    private static let abbreviations: Set<String> = [
        "dr.", "mr.", "mrs.", "ms.", "st.", "ave.", "rd.", "blvd.", "apt.", "vs.", "prof.", "jr.", "sr.", "e.g.", "i.e.", "etc.",
    ]

    public init() {}

    /// - Returns: the sentences that are complete now, trimmed, in order.
    public mutating func read(_ text: some StringProtocol) -> [String] {
        pending += text
        var sentences: [String] = []
        while let end = endOfFirstSentence() {
            append(pending[..<end], to: &sentences)
            pending.removeSubrange(..<end)
        }
        return sentences
    }

    /// The text is over.
    public mutating func finish() -> String? {
        var rest: [String] = []
        append(pending[...], to: &rest)
        pending = ""
        return rest.first
    }

    /// A whole text at once.
    public static func sentences(of text: some StringProtocol) -> [String] {
        var splitter = SentenceSplitter()
        var sentences = splitter.read(text)
        if let last = splitter.finish() { sentences.append(last) }
        return sentences
    }

    private func endOfFirstSentence() -> String.Index? {
        var wordStart = pending.startIndex
        for index in pending.indices {
            let character = pending[index]
            if character.isNewline, index > pending.startIndex { return index }
            if character.isWhitespace {
                if endsSentence(pending[wordStart..<index]) { return index }
                wordStart = pending.index(after: index)
            }
        }
        guard pending.count > Self.longestSentence else { return nil }
        let head = pending.prefix(Self.longestSentence)
        let cut = head.lastIndex { $0 == "," || $0 == ";" || $0 == ":" } ?? head.lastIndex { $0.isWhitespace }
        return cut.map { pending.index(after: $0) } ?? head.endIndex
    }

    private func endsSentence(_ word: Substring) -> Bool {
        let bare = word.reversed().drop { "\"')]”’".contains($0) }
        guard let last = bare.first, ".!?…".contains(last) else { return false }
        // "J. Doe": a single letter is an initial.
        let isInitial = last == "." && bare.count == 2 && word.first?.isLetter == true
        return !isInitial && !Self.abbreviations.contains(word.lowercased())
    }

    private func append(_ text: Substring, to sentences: inout [String]) {
        let words = text.split(whereSeparator: \.isWhitespace)
        if !words.isEmpty { sentences.append(words.joined(separator: " ")) }
    }
}
