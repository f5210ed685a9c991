public import Conversation
import Core
public import Foundation

/// A call held against the bare dialogue, with an agenda and an imagined record book in place of the runtime.
public struct DialogueLine: AgentLine {
    public private(set) var dialogue: Dialogue
    public var now: Date
    /// The times that can be booked, in order.
    public var free: [Date]
    /// What the books hold of whoever is looked up.
    public var past: [PastRecord]
    /// What the next actions are answered with instead of a receipt.
    public var refusals: [Refusal] = []
    /// What was done so far, refused actions among them.
    public private(set) var performed: [ActionRequest] = []
    /// Of the last turn.
    public private(set) var effects: [Effect] = []

    public init(_ agent: Agent, free: [Date] = [], past: [PastRecord] = [], now: Date) {
        dialogue = Dialogue(agent: agent)
        self.free = free
        self.past = past
        self.now = now
    }

    /// The business's data changes during the call.
    public mutating func change(_ facts: BusinessFacts) {
        dialogue.agent = Agent(facts: facts)
    }

    /// The caller breaks into what is being said.
    public mutating func interrupt(_ sentence: String, afterHearing heard: String) {
        dialogue.interrupted(sentence, afterHearing: heard)
    }

    public mutating func refuseNext(_ refusal: Refusal) {
        refusals.append(refusal)
    }

    /// Takes a turn and runs what it asks for, until the caller is to speak again.
    public mutating func take(_ turn: Turn) -> AgentAnswer {
        effects = []
        var replies: [String] = []
        var records: [CallRecord] = []
        var turns = [turn]
        while !turns.isEmpty {
            let decision = dialogue.hear(turns.removeFirst(), at: now)
            replies += decision.replies
            effects += decision.effects
            turns += decision.effects.compactMap { run($0, into: &records) }
        }
        return AgentAnswer(
            replies: replies, form: dialogue.form, question: dialogue.state.question, offers: dialogue.state.offers,
            isEnded: effects.contains(.end),
            isTransferred: effects.contains { if case .transfer = $0 { true } else { false } }, records: records)
    }

    private mutating func run(_ effect: Effect, into records: inout [CallRecord]) -> Turn? {
        switch effect {
        case .findSlots(let query):
            return .slots(slots(for: query))
        case .lookUp:
            return .found(past)
        case .perform(let request):
            performed.append(request)
            if !refusals.isEmpty { return .refused(refusals.removeFirst()) }
            let record = CallRecord(request.action, at: dialogue.agent.facts)
            if let record { records.append(record) }
            return .performed(
                Receipt(record: "record-\(performed.count)", number: String(1041 + performed.count), total: record?.total))
        case .transfer, .end:
            return nil
        }
    }

    private func slots(for query: SlotQuery) -> [OfferedSlot] {
        let zone = dialogue.agent.facts.timeZone
        var wish = query.wish
        wish.preferred = nil
        let fitting = free.filter { start in
            let local = start.local(in: zone)
            return wish.admits(local.date, local.time)
        }
        let sorted = fitting.sorted { left, right in
            guard let preferred = query.wish.preferred else { return left < right }
            return abs(left.local(in: zone).time.minutes - preferred.minutes) < abs(right.local(in: zone).time.minutes - preferred.minutes)
        }
        let minutes = dialogue.agent.facts.services.first { $0.id == query.service }?.durationMinutes ?? 30
        return sorted.prefix(query.limit).map {
            OfferedSlot(start: $0, end: $0.addingTimeInterval(Double(minutes * 60)), token: "\($0)")
        }
    }
}
