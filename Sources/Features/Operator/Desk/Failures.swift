public import Core
public import Foundation
import Storage

/// A letter that could not be sent and was given up.
public struct FailedLetter: Sendable, Hashable, Codable {
    /// What it was about: its key in the queue.
    public let occasion: String
    public let business: Business.ID?
    public let address: String
    public let attempts: Int
    public let error: String?
    public let failedAt: Date

    enum CodingKeys: String, CodingKey {
        case occasion, address, attempts, error
        case business = "business_id"
        case failedAt = "failed_at"
    }
}

/// A step of a business's making, with what became of it.
public struct ProvisioningEntry: Sendable, Hashable, Codable {
    public let step: String
    public let state: String
    public let detail: String
    public let updatedAt: Date

    enum CodingKeys: String, CodingKey {
        case step, state, detail
        case updatedAt = "updated_at"
    }
}

extension PlatformTransaction {
    /// Newest first.
    ///
    /// - Parameter business: whose; nil for those of all.
    func failedLetters(of business: Business.ID?, limit: Int) throws -> [FailedLetter] {
        try rows(
            """
            SELECT * FROM letter WHERE state = 'failed' AND (business_id = \(business) OR \(business == nil ? 1 : 0) = 1)
            ORDER BY updated_at DESC, key LIMIT \(limit)
            """
        ).map { row in
            FailedLetter(
                occasion: try row.get("key"), business: try row.get("business_id"),
                address: try row.json("recipient", as: LetterRecipient.self).address, attempts: try row.get("attempts"),
                error: try row.get("last_error"), failedAt: try row.get("updated_at"))
        }
    }

    /// Puts a failed letter into the queue again.
    ///
    /// - Returns: whose affair it is; nil when there is no such failed letter.
    func resendLetter(_ occasion: String, at now: Date) throws -> (business: Business.ID?, Void)? {
        guard
            let row = try row(
                """
                UPDATE letter SET state = 'pending', attempts = 0, due_at = \(now), updated_at = \(now)
                WHERE key = \(occasion) AND state = 'failed' RETURNING business_id
                """)
        else { return nil }
        return (try row.get("business_id"), ())
    }

    /// In the order in which they were last touched.
    func provisioning(of business: Business.ID) throws -> [ProvisioningEntry] {
        try rows("SELECT * FROM provisioning_step WHERE business_id = \(business) ORDER BY updated_at, step LIMIT 100").map { row in
            ProvisioningEntry(
                step: try row.get("step"), state: try row.get("state"), detail: try row.get("detail"), updatedAt: try row.get("updated_at"))
        }
    }
}
