import Core
public import Foundation
public import Storage

extension PlatformTransaction {
    /// Puts a letter into the queue, in the transaction of what it tells of. A demo business is written no letters: its address is
    /// invented, and may be somebody's.
    ///
    /// - Parameters:
    ///   - occasion: what the letter is about, unique on the platform, such as `invoice-issued INV-2026-0001`. Queuing a letter for the
    ///     same occasion again does nothing.
    ///   - business: whose affair it is; nil for a letter to an account alone.
    func enqueue(
        _ letter: Letter, to recipient: LetterRecipient, occasion: String, of business: Business.ID?, at now: Date
    ) throws {
        if let business, try row("SELECT demo FROM business WHERE business_id = \(business) AND demo = 1") != nil { return }
        try execute(
            """
            INSERT INTO letter (key, business_id, recipient, content, state, attempts, due_at, created_at, updated_at)
            VALUES (\(occasion), \(business), \(json: recipient), \(json: letter), 'pending', 0, \(now), \(now), \(now))
            ON CONFLICT (key) DO NOTHING
            """)
    }

    /// Takes the letters that are due, oldest first, for as long as handing them over may take: nobody else sends them meanwhile, and
    /// should this process die they are due again.
    func claimLetters(at now: Date, until lease: Date, limit: Int) throws -> [QueuedLetter] {
        let due = try rows("SELECT * FROM letter WHERE state = 'pending' AND due_at <= \(now) ORDER BY due_at, key LIMIT \(limit)")
        return try due.compactMap { row in
            let key: String = try row.get("key")
            do {
                let letter = try QueuedLetter(row)
                try execute("UPDATE letter SET due_at = \(lease), updated_at = \(now) WHERE key = \(key)")
                return letter
            } catch StorageError.unreadable {
                // One that a newer version queued must not hold up the others.
                try execute("UPDATE letter SET state = 'failed', last_error = 'This version cannot read it.' WHERE key = \(key)")
                return nil
            }
        }
    }

    /// Writes down what handing it over led to.
    func record(_ letter: QueuedLetter, at now: Date) throws {
        try execute(
            """
            UPDATE letter SET state = \(letter.state), attempts = \(letter.attempts), due_at = \(letter.dueAt),
                last_error = \(letter.lastError), updated_at = \(now)
            WHERE key = \(letter.key)
            """)
    }

    /// Letters of a state, newest first; of every state when nil.
    public func letters(_ state: QueuedLetter.State?, limit: Int) throws -> [QueuedLetter] {
        let rows =
            if let state {
                try rows("SELECT * FROM letter WHERE state = \(state) ORDER BY created_at DESC, key LIMIT \(limit)")
            } else {
                try rows("SELECT * FROM letter ORDER BY created_at DESC, key LIMIT \(limit)")
            }
        return try rows.map { try QueuedLetter($0) }
    }

    public func letter(_ key: String) throws -> QueuedLetter? {
        try row("SELECT * FROM letter WHERE key = \(key)").map { try QueuedLetter($0) }
    }

    public func countLetters(_ state: QueuedLetter.State) throws -> Int {
        try row("SELECT COUNT(*) AS count FROM letter WHERE state = \(state)")?.get("count") ?? 0
    }

    /// Lets letters be sent that were withheld, or given up: all of that state, or one.
    ///
    /// - Returns: how many.
    public func releaseLetters(_ state: QueuedLetter.State, key: String? = nil, at now: Date) throws -> Int {
        precondition(state == .withheld || state == .failed, "What is on its way is let go already")
        guard let key else {
            return try execute(
                "UPDATE letter SET state = 'pending', attempts = 0, due_at = \(now), updated_at = \(now) WHERE state = \(state)")
        }
        return try execute(
            """
            UPDATE letter SET state = 'pending', attempts = 0, due_at = \(now), updated_at = \(now)
            WHERE state = \(state) AND key = \(key)
            """)
    }
}

extension QueuedLetter {
    fileprivate init(_ row: Row) throws {
        self.init(
            key: try row.get("key"), business: try row.get("business_id"),
            recipient: try row.json("recipient", as: LetterRecipient.self), letter: try row.json("content", as: Letter.self),
            state: try row.get("state"), attempts: try row.get("attempts"), dueAt: try row.get("due_at"),
            lastError: try row.get("last_error"), createdAt: try row.get("created_at"))
    }
}
