public import Conversation
public import Core
public import Foundation

/// The agent's end of a rehearsed call: takes a caller's turn, and answers.
///
/// A call can be rehearsed against the whole runtime or against the bare dialogue (`DialogueLine`); callers and scenarios do not
/// know the difference.
public protocol AgentLine {
    /// The first turn is `.started`, whose answer is the greeting.
    mutating func take(_ turn: Turn) async throws -> AgentAnswer
    /// The next action is refused. Only asked of a line that can do so on demand: see `Scenario.isStaged`.
    mutating func refuseNext(_ refusal: Refusal)
}

/// What a turn led to, as a caller hears it and as the staff's page shows it.
public struct AgentAnswer: Sendable, Hashable {
    /// The sentences said, in this order.
    public var replies: [String]
    public var form: Form
    /// What the agent expects an answer to.
    public var question: Dialogue.Question?
    /// The free times that were offered last.
    public var offers: [OfferedSlot]
    public var isEnded: Bool
    public var isTransferred: Bool
    /// What was put in the books during this turn.
    public var records: [CallRecord]
    /// What the line itself had to step in for, in a sentence each: a turn without an answer, a dialogue that ran in a circle.
    public var rescues: [String]

    public init(
        replies: [String] = [], form: Form, question: Dialogue.Question? = nil, offers: [OfferedSlot] = [], isEnded: Bool = false,
        isTransferred: Bool = false, records: [CallRecord] = [], rescues: [String] = []
    ) {
        self.replies = replies
        self.form = form
        self.question = question
        self.offers = offers
        self.isEnded = isEnded
        self.isTransferred = isTransferred
        self.records = records
        self.rescues = rescues
    }
}

/// What a call left in the books, by the names of the form's fields.
public struct CallRecord: Sendable, Hashable {
    /// Of an order; empty for anything else.
    public var lines: [Form.Line]
    /// Everything but the lines and the time, as a form writes it: choices by name, phone numbers as their identity.
    public var values: [Slot.Name: String]
    /// Of an appointment.
    public var start: Date?
    public var total: Money?

    public init(lines: [Form.Line] = [], values: [Slot.Name: String] = [:], start: Date? = nil, total: Money? = nil) {
        self.lines = lines
        self.values = values
        self.start = start
        self.total = total
    }
}
