/// What a caller wants, as far as the words alone tell: the families of wishes that a business can be called with.
public enum Intent: String, Sendable, Hashable, Codable, CaseIterable {
    /// Something is to be bought, brought or picked up.
    case order
    /// Where is what was ordered?
    case orderStatus = "order_status"
    /// A table, a room, a flight, a time of somebody's.
    case book
    case changeBooking = "change_booking"
    case cancelBooking = "cancel_booking"
    /// Is it booked?
    case bookingStatus = "booking_status"
    /// Can one book, how long is the wait?
    case bookingQuestion = "booking_question"
    /// Trouble with, or a question about, what the caller has with the business: an account, a card, a device, a policy.
    case support
    case affirm, deny
    case dontKnow = "dont_know"
    case `repeat`
    /// What is being done is to stop.
    case cancel
    /// What can be asked for here?
    case help
    /// A person is wanted.
    case handoff
    case greet, goodbye, thank
    /// None of these: chat, knowledge of the world, commands to a device, the business of others.
    case other

    /// Whether the business would have to do something about it.
    public var isTask: Bool {
        switch self {
        case .order, .orderStatus, .book, .changeBooking, .cancelBooking, .bookingStatus, .bookingQuestion, .support: true
        default: false
        }
    }

    /// Whether one sentence cannot mean both.
    func excludes(_ other: Intent) -> Bool {
        guard self != other else { return false }
        if self == .other || other == .other { return true }
        return isTask && other.isTask || isAnswer && other.isAnswer
    }

    /// What can be said to a question that wants a yes or a no.
    private var isAnswer: Bool { self == .affirm || self == .deny || self == .dontKnow }
}
