import Core
import Foundation
import Storage

/// How much customers are written to at most. Whoever calls can give any number or address as theirs: neither shall a stranger be
/// flooded in the business's name, nor the business pay for texts to the other end of the world.
enum CustomerAllowance {
    static let messagesToOne = 8
    static let textsOfBusiness = 300
    static let period: TimeInterval = 86_400
}

extension TenantTransaction {
    /// Whether one more message may go to a customer.
    ///
    /// - Parameter url: where to: `mailto:…`, `tel:…`.
    func mayWrite(to url: String, over channel: OutboxMessage.Channel, at now: Date) throws -> Bool {
        let since = now.addingTimeInterval(-CustomerAllowance.period)
        let toOne = try row("SELECT count(*) AS messages FROM outbox WHERE url = \(url) AND created_at > \(since)")
        guard try (toOne?.get("messages") ?? 0) < CustomerAllowance.messagesToOne else { return false }
        guard channel == .sms else { return true }
        guard try url.hasPrefix("tel:+\(profile().region.callingCode)") else { return false }
        let texts = try row("SELECT count(*) AS messages FROM outbox WHERE channel = \(channel) AND created_at > \(since)")
        return try (texts?.get("messages") ?? 0) < CustomerAllowance.textsOfBusiness
    }
}
