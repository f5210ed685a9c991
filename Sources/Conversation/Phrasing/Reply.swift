/// An answer being put together: sentences, each in several wordings, and effects.
struct Reply: Sendable {
    private(set) var sentences: [[String]] = []
    private(set) var effects: [Effect] = []

    var isEmpty: Bool { sentences.isEmpty && effects.isEmpty }

    mutating func say(_ wordings: String...) {
        say(wordings)
    }

    mutating func say(_ wordings: [String]) {
        guard !wordings.isEmpty else { return }
        sentences.append(wordings)
    }

    /// Several wordings that all begin with the same words.
    mutating func say(_ beginning: String, _ endings: [String]) {
        say(endings.map { beginning + " " + $0 })
    }

    mutating func run(_ effect: Effect) {
        effects.append(effect)
    }

    /// Of each sentence the first wording that was not just said.
    ///
    /// When all were, the first is said with an opening that makes clear that it is said again.
    func sentences(avoiding said: [String]) -> [String] {
        var chosen: [String] = []
        for wordings in sentences {
            let fresh = wordings.first { !said.contains($0) && !chosen.contains($0) }
            if let fresh {
                chosen.append(fresh)
            } else if let first = wordings.first, !chosen.contains(first) {
                chosen.append("Again: " + first)
            }
        }
        return chosen
    }
}
