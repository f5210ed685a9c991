import Core
public import Storage

/// What was done in a business, whether in its own data or on the platform, as its owner reads it.
public struct AuditLog: Sendable {
    /// Sorts after every identifier.
    static let end = "g"

    private let platform: Platform

    public init(platform: Platform) {
        self.platform = platform
    }

    /// Newest first.
    ///
    /// - Parameters:
    ///   - cursor: `nextCursor` of the page before; nil for the newest.
    ///   - limit: 1...`Page.longest`.
    public func page(after cursor: String?, limit: Int, of tenant: Tenant) async throws -> Page<AuditRecord> {
        let business = tenant.id
        // One more than asked for, of each, tells whether there is another page.
        let own = try await tenant.read { try $0.auditRecords(before: cursor, limit: limit + 1) }
        let platforms = try await platform.read { try $0.auditRecords(of: business, before: cursor, limit: limit + 1) }
        return Self.page(of: (own + platforms).sorted { $0.id > $1.id }, limit: limit)
    }

    /// Of all businesses and of the platform itself, newest first: what was done on the platform, not within a business.
    public func page(after cursor: String?, limit: Int) async throws -> Page<AuditRecord> {
        Self.page(of: try await platform.read { try $0.auditRecords(of: nil, before: cursor, limit: limit + 1) }, limit: limit)
    }

    private static func page(of records: [AuditRecord], limit: Int) -> Page<AuditRecord> {
        let page = Array(records.prefix(limit))
        return Page(data: page, nextCursor: records.count > limit ? page.last?.id : nil)
    }
}
