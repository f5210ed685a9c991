/// An answer being put together: sentences, each in several wordings, and effects.
struct Reply {
    /// What is to be said; of each sentence the first wording is used that was not said just before.
    private(set) var sentences: [[String]] = []
    private(set) var effects: [Effect] = []

    mutating func say(_ wordings: String...) {
        say(wordings)
    }

    mutating func say(_ wordings: [String]) {
        guard !wordings.isEmpty else { return }
        sentences.append(wordings)
    }

    mutating func run(_ effect: Effect) {
        effects.append(effect)
    }
}
