public import Conversation
public import Core
public import Foundation

/// One line of a call's log. The log is the call: state, transcript, form and recovery are read from it.
public struct CallEvent: Sendable, Hashable {
    public var call: Call.ID
    /// 1, 2, 3… within the call.
    public var sequence: Int
    /// Increasing in order of commits within the business, over all its calls.
    public var position: Int
    public var at: Date
    public var kind: Kind

    public enum Kind: Sendable, Hashable, Codable {
        case started(Caller)
        /// The caller said or typed something, or pressed keys. Recognition's own doubts are kept for later listening.
        case heard(text: String, medium: Medium, alternatives: [Hypothesis])
        /// Nothing was heard for as long as a caller may think.
        case silent
        /// The agent's answer, a sentence an event.
        case said(text: String)
        /// The caller broke in: of the sentence with that sequence number only this was heard, in whole words; perhaps nothing.
        case cut(sentence: Int, heard: String)
        /// A model was asked what the caller meant.
        case consulted(Consultation)
        /// From here on another agent holds the conversation.
        case attended(Attendant)
        /// That agent called a tool, and what it was answered.
        case toolCalled(ToolCall)
        /// That agent is gone, and why: the conversation is ours again.
        case handedBack(reason: String)
        /// Something was said to fill a wait; the reason is for us.
        case filled(text: String, reason: String)
        /// The dialogue after the turn: what the next turn, or a revived call, begins with.
        case understood(form: Form, state: Dialogue.State)
        case formEdited(field: String, value: String?)
        case actionRequested(ActionRequest)
        case actionDone(BusinessRecord)
        case actionFailed(Refusal)
        case transferred(reason: String)
        /// No person took the call: the caller is back with the agent.
        case handOffFailed
        case ended(outcome: Call.Outcome, reason: EndReason)

        /// Stable name of the kind, as stored.
        public var name: String {
            switch self {
            case .started: "started"
            case .heard: "heard"
            case .silent: "silent"
            case .said: "said"
            case .cut: "cut"
            case .consulted: "consulted"
            case .attended: "attended"
            case .toolCalled: "toolCalled"
            case .handedBack: "handedBack"
            case .filled: "filled"
            case .understood: "understood"
            case .formEdited: "formEdited"
            case .actionRequested: "actionRequested"
            case .actionDone: "actionDone"
            case .actionFailed: "actionFailed"
            case .transferred: "transferred"
            case .handOffFailed: "handOffFailed"
            case .ended: "ended"
            }
        }
    }

    /// Whether something may wait in the outbox since.
    var leavesMessage: Bool {
        switch kind {
        case .actionDone, .ended: true
        default: false
        }
    }

    public enum Medium: String, Sendable, Hashable, Codable {
        case voice, text, keys
    }

    public enum EndReason: String, Sendable, Hashable, Codable {
        /// The conversation came to its end.
        case agent
        /// The caller hung up.
        case caller
        /// Nobody was there for too long.
        case abandoned
        /// The business's subscription does not have its agent answer: the caller was told where else to call.
        case unavailable
        /// It had lasted longer than any conversation.
        case overlong
    }
}

/// What a call can leave in the business's books.
public enum BusinessRecord: Sendable, Hashable, Codable {
    case order(Order)
    case appointment(Appointment)
    case ticket(Ticket)
    case submission(Submission)

    public var outcome: Call.Outcome {
        switch self {
        case .order: .order
        case .appointment: .appointment
        case .ticket: .ticket
        case .submission: .submission
        }
    }

    var receipt: Receipt {
        var receipt = Receipt(record: record.key, number: record.shownNumber)
        if case .order(let order) = self { (receipt.total, receipt.readyAt) = (order.total, order.readyAt) }
        return receipt
    }
}
