import Core
import Foundation
import Storage

extension PlatformTransaction {
    /// Puts a letter into the queue, in the transaction of what it tells of.
    ///
    /// - Parameters:
    ///   - occasion: what the letter is about, unique on the platform, such as `invoice-issued INV-2026-0001`. Queuing a letter for the
    ///     same occasion again does nothing.
    ///   - business: whose affair it is; nil for a letter to an account alone.
    func enqueue(
        _ letter: Letter, to recipient: LetterRecipient, occasion: String, of business: Business.ID?, at now: Date
    ) throws {
        try execute(
            """
            INSERT INTO letter (key, business_id, recipient, content, state, attempts, due_at, created_at, updated_at)
            VALUES (\(occasion), \(business), \(json: recipient), \(json: letter), 'pending', 0, \(now), \(now), \(now))
            ON CONFLICT (key) DO NOTHING
            """)
    }
}
