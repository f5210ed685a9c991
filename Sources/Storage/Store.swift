public import Core
public import Foundation

/// All data of a platform, opened once by the server.
public struct Store: Sendable {
    public let platform: Platform
    public let admission: Admission
    /// Nil with PostgreSQL.
    public let files: DataFiles?
    private let engine: any Engine

    public enum Location: Sendable {
        /// SQLite: a file for the platform and one for each business, in this folder.
        case folder(URL)
        /// PostgreSQL: one database. A connection URI (`postgres://user:password@host/name`).
        case postgres(url: Secret)
    }

    /// Who opens the data. One server has a folder to itself; commands may work beside it.
    public enum User: Sendable {
        case server, command
    }

    /// How many businesses' files, or how many connections, are open at once.
    public struct Limits: Sendable, Hashable {
        public var openTenants: Int
        public var connections: Int

        public init(openTenants: Int = 256, connections: Int = 8) {
            self.openTenants = openTenants
            self.connections = connections
        }
    }

    /// Opens the data and brings the platform's schema up to date. Businesses' files follow when they are first used.
    ///
    /// - Parameters:
    ///   - clock: the present, for what expires.
    ///   - identifiers: names the rows of the audit log.
    /// - Throws: `StorageError.inUse` when another server has the folder; `.unavailable` when the location cannot be
    ///   reached; `.corrupt` when it was written by a newer version.
    public static func open(
        _ location: Location, for user: User = .server, limits: Limits = Limits(), identifiers: IdentifierSource = .system,
        clock: @escaping @Sendable () -> Date = { Date() }
    ) async throws -> Store {
        let engine: any Engine =
            switch location {
            case .folder(let folder): try SQLiteEngine(folder: folder, for: user, openTenantLimit: limits.openTenants)
            case .postgres(let url): try await PostgresEngine(url: url, connections: limits.connections)
            }
        let store = Store(engine: engine, identifiers: identifiers, clock: clock)
        do {
            try await store.check()
        } catch {
            await engine.close()
            throw error
        }
        return store
    }

    private init(engine: any Engine, identifiers: IdentifierSource, clock: @escaping @Sendable () -> Date) {
        self.engine = engine
        files = engine.files
        platform = Platform(database: engine.platform)
        admission = Admission(engine: engine, platform: platform, identifiers: identifiers, clock: clock)
    }

    /// Whether the platform's data can be read now: what `/ready` reports.
    public func check() async throws {
        _ = try await platform.read { try $0.row("SELECT 1 AS ready") }
    }

    /// How many businesses' files are open; 0 with PostgreSQL, which keeps none.
    public var openTenants: Int { engine.openTenants }

    /// Closes what has been idle for a minute. To be called every half minute or so.
    public func closeIdle(now: Date) async {
        await engine.closeIdle(now: now)
    }

    /// Waits for the transactions that were begun, and closes everything.
    public func close() async {
        await engine.close()
    }
}
