public import Core
public import Foundation

/// Something that reaches the dialogue: the only way in.
public enum Turn: Sendable, Hashable, Codable {
    /// The call begins. The answer is the greeting.
    case started(Caller)
    /// The caller said something; the best reading first, never empty.
    case speech([Hypothesis])
    /// The caller said something, and a model has heard it in place of the dialogue.
    case interpreted(Interpretation)
    /// Something was said or done in a conversation that another agent holds. Nothing is answered.
    case overheard(Overheard)
    /// The agent that held the conversation is gone: it is ours again, where it stands.
    case handedBack
    /// The caller pressed keys: digits, `*` and `#`.
    case keys(String)
    /// Nothing was heard for as long as a caller may think.
    case silence
    /// A person changed a field of the form by hand; nil clears it. The field is one of `Form.Field.name`.
    case edit(field: String, value: String?)
    /// The answer to `Effect.findSlots`; empty when nothing is free.
    case slots([OfferedSlot])
    /// The answer to `Effect.lookUp`, newest first; empty when the books hold nothing of that number.
    case found([PastRecord])
    /// The answer to `Effect.perform`: it is done, and committed with this turn.
    case performed(Receipt)
    /// The answer to an effect that could not be done.
    case refused(Refusal)
}

/// What is known of a caller before the first word.
public struct Caller: Sendable, Hashable, Codable {
    /// The number the call comes from.
    public var phone: PhoneNumber?
    /// The name under which that number is in the business's own customer list.
    public var knownName: String?
    /// Whether the call surely comes from that number. One that anybody may have typed opens no books by itself.
    public var isProven: Bool

    public init(phone: PhoneNumber? = nil, knownName: String? = nil, isProven: Bool = false) {
        self.phone = phone
        self.knownName = knownName
        self.isProven = isProven
    }
}

/// Proof that an action was done.
public struct Receipt: Sendable, Hashable, Codable {
    /// The record's identifier.
    public var record: String
    /// What a person calls it: "1042".
    public var number: String
    /// What it cost, where there is a price.
    public var total: Money?
    /// When it is promised to be ready, where that was.
    public var readyAt: Date?

    public init(record: String, number: String, total: Money? = nil, readyAt: Date? = nil) {
        self.record = record
        self.number = number
        self.total = total
        self.readyAt = readyAt
    }
}

/// Why an effect was not done. The dialogue says it in its own words and goes on.
public enum Refusal: Sendable, Hashable, Codable {
    /// Somebody else has the slot now.
    case slotTaken
    /// These items cannot be ordered any more.
    case soldOut([CatalogueItem.ID])
    /// The business's data no longer allows it; the sentence may be said aloud.
    case notPossible(String)
    /// Our fault. Saying so and offering a person is right.
    case failed
}
