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
    public mutating func hear(_ turn: Turn, at now: Date) -> Decision {
        var reply = Reply()
        switch turn {
        case .started(let caller):
            state.caller = caller
            reply.say(agent.facts.greeting ?? "\(agent.facts.name), this is the automated assistant.")
        default:
            break
        }
        return Decision(replies: reply.sentences.compactMap { $0.first }, effects: reply.effects)
    }

    public var form: Form {
        Form(workflow: agent.workflow.name, title: agent.workflow.title, fields: [])
    }
}
