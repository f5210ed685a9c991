import Conversation
import Core

/// How a rehearsed call went: its transcript, what it left in the books, and whether that is what the caller wanted.
public struct CallReview: Sendable {
    public enum Verdict: String, Sendable, Hashable, Codable {
        /// The books hold what was wanted, or nothing where nothing was.
        case success
        /// The books hold something else, whoever said yes to it.
        case wrongRecord
        /// What was wanted did not come about.
        case failure
    }

    public let seed: UInt64
    public let persona: Persona
    public private(set) var verdict = Verdict.failure
    /// Why it is no success, in a sentence.
    public private(set) var reason = ""
    public private(set) var breaches: [Breach] = []
    /// How often the caller's turn came.
    public private(set) var turns = 0
    /// A line each: "A" the agent, "C" the caller, "~" what was heard of it, "!" what must not happen.
    public private(set) var transcript: [String] = []
    private let business: BusinessFacts
    private let workflow: Workflow
    private var watch: Watch
    private var records: [CallRecord] = []
    private var isTransferred = false
    private var isHungUp = false

    init(of call: SimulatedCall, at business: BusinessFacts) {
        seed = call.seed
        persona = call.persona
        self.business = business
        workflow = Agent(facts: business).workflow
        watch = Watch(over: business)
    }

    mutating func note(_ answer: AgentAnswer, to turn: Turn, isAgreed: Bool) {
        transcript += answer.replies.map { "A  \($0)" }
        note(watch.breaches(by: answer, to: turn))
        if !answer.records.isEmpty, !isAgreed { note([.recordWithoutYes]) }
        if !records.isEmpty, !answer.records.isEmpty { note([.secondRecord]) }
        records += answer.records
        isTransferred = isTransferred || answer.isTransferred
    }

    mutating func note(_ act: SimulatedCaller.Act, heard: [Hypothesis]) {
        turns += 1
        guard case .say(let text, _) = act else {
            transcript.append("C  (says nothing)")
            return
        }
        transcript.append("C  \(text)")
        guard heard.first?.text != text || (heard.first?.confidence ?? 1) < 0.8 else { return }
        let readings = heard.map { "\($0.text) (\(Int($0.confidence * 100)))" }
        transcript.append("~  \(readings.isEmpty ? "(nothing)" : readings.joined(separator: " | "))")
    }

    mutating func hangUp() {
        isHungUp = true
        transcript.append("C  (hangs up)")
    }

    /// Compares the books with what the caller wanted in the end.
    mutating func close(_ caller: SimulatedCaller) {
        if turns >= SimulatedCaller.mostTurns - 1 { note([.endless]) }
        for record in records {
            note(caller.unsaid(in: record).map { .unsaid($0) })
            guard let objection = caller.objection(to: record) else { continue }
            (verdict, reason) = (.wrongRecord, objection)
            return
        }
        switch caller.goal {
        case .record:
            judge(!records.isEmpty, isHungUp ? "the caller hung up" : isTransferred ? "given to a person unasked" : "nothing came of it")
        case .person: judge(isTransferred, "the caller did not get a person")
        case .nothing: judge(records.isEmpty, "something was done though the caller had called it off")
        }
        if caller.goal == .nothing, !records.isEmpty { verdict = .wrongRecord }
    }

    private mutating func judge(_ isSuccess: Bool, _ reason: String) {
        verdict = isSuccess ? .success : .failure
        if !isSuccess { self.reason = reason }
    }

    private mutating func note(_ breaches: [Breach]) {
        self.breaches += breaches
        transcript += breaches.map { "!  \($0)" }
    }
}
