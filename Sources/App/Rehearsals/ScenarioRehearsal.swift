import Conversation
import Core
import Features
import Foundation
import Rehearsal
import Storage

/// Holds an owner's scenarios with a copy of the business and prints how each went.
struct ScenarioRehearsal {
    private let business: Tenant

    init(of business: Tenant) {
        self.business = business
    }

    /// - Throws: `CommandFailure` with status 1 when a call did not go as it is written.
    func run(_ scenarios: [Scenario]) async throws {
        let stage = try await RehearsalStage.open()
        var failed = 0
        do {
            for scenario in scenarios {
                let failures = try await failures(of: scenario, on: stage)
                print("\(failures.isEmpty ? "ok    " : "FAILED")  \(scenario.name)")
                for failure in failures { print("        \(failure)") }
                if !failures.isEmpty { failed += 1 }
            }
        } catch {
            try await stage.close()
            throw error
        }
        try await stage.close()
        guard failed == 0 else { throw CommandFailure.failed("\(failed) of \(scenarios.count) calls did not go as written.") }
    }

    private func failures(of scenario: Scenario, on stage: RehearsalStage) async throws -> [Scenario.Failure] {
        let facts = try await business.read { transaction in try transaction.businessFacts() }
        let setting = scenario.setting
        func instant(_ moment: LocalDateTime) -> Date { Date(moment.date, moment.time, in: facts.timeZone) }
        let now = setting.now.map(instant) ?? Date()
        if scenario.isStaged {
            var line = DialogueLine(Agent(facts: facts), free: setting.free.map(instant), now: now)
            return try await scenario.play(on: &line, at: facts)
        }
        let customer = setting.caller.flatMap { phone in setting.knownName.map { Customer(name: $0, phone: phone) } }
        let copy = try await stage.copy(of: business, knowing: [customer].compactMap(\.self), clock: { now })
        let call = try await copy.calls.start(from: setting.caller, over: .commandLine, in: copy.tenant)
        var line = CallSessionLine(await copy.calls.session(call.id, in: copy.tenant))
        return try await scenario.play(on: &line, at: facts)
    }
}
