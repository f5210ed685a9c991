import Core
import Dispatch

/// One connection with the thread that serves it: opened by its first job, and again after it broke.
///
/// Unchecked because `connection` is not protected by a type: only blocks on `jobs`, a serial queue, touch it.
final class PostgresLane: @unchecked Sendable {
    private let url: Secret
    private let jobs = DispatchQueue(label: "postgres")
    private var connection: PostgresConnection?

    init(url: Secret) {
        self.url = url
    }

    func perform<T: Sendable>(_ work: @escaping @Sendable (PostgresConnection) throws -> T) async throws -> T {
        try await withCheckedThrowingContinuation { continuation in
            jobs.async {
                continuation.resume(with: Result { try PostgresFailure.translating { try work(try self.openConnection()) } })
            }
        }
    }

    /// Runs a transaction that `opening` begins. It is run a second time when the server undid it for another's sake, or
    /// when the connection turns out to have broken before anything was asked of it.
    func transaction<T: Sendable>(
        opening: String, _ body: @escaping @Sendable (any Connection) throws -> T
    ) async throws -> T {
        try await withCheckedThrowingContinuation { continuation in
            jobs.async {
                continuation.resume(
                    with: Result { try PostgresFailure.translating { try self.runTwiceAtMost(opening: opening, body) } })
            }
        }
    }

    func close() async {
        await withCheckedContinuation { continuation in
            jobs.async {
                self.connection = nil
                continuation.resume()
            }
        }
    }

    private func runTwiceAtMost<T>(opening: String, _ body: (any Connection) throws -> T) throws -> T {
        do {
            return try run(opening: opening, body)
        } catch {
            guard let connection, connection.wasUndone else { throw error }
            return try run(opening: opening, body)
        }
    }

    private func run<T>(opening: String, _ body: (any Connection) throws -> T) throws -> T {
        let connection = try begin(opening)
        do {
            let value = try StrictConnection.run(body, on: connection)
            try connection.commit()
            return value
        } catch {
            connection.rollback()
            throw error
        }
    }

    private func begin(_ opening: String) throws -> PostgresConnection {
        do {
            return try begin(opening, on: try openConnection())
        } catch let failure as PostgresFailure where failure.isDisconnected {
            // The server closed the connection while it lay idle.
            return try begin(opening, on: try openConnection())
        }
    }

    private func begin(_ opening: String, on connection: PostgresConnection) throws -> PostgresConnection {
        do {
            try connection.begin(opening)
            return connection
        } catch {
            connection.rollback()
            throw error
        }
    }

    private func openConnection() throws -> PostgresConnection {
        if let connection, connection.isAlive { return connection }
        let opened = try PostgresConnection(url: url)
        connection = opened
        return opened
    }
}
