import Foundation
public import Storage

/// Why an address gets no mail.
enum MailSuppression: String, Sendable, Hashable {
    /// A server said that the address takes none, for good.
    case refused
    /// Its owner wants none, of one kind or any.
    case unwanted

    /// For the list of letters.
    var sentence: String {
        switch self {
        case .refused: "The address takes no mail."
        case .unwanted: "The recipient wants no mail of this kind."
        }
    }
}

extension PlatformTransaction {
    /// - Parameter topic: nil asks only about mail that has to come.
    func suppression(of address: String, topic: String?) throws -> MailSuppression? {
        try row(
            """
            SELECT reason FROM mail_suppression
            WHERE address = \(address.lowercased()) AND (topic = '' OR topic = \(topic ?? ""))
            """)?.get("reason")
    }

    /// From now on the address gets no mail of this kind, or none at all.
    func suppress(_ address: String, topic: String?, as reason: MailSuppression, detail: String, at now: Date) throws {
        try execute(
            """
            INSERT INTO mail_suppression (address, topic, reason, detail, created_at)
            VALUES (\(address.lowercased()), \(topic ?? ""), \(reason), \(detail), \(now)) ON CONFLICT (address, topic) DO NOTHING
            """)
    }

    /// - Returns: whether there was anything to lift.
    public func liftSuppression(of address: String) throws -> Bool {
        try execute("DELETE FROM mail_suppression WHERE address = \(address.lowercased())") > 0
    }
}
