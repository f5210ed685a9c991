import Core
public import Storage

/// The books of a business, newest first, a page at a time.
public enum RecordLists {
    /// - Parameter cursor: `nextCursor` of the page before; nil for the newest.
    public static func orders(
        _ filter: RecordFilter = .all, after cursor: String?, limit: Int, in tenant: Tenant
    ) async throws -> Page<Order> {
        try filter.requireStatus(of: Order.Status.self)
        return try await page(after: cursor, limit: limit, in: tenant, number: { $0.number }) {
            try $0.orders(filter, before: $1, limit: $2)
        }
    }

    public static func appointments(
        _ filter: RecordFilter = .all, after cursor: String?, limit: Int, in tenant: Tenant
    ) async throws -> Page<Appointment> {
        try filter.requireStatus(of: Appointment.Status.self)
        return try await page(after: cursor, limit: limit, in: tenant, number: { $0.number }) {
            try $0.appointments(filter, before: $1, limit: $2)
        }
    }

    public static func tickets(
        _ filter: RecordFilter = .all, after cursor: String?, limit: Int, in tenant: Tenant
    ) async throws -> Page<Ticket> {
        try filter.requireStatus(of: Ticket.Status.self)
        return try await page(after: cursor, limit: limit, in: tenant, number: { $0.number }) {
            try $0.tickets(filter, before: $1, limit: $2)
        }
    }

    public static func submissions(
        _ filter: RecordFilter = .all, after cursor: String?, limit: Int, in tenant: Tenant
    ) async throws -> Page<Submission> {
        try filter.requireStatus(of: Submission.Status.self)
        return try await page(after: cursor, limit: limit, in: tenant, number: { $0.number }) {
            try $0.submissions(filter, before: $1, limit: $2)
        }
    }

    private static func page<Record: Codable & Sendable>(
        after cursor: String?, limit: Int, in tenant: Tenant, number: (Record) -> String,
        _ read: @escaping @Sendable (TenantTransaction, Int?, Int) throws -> [Record]
    ) async throws -> Page<Record> {
        let before = try cursor.map { cursor in
            guard let number = Int(cursor) else { throw Problem.invalid("#/cursor", "This is not a cursor of this list.") }
            return number
        }
        let records = try await tenant.read { transaction in try read(transaction, before, limit + 1) }
        let page = Array(records.prefix(limit))
        return Page(data: page, nextCursor: records.count > limit ? page.last.map(number) : nil)
    }
}
