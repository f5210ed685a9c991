/// The platform's own data: businesses, keys, the audit log. Holds nothing that a caller said.
public struct Platform: Sendable {
    private let database: any Database

    init(database: any Database) {
        self.database = database
    }

    /// As `Tenant.read`.
    public func read<T: Sendable>(_ body: @escaping @Sendable (PlatformTransaction) throws -> T) async throws -> T {
        try await database.transaction(.read) { try body(PlatformTransaction(connection: $0)) }
    }

    /// As `Tenant.write`.
    @discardableResult
    public func write<T: Sendable>(
        _ durability: Durability = .ordinary, _ body: @escaping @Sendable (PlatformTransaction) throws -> T
    ) async throws -> T {
        try await database.transaction(.write(durability)) { try body(PlatformTransaction(connection: $0)) }
    }
}
