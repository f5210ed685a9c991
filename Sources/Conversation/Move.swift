public import Core
public import Foundation

/// One thing that a model wants to happen in a call, as the workflow has checked it.
///
/// A model that hears callers in place of the dialogue's own readers calls the tools of `Agent.hearingTools`; each call becomes
/// a move or is refused with a reason for the model. There is no move that does the action: that takes the caller's own yes.
public enum Move: Sendable, Hashable, Codable {
    /// The caller has given or changed these values.
    ///
    /// - isComplete: the caller wants nothing beside them.
    case fill(Proposal, isComplete: Bool)
    /// The caller wants a time like this.
    case findSlots(AvailabilityWish)
    /// The caller wants a person.
    case transfer
    /// The caller wants to go.
    case hangUp
}

/// What a model made of something the caller said.
public struct Interpretation: Sendable, Hashable, Codable {
    /// In this order.
    public var moves: [Move]
    /// Sentences that the model has said to the caller before them.
    public var said: [String]
    /// How sure the recogniser was of the caller's words, 0...1.
    public var confidence: Double

    /// Whether the caller wants nothing beside what is filled in.
    var isComplete: Bool {
        moves.contains { if case .fill(_, isComplete: true) = $0 { true } else { false } }
    }

    public init(moves: [Move], said: [String] = [], confidence: Double = 1) {
        self.moves = moves
        self.said = said
        self.confidence = confidence
    }
}

extension Dialogue {
    /// What a model's call of a tool amounts to at this point of the call.
    ///
    /// - Parameters:
    ///   - tool: one of `Agent.hearingTools`.
    ///   - now: when the caller said what the model has heard.
    /// - Throws: `Problem` with a detail that tells the model what to do instead.
    public func moves(calling tool: String, with arguments: JSONValue, at now: Date) throws(Problem) -> [Move] {
        let today = now.local(in: agent.facts.timeZone).date
        switch tool {
        case ToolSchema.writeDown:
            return [.fill(try Proposal(arguments, to: agent, offers: state.offers, on: today, isWhole: false), isComplete: false)]
        case agent.workflow.wording.tool:
            return [.fill(try Proposal(arguments, to: agent, offers: state.offers, on: today, isWhole: false), isComplete: true)]
        case ToolSchema.findSlots where agent.workflow.slot(.start) != nil:
            let wish = try AvailabilityWish(proposed: arguments)
            guard let service = arguments["service"], service != .null else { return [.findSlots(wish)] }
            let proposal = try Proposal(["service": service], to: agent, on: today, isWhole: false)
            return [.fill(proposal, isComplete: false), .findSlots(wish)]
        case ToolSchema.transfer: return [.transfer]
        case ToolSchema.hangUp: return [.hangUp]
        default:
            let names = agent.hearingTools.map(\.name).joined(separator: ", ")
            throw .invalid("#", "There is no tool \(tool). The tools are: \(names).")
        }
    }

    /// Whether the workflow hears something itself, at once and always alike, though a model hears the callers: what only steers
    /// the conversation (a yes, "that's all", "say that again"), digits that are dictated and letters that are spelled, and what is
    /// about the books, which no model sees. What the model has asked itself, it hears the answer to.
    public func hearsItself(_ words: [Hypothesis], at now: Date) -> Bool {
        guard let likeliest = words.first else { return true }
        guard state.question != nil else { return false }
        let heard = agent.listen(to: likeliest, in: state, at: now)
        let isNumber = state.question == .slot(.customerPhone) && heard.values[.customerPhone] != nil && heard.content.isEmpty
        return heard.isBare || heard.digits != nil || isNumber || state.needsSpelling || state.errand != nil
            || agent.errand(in: heard, state, at: now) != nil
    }
}

extension AvailabilityWish {
    /// - Throws: `Problem` for dates that are none, and times that are none.
    fileprivate init(proposed arguments: JSONValue) throws(Problem) {
        func date(_ name: String) throws(Problem) -> LocalDate? {
            guard let text = arguments[name]?.text else { return nil }
            guard let date = LocalDate(text) else { throw .invalid("#/\(name)", "\(name) must be a date of the form YYYY-MM-DD.") }
            return date
        }
        func time(_ name: String) throws(Problem) -> LocalTime? {
            guard let text = arguments[name]?.text else { return nil }
            guard let time = LocalTime(text) else { throw .invalid("#/\(name)", "\(name) must be a time of the form HH:MM.") }
            return time
        }
        let from = try date("from")
        self.init(
            from: from, through: try date("through") ?? from, earliest: try time("earliest"), latest: try time("latest"),
            preferred: try time("time"))
    }
}
