import Foundation

/// What callers ask of what they have said themselves, or of what came of it: answered without touching the form.
extension Dialogue {
    /// A longer sentence says something besides.
    private static let mostWords = 8

    /// "What's my number?", "what did I say for the day?", and once something is in the books "what's my order number?".
    ///
    /// - Returns: whether the utterance was such a question and has been answered.
    mutating func answerOwnDetail(_ heard: Heard, in reply: inout Reply, at now: Date) -> Bool {
        guard heard.topics.isEmpty, isAboutOwn(heard) else { return false }
        if state.phase == .settled {
            guard let made = state.made, heard.utterance.tokens.last?.word == "number" else { return false }
            reply.say("It is number \(Spoken.recordNumber(made.number)).", "The number is \(Spoken.recordNumber(made.number)).")
        } else {
            guard !heard.hasValues, let slot = slotNamed(in: heard), let held = state.values[slot.name] else { return false }
            let value = spoken(held.value, of: slot.name, at: now)
            reply.say("\(slot.label): \(value).", "I have this: \(value).")
        }
        state.misses = 0
        ask(again: &reply, at: now)
        return true
    }

    private func isAboutOwn(_ heard: Heard) -> Bool {
        let words = heard.utterance.tokens.map(\.word)
        guard words.count <= Self.mostWords, let first = words.first(where: { !English.questionFillers.contains($0) }),
            first == "what" || first == "whats"
        else { return false }
        return words.contains("my") || zip(words, words.dropFirst()).contains { $0 == "did" && $1 == "i" }
    }
}
