public import Core

/// What the dialogue wants done after a turn. Data only: the call's runtime does it.
public struct Decision: Sendable, Hashable {
    /// Sentences to be said, in this order. Empty only when an effect is awaited.
    public var replies: [String]
    /// To be run in this order; the result of each comes back as a turn.
    public var effects: [Effect]
    /// What kind of answer is expected next: lets the ear wait longer while digits are dictated, and biases recognition.
    public var expects: Expectation

    public init(replies: [String] = [], effects: [Effect] = [], expects: Expectation = .anything) {
        self.replies = replies
        self.effects = effects
        self.expects = expects
    }
}

/// Something the dialogue cannot do itself.
public enum Effect: Sendable, Hashable, Codable {
    /// Answered by `Turn.slots`. The slots found are held for this call.
    case findSlots(SlotQuery)
    /// Answered by `Turn.found`.
    case lookUp(RecordQuery)
    /// Answered by `Turn.performed` or `Turn.refused`.
    case perform(ActionRequest)
    /// Give the call to a person, with what is known so far.
    case transfer(reason: String)
    /// Hang up after the replies are said.
    case end
}

/// An action the caller has said yes to.
public struct ActionRequest: Sendable, Hashable, Codable {
    /// Counts the wishes of one call: the same wish asked twice has the same revision, and is done once.
    public var revision: Int
    public var action: Action

    public init(revision: Int, action: Action) {
        self.revision = revision
        self.action = action
    }

    public enum Action: Sendable, Hashable, Codable {
        case placeOrder(OrderDraft)
        case bookAppointment(AppointmentDraft)
        case openTicket(TicketDraft)
        /// What the caller answered to the questions of a workflow that the owner declared.
        case submit(SubmissionDraft)
        case cancelOrder(RecordReference)
        case cancelAppointment(RecordReference)
        /// The appointment keeps its number; the draft's slot is its new time.
        case moveAppointment(RecordReference, AppointmentDraft)
        /// More is told of a problem that is being dealt with.
        case addToTicket(RecordReference, text: String)
        case promiseCallBack(CallBackDraft)
    }
}
