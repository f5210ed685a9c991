/// A table of the schema, for work that goes through all of them: copying a business, backing up, deleting.
///
/// Only this target makes one, so the names that become part of a statement are always the schema's own.
public struct StoredTable: Sendable, Hashable {
    public let name: String
    /// Without the owner's, which the database fills in.
    let columns: [String]
    let primaryKey: [String]

    /// The tables of every business: each after those that it refers to.
    public static let ofBusinesses = all(in: TenantSchema.migrations)
    /// The platform's own, in the same order.
    public static let ofPlatform = all(in: PlatformSchema.migrations)

    /// The tables as they are after all migrations.
    static func all(in migrations: [Migration]) -> [StoredTable] {
        let changes = migrations.flatMap(\.changes)
        return changes.compactMap { change in
            guard case .create(let table) = change else { return nil }
            let added = changes.compactMap { change in
                if case .add(let column, _, table.name) = change { column } else { nil as String? }
            }
            return StoredTable(name: table.name, columns: table.columns.map(\.key) + added, primaryKey: table.primaryKey)
        }
    }
}

/// The schema as this program knows it: the names of all its migrations.
public struct SchemaLevel: Sendable, Hashable, Codable {
    public let platform: [String]
    public let tenant: [String]

    public static let current = SchemaLevel(
        platform: PlatformSchema.migrations.map(\.name), tenant: TenantSchema.migrations.map(\.name))

    public init(platform: [String], tenant: [String]) {
        self.platform = platform
        self.tenant = tenant
    }

    /// A migration that this level has had and the other has not; nil when the other has had them all.
    public func migration(unknownTo other: SchemaLevel) -> String? {
        Set(platform + tenant).subtracting(other.platform + other.tenant).sorted().first
    }
}
