import Conversation

/// Why an action that a caller confirmed cannot be done. Undoes the action's statements, and is told to the dialogue.
struct ActionRefusal: Error {
    let refusal: Refusal

    init(_ refusal: Refusal) {
        self.refusal = refusal
    }
}
