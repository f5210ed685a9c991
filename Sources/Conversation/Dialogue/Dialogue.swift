import Core
public import Foundation

/// One call's conversation as a pure reducer: what is heard goes in, what is to be said and done comes out.
///
/// No I/O, no clock, no random number: the same turns give the same decisions, which is how a call is replayed from its log.
public struct Dialogue: Sendable {
    /// May be replaced between turns, when the business's data changes during the call.
    public var agent: Agent
    public internal(set) var state: State

    public init(agent: Agent, state: State = State()) {
        self.agent = agent
        self.state = state
    }

    /// Takes one turn of the call and decides what is said and done next.
    ///
    /// - Parameter now: when the turn happened; relative dates ("tomorrow") are read from it.
    /// - Returns: for speech, keys and silence never nothing: something is said, or an effect is run whose answer is the next turn.
    ///   For what a model heard nothing, when the model has said all there is to say.
    public mutating func hear(_ turn: Turn, at now: Date) -> Decision {
        var reply = Reply()
        let before = state.values
        switch turn {
        case .started(let caller): greet(caller, in: &reply, at: now)
        case .speech(let hypotheses): hear(hypotheses, in: &reply, at: now)
        case .interpreted(let interpretation): take(interpretation, in: &reply, at: now)
        case .overheard(let overheard): overhear(overheard, at: now)
        case .handedBack: resume(in: &reply, at: now)
        case .keys(let keys): hear(keys: keys, in: &reply, at: now)
        case .silence: hearNothing(in: &reply, at: now)
        case .edit(let field, let value): edit(field, to: value, in: &reply, at: now)
        case .slots(let slots): offer(slots, in: &reply, at: now)
        case .found(let records): take(records, in: &reply, at: now)
        case .performed(let receipt): settle(receipt, in: &reply, at: now)
        case .refused(let refusal): recover(from: refusal, in: &reply, at: now)
        }
        if case .overheard = turn {} else { attend(after: before, at: now) }
        return deliver(reply, goingOn: turn.isContinued)
    }

    mutating func greet(_ caller: Caller, in reply: inout Reply, at now: Date) {
        state.caller = caller
        if let notice = agent.facts.notice { reply.say(notice) }
        reply.say(agent.facts.greeting ?? "\(agent.facts.name), this is the automated assistant.")
        if agent.workflow.result == .order, let notice = agent.closedNotice(at: now) { reply.say(notice) }
        state.question = agent.workflow.slots.first.map { .slot($0.name) }
        reply.say(agent.workflow.wording.opening)
        if caller.isProven, let phone = caller.phone { lookUp(phone, &reply) }
    }

    /// The one place where wordings become sentences.
    ///
    /// - Parameter isGoingOn: the caller has not spoken since, so that this is part of the answer before.
    private mutating func deliver(_ reply: Reply, goingOn isGoingOn: Bool) -> Decision {
        let sentences = reply.sentences(avoiding: isGoingOn ? state.saidBefore + state.said : state.said)
        if isGoingOn {
            state.said += sentences
        } else if !reply.isEmpty {
            state.saidBefore = state.said
            state.said = sentences
        }
        if reply.effects.contains(.end) { state.phase = .ended }
        return Decision(replies: sentences, effects: reply.effects, expects: expectation)
    }

    private var expectation: Expectation {
        switch state.question {
        case .slot(.customerName) where state.needsSpelling: .spelling
        case .slot(let name) where isKeyedIn(name): .digits
        case .slot(let name):
            switch agent.workflow.slot(name)?.kind {
            case .personName: .name
            case .phone: .digits
            case .address: .address
            case .time, .date, .birthDate, .timeOfDay: .dateOrTime
            case .email: .email
            case .yesNo: .yesOrNo
            case .number, .money: .number
            case .code, .postcode: .spelling
            default: .anything
            }
        case .confirm, .lineNumber, .knownName, .knownAddress, .openTicket, .addition, .readBack, .cancelling, .person, .callBack, .drop:
            .yesOrNo
        case .offers: .dateOrTime
        case .moreLines, .doubt, .option, .change, .record, .anotherWish, nil: .anything
        }
    }
}

extension Turn {
    /// Whether something of the answer to it has been said before: it comes of an effect, or from a model.
    fileprivate var isContinued: Bool {
        switch self {
        case .slots, .found, .performed, .refused, .interpreted: true
        case .started, .speech, .keys, .silence, .edit, .overheard, .handedBack: false
        }
    }
}
