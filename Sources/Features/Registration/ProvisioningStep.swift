import Core
import Foundation
import Storage

/// One of the seeds' seven steps from a registration to a working business, with what became of it.
struct ProvisioningStep: Sendable, Hashable {
    let name: Name
    let state: State
    /// Why a step was skipped, in a sentence; empty otherwise.
    let detail: String

    enum Name: String, Sendable, Hashable, CaseIterable {
        case record, subdomain, erpnextCompany, namespace, voiceConfiguration, apiKeys, welcomeMail
    }

    enum State: String, Sendable, Hashable {
        case done, skipped
    }

    /// The steps as the platform takes them without outside systems.
    static let embedded = Name.allCases.map { name in
        switch name {
        case .erpnextCompany:
            ProvisioningStep(name: name, state: .skipped, detail: "ERPNext is not configured; this platform keeps the records.")
        case .welcomeMail:
            ProvisioningStep(name: name, state: .skipped, detail: "Mail is not configured; the keys are in the answer.")
        default:
            ProvisioningStep(name: name, state: .done, detail: "")
        }
    }
}

extension PlatformTransaction {
    /// Recording a step again replaces what was known of it.
    func record(_ step: ProvisioningStep, of business: Business.ID, at instant: Date) throws {
        try execute(
            """
            INSERT INTO provisioning_step (business_id, step, state, detail, updated_at)
            VALUES (\(business), \(step.name.rawValue), \(step.state.rawValue), \(step.detail), \(instant))
            ON CONFLICT (business_id, step) DO UPDATE SET state = excluded.state, detail = excluded.detail,
                updated_at = excluded.updated_at
            """)
    }
}
