import Conversation
import Core
import Foundation
import Storage

/// One turn of a call inside its transaction: the dialogue hears, its effects are done, their results are heard, until
/// there is something to say. All of it commits together, or nothing does.
struct CallTurn {
    /// A dialogue that wants more effects than this for one turn runs in a circle; it is stopped, and the caller is told.
    static let mostEffects = 6
    private static let apology = "I'm sorry, something went wrong on our side. Please try again in a moment, or call us directly."

    /// Said when a committed turn would otherwise get no answer: a caller never meets silence.
    private static let filler = "Sorry, could you say that another way?"

    let call: Call.ID
    let actions: CallActions
    let transaction: TenantTransaction

    private(set) var dialogue: Dialogue
    private(set) var kinds: [CallEvent.Kind] = []
    private(set) var replies: [String] = []
    private(set) var expects = Expectation.anything
    private(set) var outcome: Call.Outcome
    private(set) var isEnded = false

    init(call: Call.ID, dialogue: Dialogue, outcome: Call.Outcome, actions: CallActions, transaction: TenantTransaction) {
        self.call = call
        self.dialogue = dialogue
        self.outcome = outcome
        self.actions = actions
        self.transaction = transaction
    }

    /// - Parameter heard: how the turn itself stands in the log, or what came of it before the dialogue heard it; nil when it stands
    ///   there already.
    mutating func take(_ turn: Turn, heard: CallEvent.Kind?) throws {
        if let heard { kinds.append(heard) }
        var waiting = [turn]
        var effectsLeft = Self.mostEffects
        while !waiting.isEmpty {
            let decision = dialogue.hear(waiting.removeFirst(), at: actions.now)
            say(decision.replies)
            expects = decision.expects
            for effect in decision.effects {
                guard effectsLeft > 0 else {
                    replies.append(Self.apology)
                    kinds.append(.filled(text: Self.apology, reason: "the dialogue ran in a circle"))
                    waiting = []
                    break
                }
                effectsLeft -= 1
                if let result = try run(effect) { waiting.append(result) }
            }
        }
        if replies.isEmpty, !isEnded, turn.deservesAnAnswer {
            replies = [Self.filler]
            kinds.append(.filled(text: Self.filler, reason: "the dialogue had nothing to say"))
        }
        if !actions.facts.services.isEmpty, !isEnded {
            try AppointmentBooking(facts: actions.facts, identifiers: actions.identifiers, now: actions.now)
                .keepOffers(of: call, in: transaction)
        }
        kinds.append(.understood(form: dialogue.form, state: dialogue.state))
        if isEnded { kinds.append(.ended(outcome: outcome, reason: .agent)) }
    }

    private mutating func say(_ sentences: [String]) {
        replies += sentences
        // What an attendant is told to say stands in the log once it has said it.
        if !dialogue.isAttended { kinds += sentences.map { .said(text: $0) } }
    }

    /// - Returns: the turn that tells the dialogue what came of it.
    private mutating func run(_ effect: Effect) throws -> Turn? {
        switch effect {
        case .findSlots(let query):
            let booking = AppointmentBooking(facts: actions.facts, identifiers: actions.identifiers, now: actions.now)
            return .slots(try booking.findSlots(query, for: call, in: transaction))
        case .lookUp(let query):
            return .found(try transaction.pastRecords(under: query.phone, at: actions.now))
        case .perform(let request):
            kinds.append(.actionRequested(request))
            return try perform(request)
        case .transfer(let reason):
            kinds.append(.transferred(reason: reason))
            outcome = .transferred
            return nil
        case .end:
            // An attendant's line ends the call, when the goodbye was heard.
            isEnded = !dialogue.isAttended
            return nil
        }
    }

    private mutating func perform(_ request: ActionRequest) throws -> Turn {
        do {
            let (record, isNew) = try actions.perform(request, for: call, in: transaction)
            if isNew { kinds.append(.actionDone(record)) }
            outcome = record.outcome
            return .performed(record.receipt)
        } catch let refused as ActionRefusal {
            kinds.append(.actionFailed(refused.refusal))
            return .refused(refused.refusal)
        }
    }
}

extension Turn {
    /// A form edited by hand is seen, not heard, and a model may have said it all; everything else a person waits on.
    fileprivate var deservesAnAnswer: Bool {
        switch self {
        case .edit, .overheard: false
        case .interpreted(let interpretation): interpretation.said.isEmpty
        case .started, .speech, .handedBack, .keys, .silence, .slots, .found, .performed, .refused: true
        }
    }
}
