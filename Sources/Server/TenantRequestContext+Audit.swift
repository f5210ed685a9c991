import Features
import Foundation
import Storage

extension TenantRequestContext {
    /// The business, with what is about to be done in it written down in the transaction that does it. For work of one transaction.
    ///
    /// - Parameters:
    ///   - action: `thing.verb` in the past tense.
    ///   - subject: what it is done to, as a person would find it.
    func tenant(noting action: String, _ subject: String = "", at now: Date) -> Tenant {
        let entry = AuditEntry(action, by: actor, to: subject)
        return tenant.beginningWrites { try $0.audit(entry, at: now) }
    }
}
