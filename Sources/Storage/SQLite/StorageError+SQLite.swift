import GRDB

extension StorageError {
    /// Runs a piece of work and speaks of its failures in our words.
    static func translating<T>(_ work: () throws -> T) throws -> T {
        do {
            return try work()
        } catch let error as DatabaseError {
            throw StorageError(error)
        }
    }

    /// Source of the codes: sqlite.org/rescode.html.
    private init(_ error: DatabaseError) {
        let message = error.message ?? "\(error.extendedResultCode)"
        self =
            switch (error.resultCode, error.extendedResultCode) {
            case (_, .SQLITE_CONSTRAINT_UNIQUE), (_, .SQLITE_CONSTRAINT_PRIMARYKEY): .uniqueViolation(Self.key(inConstraint: message))
            case (_, .SQLITE_CONSTRAINT_FOREIGNKEY): .foreignKeyViolation(message)
            case (.SQLITE_CONSTRAINT, _): .checkViolation(message)
            case (.SQLITE_FULL, _): .full
            case (.SQLITE_BUSY, _), (.SQLITE_LOCKED, _), (.SQLITE_CANTOPEN, _), (.SQLITE_IOERR, _), (.SQLITE_NOMEM, _):
                .unavailable(message)
            case (.SQLITE_CORRUPT, _), (.SQLITE_NOTADB, _): .corrupt(message)
            default: .rejected(message)
            }
    }

    /// `UNIQUE constraint failed: customer.business_id, customer.phone_identity` → `customer.phone_identity`.
    private static func key(inConstraint message: String) -> String {
        guard let list = message.split(separator: ": ", maxSplits: 1).last else { return message }
        let columns = list.split(separator: ", ").map { $0.split(separator: ".", maxSplits: 1) }
        guard let table = columns.first?.first, columns.allSatisfy({ $0.count == 2 }) else { return message }
        let names = columns.map { $0[1] }.filter { $0 != Table.ownerColumn || columns.count == 1 }
        return "\(table).\(names.joined(separator: ","))"
    }
}
