import Conversation
import Core
import Storage

extension TenantTransaction {
    /// The business's hours; always open until they are set.
    func openingHours() throws -> OpeningHours {
        try setting(.hours, as: HoursDocument.self)?.hours ?? .alwaysOpen
    }

    func save(_ hours: HoursDocument) throws {
        try save(hours, as: .hours)
        try recomputeDeadlines(of: nil)
        try markFactsChanged()
    }
}
