/// What kind of answer the agent has just asked for: how long the ear waits, and what a recogniser listens for.
public enum Expectation: String, Sendable, Hashable, Codable, CaseIterable {
    case anything, yesOrNo, name
    /// A number said digit by digit.
    case digits
    /// How many, or how much.
    case number
    /// A word said letter by letter.
    case spelling
    case dateOrTime, address, email
}
