public import Core

/// The right to one business's data. Whatever touches it takes one of these; only `Admission` makes one.
public struct Tenant: Sendable {
    public let id: Business.ID
    /// The business's label under the platform's domain.
    public let subdomain: String
    /// Whether the business's subscription lets its people read and nothing else.
    public let isReadOnly: Bool
    private let database: any Database
    private let databaseBeside: any Database
    /// What every write begins with.
    private var beginning: (@Sendable (TenantTransaction) throws -> Void)?

    init(id: Business.ID, subdomain: String, isReadOnly: Bool = false, engine: any Engine) {
        self.id = id
        self.isReadOnly = isReadOnly
        self.subdomain = subdomain
        database = engine.database(of: id)
        databaseBeside = engine.databaseBeside(of: id)
    }

    /// The same business, each write of which begins with `body`, in the same transaction: when one of them fails, neither is stored.
    /// What writes began with before comes first.
    public func beginningWrites(with body: @escaping @Sendable (TenantTransaction) throws -> Void) -> Tenant {
        var tenant = self
        tenant.beginning = { [beginning] transaction in
            try beginning?(transaction)
            try body(transaction)
        }
        return tenant
    }

    /// Runs `body` on one moment of the business's data. It may change nothing.
    ///
    /// - Throws: what `body` throws, `StorageError`, or `CancellationError` when the task was cancelled before it began.
    public func read<T: Sendable>(_ body: @escaping @Sendable (TenantTransaction) throws -> T) async throws -> T {
        let id = id
        return try await database.transaction(.read) { try body(TenantTransaction(business: id, connection: $0)) }
    }

    /// As `read`, for what takes long, such as copying everything: it holds up no call.
    public func readBeside<T: Sendable>(_ body: @escaping @Sendable (TenantTransaction) throws -> T) async throws -> T {
        let id = id
        return try await databaseBeside.transaction(.read) { try body(TenantTransaction(business: id, connection: $0)) }
    }

    /// Runs `body` and commits what it did, all or nothing. `body` may run twice, when two servers were in each other's
    /// way: it must do nothing but query.
    ///
    /// - Throws: what `body` throws, `StorageError`, or `CancellationError` when the task was cancelled before it began.
    ///   Once begun, it is not cancelled.
    @discardableResult
    public func write<T: Sendable>(
        _ durability: Durability = .ordinary, _ body: @escaping @Sendable (TenantTransaction) throws -> T
    ) async throws -> T {
        let (id, beginning) = (id, beginning)
        return try await database.transaction(.write(durability)) { connection in
            let transaction = TenantTransaction(business: id, connection: connection)
            try beginning?(transaction)
            return try body(transaction)
        }
    }
}
