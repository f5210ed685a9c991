import Core
import Foundation
import Testing

@testable import Conversation

/// One call held against the real dialogue, with an agenda and a record book in place of the runtime; what must never happen is checked
/// after every turn.
struct CallPlayer {
    private(set) var dialogue: Dialogue
    let now: Date
    /// Free times, in order.
    var free: [Date]
    /// What the next actions are answered with instead of a receipt.
    var refusals: [Refusal] = []
    private(set) var replies: [String] = []
    private(set) var effects: [Effect] = []
    private(set) var performed: [ActionRequest] = []
    private var done: Set<Int> = []

    init(_ facts: BusinessFacts, caller: Caller = Caller(), free: [Date] = [], now: Date = Businesses.friday) {
        self.init(Agent(facts: facts), caller: caller, free: free, now: now)
    }

    init(_ agent: Agent, caller: Caller = Caller(), free: [Date] = [], now: Date = Businesses.friday) {
        dialogue = Dialogue(agent: agent)
        self.free = free
        self.now = now
        take(.started(caller))
    }

    mutating func say(_ text: String, confidence: Double = 1) {
        take(.speech([Hypothesis(text, confidence: confidence)]))
    }

    /// Takes a turn and runs what it asks for, until the caller is to speak again.
    mutating func take(_ turn: Turn) {
        replies = []
        effects = []
        var turns = [turn]
        while !turns.isEmpty {
            let turn = turns.removeFirst()
            let before = dialogue.state.said
            let decision = dialogue.hear(turn, at: now)
            check(decision, after: turn, saidBefore: before)
            replies += decision.replies
            effects += decision.effects
            turns += decision.effects.compactMap { run($0) }
        }
    }

    /// What is not the caller's to do between two turns.
    mutating func change(_ facts: BusinessFacts) {
        dialogue.agent = Agent(facts: facts)
    }

    func value(_ field: String) -> String? {
        dialogue.form.fields.first { $0.name == field }?.value
    }

    private mutating func run(_ effect: Effect) -> Turn? {
        switch effect {
        case .findSlots(let query):
            return .slots(slots(for: query))
        case .perform(let request):
            performed.append(request)
            if !refusals.isEmpty { return .refused(refusals.removeFirst()) }
            done.insert(request.revision)
            return .performed(Receipt(record: "record-\(performed.count)", number: String(1041 + performed.count), total: dialogue.total))
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
        let preferred = query.wish.preferred
        let sorted = fitting.sorted { left, right in
            guard let preferred else { return left < right }
            return abs(left.local(in: zone).time.minutes - preferred.minutes) < abs(right.local(in: zone).time.minutes - preferred.minutes)
        }
        return sorted.prefix(query.limit).map { OfferedSlot(start: $0, end: $0.addingTimeInterval(1800), token: "\($0)") }
    }

    private func check(_ decision: Decision, after turn: Turn, saidBefore: [String]) {
        switch turn {
        case .speech, .silence, .keys, .started:
            #expect(!decision.replies.isEmpty || !decision.effects.isEmpty, "silent after \(turn)")
        case .edit, .slots, .performed, .refused:
            break
        }
        for sentence in decision.replies {
            #expect(!saidBefore.contains(sentence), "said twice running: \(sentence)")
            #expect(!sentence.contains("  ") && !sentence.contains(" ,") && !sentence.contains("Optional"), "\(sentence)")
        }
        #expect(Set(decision.replies).count == decision.replies.count)
        for case .perform(let request) in decision.effects {
            #expect(!done.contains(request.revision), "revision \(request.revision) done again")
        }
    }
}
