import Core
import Foundation
import Storage

/// Whose outboxes have to be looked into, and when.
extension PlatformTransaction {
    func businessesWithMessages(dueBefore moment: Date) throws -> [Business.ID] {
        try rows("SELECT business_id FROM webhook_business WHERE due_at <= \(moment) ORDER BY due_at LIMIT 1000").map {
            try $0.get("business_id")
        }
    }

    func messagesDue(of business: Business.ID) throws -> Date? {
        try row("SELECT due_at FROM webhook_business WHERE business_id = \(business)")?.get("due_at")
    }

    /// - Parameter moment: nil when nothing is waiting.
    func expectMessages(of business: Business.ID, at moment: Date?) throws {
        guard let moment else {
            try execute("DELETE FROM webhook_business WHERE business_id = \(business)")
            return
        }
        // A business that was deleted meanwhile is not brought back by its last message.
        try execute(
            """
            INSERT INTO webhook_business (business_id, due_at)
            SELECT business_id, \(moment) FROM business WHERE business_id = \(business) AND active = 1
            ON CONFLICT (business_id) DO UPDATE SET due_at = excluded.due_at
            """)
    }

    func activeBusinesses(after last: Business.ID?, limit: Int) throws -> [Business.ID] {
        try rows(
            "SELECT business_id FROM business WHERE active = 1 AND business_id > \(last?.rawValue ?? "") ORDER BY business_id LIMIT \(limit)"
        ).map { try $0.get("business_id") }
    }

    /// Who writes to a business's customers, and is written to about it; nil when it is gone.
    func contact(of business: Business.ID) throws -> BusinessContact? {
        try row("SELECT business_name, email, subdomain, demo FROM business WHERE business_id = \(business)").map { row in
            BusinessContact(
                name: try row.get("business_name"), email: try row.get("email"), subdomain: try row.get("subdomain"),
                isDemo: try row.get("demo"), isSettled: try verification(of: business).isSettled)
        }
    }
}

/// A business as a sender and a recipient of mail.
struct BusinessContact: Sendable, Hashable {
    var name: String
    var email: String
    var subdomain: String
    /// Invented customers are not written to.
    var isDemo: Bool
    /// Whether its owner's address is proven, or nobody asks for that: until then its customers are sent nothing.
    var isSettled: Bool
}

extension TenantTransaction {
    func hasMessages(finishedBefore moment: Date) throws -> Bool {
        try [OutboxMessage.State.delivered, .failed].contains { state in
            try row("SELECT id FROM outbox WHERE state = \(state) AND updated_at < \(moment) LIMIT 1") != nil
        }
    }
}
