/// How the callers of one business speak, for a recogniser that is told what it may hear: sentences with places, and the phrases that
/// stand in them.
///
///     [<hello>] <wish> <line> [please]        a sentence
///     <line>: [<size>] <item>                 a place that other sentences fill
///     <item>: margherita pizza, caesar salad  a place that the business's own names fill
///
/// All words are in lower case, as they are spoken: "twelve inch", not "12-inch".
public struct CallerLanguage: Sendable, Hashable {
    /// What callers say whatever they were asked.
    public var sentences: [Sentence]
    /// What they say in answer to a question of that kind.
    public var answers: [Expectation: [Sentence]]
    /// What fills a place, by its name. A place must not contain itself.
    public var places: [String: [Sentence]]

    public init(sentences: [Sentence], answers: [Expectation: [Sentence]], places: [String: [Sentence]]) {
        self.sentences = sentences
        self.answers = answers
        self.places = places
    }

    /// Parts that follow one another.
    public struct Sentence: Sendable, Hashable {
        public var parts: [Part]
        /// How often it is said, in proportion to the others of its list.
        public var weight: Double

        public init(_ parts: [Part], weight: Double = 1) {
            self.parts = parts
            self.weight = weight
        }

        /// - Parameter pattern: words separated by spaces; a place is `<name>`; what may be left out is one word or place in
        ///   square brackets.
        public init(pattern: String, weight: Double = 1) {
            var parts: [Part] = []
            for text in pattern.split(separator: " ") {
                let isOptional = text.hasPrefix("[") && text.hasSuffix("]")
                let core = isOptional ? text.dropFirst().dropLast() : text
                if core.hasPrefix("<"), core.hasSuffix(">") {
                    parts.append(.place(String(core.dropFirst().dropLast()), isOptional: isOptional))
                } else if !isOptional, case .words(let words, isOptional: false)? = parts.last {
                    parts[parts.count - 1] = .words(words + [String(core)], isOptional: false)
                } else {
                    parts.append(.words([String(core)], isOptional: isOptional))
                }
            }
            self.init(parts, weight: weight)
        }
    }

    public enum Part: Sendable, Hashable {
        case words([String], isOptional: Bool)
        case place(String, isOptional: Bool)
    }
}
