/// What hears a business's callers. The workflow decides what follows in either case, and both leave the same state, so that a
/// call may change from one to the other with every turn.
public enum Brain: String, Sendable, Hashable, Codable, CaseIterable {
    /// The dialogue's own readers: at once, without anybody else.
    case dialogue
    /// A language model, where one is configured; the dialogue when it fails.
    case llm
    /// Ultravox holds the whole conversation, where it is configured; the dialogue when it fails.
    case ultravox
}
