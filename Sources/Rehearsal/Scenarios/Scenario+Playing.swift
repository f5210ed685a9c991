public import Conversation
import Core

extension Scenario {
    /// An expectation that was not met, or a rule that was broken.
    public struct Failure: Sendable, Hashable, CustomStringConvertible {
        /// Of the scenario, counted from 1.
        public let line: Int
        /// What was said or held instead.
        public let reason: String

        public var description: String { "line \(line): \(reason)" }
    }

    /// Holds the call and compares.
    ///
    /// - Parameters:
    ///   - line: fresh, or already greeted when `greeting` is given.
    ///   - business: whose call it is.
    /// - Returns: everything that was not as expected, in the order of the lines; empty when all was.
    public func play(on line: inout some AgentLine, at business: BusinessFacts) async throws -> [Failure] {
        var play = Play(business: business)
        let begin = Turn.started(Caller(phone: setting.caller, knownName: setting.knownName))
        play.note(try await line.take(begin), after: begin, at: steps.first?.line ?? 1)
        for step in steps {
            switch step.kind {
            case .turn(let turn):
                play.note(try await line.take(turn), after: turn, at: step.line)
            case .refuse(let name):
                guard let refusal = play.refusal(name, at: step.line) else { continue }
                play.note(try await line.take(.refused(refusal)), after: .refused(refusal), at: step.line)
            case .refuseNext(let name):
                guard let refusal = play.refusal(name, at: step.line) else { continue }
                play.refusals += 1
                line.refuseNext(refusal)
            case .expect(let expectation):
                if let reason = play.objection(to: expectation) { play.failures.append(Failure(line: step.line, reason: reason)) }
            }
        }
        return play.failures
    }
}

/// How far a scenario has got.
private struct Play {
    let business: BusinessFacts
    var watch: Watch
    var failures: [Scenario.Failure] = []
    var records: [CallRecord] = []
    var answer: AgentAnswer?
    /// Actions that were, or will be, refused.
    var refusals = 0

    init(business: BusinessFacts) {
        self.business = business
        watch = Watch(over: business)
    }

    mutating func note(_ answer: AgentAnswer, after turn: Turn, at line: Int) {
        failures += watch.breaches(by: answer, to: turn).map { Scenario.Failure(line: line, reason: $0.description) }
        records += answer.records
        self.answer = answer
    }

    mutating func refusal(_ name: Scenario.RefusalName, at line: Int) -> Refusal? {
        let refusal = name.refusal(at: business)
        if refusal == nil { failures.append(Scenario.Failure(line: line, reason: "the business sells no such item")) }
        return refusal
    }

    /// What speaks against it; nil when it is met.
    func objection(to expectation: Scenario.Expectation) -> String? {
        guard let answer else { return "nobody has answered yet" }
        let said = answer.replies.joined(separator: " ")
        switch expectation {
        case .words(let words):
            return said.lowercased().contains(words.lowercased()) ? nil : "\"\(words)\" was expected; said was: \(said)"
        case .intent(let wanted):
            let intent = Intent(answer.question)
            return intent == wanted ? nil : "\"\(wanted)\" was expected; the agent \(intent): \(said)"
        case .field(let name, let value):
            guard let held = held(name, in: answer.form) else {
                return "the form has no field \"\(name)\"; it has: \(names(of: answer.form))"
            }
            return held == value ? nil : "the form holds \"\(held)\""
        case .record(let name, let value):
            guard let record = records.last else { return "nothing is in the books" }
            let stored = name == "lines" ? Self.written(record.lines) : record.values[Slot.Name(rawValue: name)] ?? ""
            return stored == value ? nil : "the record holds \"\(stored)\""
        case .done(let count):
            let done = records.count + refusals
            return done == count ? nil : "\(done) were done"
        case .ended: return answer.isEnded ? nil : "the call goes on: \(said)"
        case .transferred: return answer.isTransferred ? nil : "the call was not given to a person: \(said)"
        }
    }

    private func held(_ name: String, in form: Form) -> String? {
        switch name {
        case "total": form.total.map { "\($0.decimal)" } ?? ""
        case Slot.Name.lines.rawValue: form.fields.first { $0.name == name }.map { Self.written($0.lines) }
        // A field that is not asked for as things stand is not shown.
        default: form.fields.first { $0.name == name }.map { $0.value ?? "" } ?? (isKnown(name) ? "" : nil)
        }
    }

    private func isKnown(_ name: String) -> Bool {
        Agent(facts: business).workflow.slot(Slot.Name(rawValue: name)) != nil
    }

    private func names(of form: Form) -> String {
        form.fields.map(\.name).joined(separator: ", ")
    }

    /// "1 Caesar Salad, no dressing; 2 Tiramisu".
    private static func written(_ lines: [Form.Line]) -> String {
        lines.map { (["\($0.quantity) \($0.item)"] + $0.options).joined(separator: ", ") }.joined(separator: "; ")
    }
}
