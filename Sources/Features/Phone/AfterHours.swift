/// What a caller on the telephone meets while the business is closed.
public enum AfterHours: String, Sendable, Hashable, Codable, CaseIterable {
    /// The agent, as always.
    case agent
    /// A message is taken.
    case voicemail
    /// The caller's choice: the agent, by a key, or a message.
    case choice
}
