public import Core
public import Foundation
public import Storage

/// One of the seeds' seven steps from a registration to a working business, with what became of it.
public struct ProvisioningStep: Sendable, Hashable, Codable {
    public let name: Name
    public let state: State
    /// Why a step was skipped or waits, in a sentence; empty otherwise.
    public let detail: String
    /// Nil for a step that was not taken yet.
    public var at: Date?

    /// In the order in which they are taken.
    public enum Name: String, Sendable, Hashable, Codable, CaseIterable {
        case record, subdomain, erpnextCompany, namespace, voiceConfiguration, apiKeys, welcomeMail
    }

    public enum State: String, Sendable, Hashable, Codable, CaseIterable {
        case pending, done, skipped
        /// It is somebody else's turn.
        case waiting
    }

    init(_ name: Name, _ state: State, detail: String = "", at: Date? = nil) {
        (self.name, self.state, self.detail, self.at) = (name, state, detail, at)
    }
}

extension PlatformTransaction {
    /// Recording a step again replaces what was known of it.
    func record(_ step: ProvisioningStep, of business: Business.ID, at instant: Date) throws {
        try execute(
            """
            INSERT INTO provisioning_step (business_id, step, state, detail, updated_at)
            VALUES (\(business), \(step.name), \(step.state), \(step.detail), \(instant))
            ON CONFLICT (business_id, step) DO UPDATE SET state = excluded.state, detail = excluded.detail,
                updated_at = excluded.updated_at
            """)
    }

    /// All seven, in their order.
    public func provisioningSteps(of business: Business.ID) throws -> [ProvisioningStep] {
        let known = try rows("SELECT step, state, detail, updated_at FROM provisioning_step WHERE business_id = \(business)").map { row in
            ProvisioningStep(try row.get("step"), try row.get("state"), detail: try row.get("detail"), at: try row.get("updated_at"))
        }
        return ProvisioningStep.Name.allCases.map { name in
            known.first { $0.name == name } ?? ProvisioningStep(name, .pending)
        }
    }
}
