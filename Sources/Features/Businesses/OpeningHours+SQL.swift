import Conversation
import Core
import Storage

extension TenantTransaction {
    /// The business's hours; always open until they are set.
    func openingHours() throws -> OpeningHours {
        guard let row = try row("SELECT value FROM setting WHERE key = 'hours'") else { return .alwaysOpen }
        return try row.json("value", as: HoursDocument.self).hours
    }

    func save(_ hours: HoursDocument) throws {
        try execute(
            """
            INSERT INTO setting (key, value) VALUES ('hours', \(json: hours))
            ON CONFLICT (business_id, key) DO UPDATE SET value = excluded.value
            """)
        try recomputeDeadlines(of: nil)
        try markFactsChanged()
    }
}
