/// What a caller said, cut into words that can be compared.
public struct Utterance: Sendable, Hashable {
    public let text: String
    public let tokens: [Token]

    /// One word or number. A hyphenated word is several tokens; an apostrophe does not cut.
    public struct Token: Sendable, Hashable {
        /// Lower case, accents and apostrophes dropped: the form that is compared.
        public let word: String
        /// Where it stands in the text, in Unicode scalars.
        public let span: Range<Int>
        /// The punctuation and spaces between this token and the next.
        public let gap: String
    }
}
