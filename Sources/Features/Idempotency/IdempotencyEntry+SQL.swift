import Core
import Foundation
import Storage

/// A key that was used.
struct IdempotencyEntry: Sendable {
    /// What it was used for, hashed.
    let request: String
    /// Nil until it was answered. Its body is sealed.
    let answer: IdempotentRequests.Answer?
}

extension TenantTransaction {
    /// - Parameter oldest: an entry made before that counts no more.
    func idempotencyEntry(_ key: String, since oldest: Date) throws -> IdempotencyEntry? {
        guard let row = try row("SELECT * FROM idempotency_key WHERE key = \(key) AND created_at > \(oldest)") else { return nil }
        let (status, body): (Int?, String?) = (try row.get("status"), try row.get("body"))
        let answer: IdempotentRequests.Answer? =
            if let status, let data = body.flatMap({ Data(base64Encoded: $0) }) {
                IdempotentRequests.Answer(status: status, headers: try row.json("headers", as: [String: String].self), body: data)
            } else { nil }
        return IdempotencyEntry(request: try row.get("request"), answer: answer)
    }

    /// Writes the key down for one attempt, in the transaction of what that attempt does. May be repeated by the same attempt.
    ///
    /// - Throws: `Problem.inProgress` when another attempt has it: that undoes the transaction.
    func claim(_ key: String, attempt: String, request: String, at now: Date) throws {
        try execute("DELETE FROM idempotency_key WHERE created_at <= \(now.addingTimeInterval(-IdempotentRequests.lifetime))")
        let claimed = try execute(
            """
            INSERT INTO idempotency_key (key, attempt, request, created_at) VALUES (\(key), \(attempt), \(request), \(now))
            ON CONFLICT (business_id, key) DO UPDATE SET attempt = excluded.attempt WHERE idempotency_key.attempt = excluded.attempt
            """)
        guard claimed == 1 else { throw Problem.inProgress }
    }

    func save(_ sealed: IdempotentRequests.Answer, as key: String) throws {
        try execute(
            """
            UPDATE idempotency_key SET status = \(sealed.status), headers = \(json: sealed.headers),
                body = \(sealed.body.base64EncodedString()) WHERE key = \(key)
            """)
    }
}
