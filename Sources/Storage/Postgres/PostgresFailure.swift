/// An error of the server, before it is told in our words.
struct PostgresFailure: Error {
    /// Five letters. Source: PostgreSQL documentation, appendix A.
    let state: String
    let constraint: String
    let message: String
    let isDisconnected: Bool

    /// The transaction stood in another's way and was undone: it may succeed when it is run again.
    var mayRunAgain: Bool { state == "40001" || state == "40P01" }

    var storageError: StorageError {
        if isDisconnected { return .unavailable(message) }
        return switch (state, state.prefix(2)) {
        case ("23505", _): .uniqueViolation(constraint)
        case ("23503", _): .foreignKeyViolation(message)
        case (_, "23"), ("22003", _), ("22P02", _), ("42804", _): .checkViolation(message)
        case ("53100", _): .full
        case (_, "08"), (_, "40"), (_, "53"), (_, "57"), ("55P03", _): .unavailable(message)
        case ("XX001", _), ("XX002", _): .corrupt(message)
        default: .rejected(message)
        }
    }

    /// Runs a piece of work and speaks of the server's failures in our words.
    static func translating<T>(_ work: () throws -> T) throws -> T {
        do {
            return try work()
        } catch let failure as PostgresFailure {
            throw failure.storageError
        }
    }
}
