import Core
import Foundation
import Rehearsal
import Testing

@testable import Conversation

/// One call held against the real dialogue, with an agenda and a record book in place of the runtime; what must never happen is checked
/// after every turn.
struct CallPlayer {
    private var line: DialogueLine
    private var watch: Watch
    private(set) var replies: [String] = []
    private var done: Set<Int> = []

    init(
        _ facts: BusinessFacts, caller: Caller = Caller(), free: [Date] = [], past: [PastRecord] = [], now: Date = Businesses.friday
    ) {
        self.init(Agent(facts: facts), caller: caller, free: free, past: past, now: now)
    }

    init(_ agent: Agent, caller: Caller = Caller(), free: [Date] = [], past: [PastRecord] = [], now: Date = Businesses.friday) {
        line = DialogueLine(agent, free: free, past: past, now: now)
        watch = Watch(over: agent.facts)
        take(.started(caller))
    }

    var dialogue: Dialogue { line.dialogue }
    var effects: [Effect] { line.effects }
    var performed: [ActionRequest] { line.performed }

    /// What the next actions are answered with instead of a receipt.
    var refusals: [Refusal] {
        get { line.refusals }
        set { line.refusals = newValue }
    }

    mutating func say(_ text: String, confidence: Double = 1) {
        take(.speech([Hypothesis(text, confidence: confidence)]))
    }

    /// Breaks into the last reply: of its sentences only so many words are heard.
    mutating func interrupt(after words: Int) {
        var left = words
        for sentence in replies {
            let heard = sentence.split(separator: " ").prefix(left)
            left -= heard.count
            let isWhole = heard.count == sentence.split(separator: " ").count
            if !isWhole { line.interrupt(sentence, afterHearing: heard.joined(separator: " ")) }
        }
    }

    /// Takes a turn and runs what it asks for, until the caller is to speak again.
    mutating func take(_ turn: Turn) {
        let refused = line.refusals.count
        let answer = line.take(turn)
        replies = answer.replies
        for breach in watch.breaches(by: answer, to: turn) {
            // These callers say anything at all; whoever does so is asked the same again.
            if case .circle = breach { continue }
            Issue.record("\(breach) after \(turn)")
        }
        let isRefused = line.refusals.count < refused
        for case .perform(let request) in effects {
            #expect(!done.contains(request.revision), "revision \(request.revision) done again")
            if !isRefused { done.insert(request.revision) }
        }
    }

    /// What is not the caller's to do between two turns.
    mutating func change(_ facts: BusinessFacts) {
        line.change(facts)
        watch = Watch(over: facts)
    }

    func value(_ field: String) -> String? {
        dialogue.form.fields.first { $0.name == field }?.value
    }
}
