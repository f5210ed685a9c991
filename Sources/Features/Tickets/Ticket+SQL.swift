import Conversation
import Core
public import Foundation
public import Storage

extension TenantTransaction {
    /// One page of tickets, newest first, before a number; nil begins with the newest.
    public func tickets(_ filter: RecordFilter = .all, before number: Int?, limit: Int) throws -> [Ticket] {
        try rows(
            """
            SELECT * FROM voice_support_ticket
            WHERE number < \(number ?? .max) AND status = COALESCE(\(filter.status), status)
                AND created_at >= \(filter.from) AND created_at < \(filter.to)
                AND ('' = \(filter.search) OR CAST(number AS text) = \(filter.number)
                    OR lower(customer_name) LIKE \(filter.name) ESCAPE '\\' OR lower(subject) LIKE \(filter.name) ESCAPE '\\'
                    OR customer_id IN (SELECT id FROM customer WHERE phone_identity LIKE \(filter.phone)))
            ORDER BY number DESC LIMIT \(limit)
            """
        ).map { try Ticket($0) }
    }

    func ticket(_ id: Ticket.ID) throws -> Ticket? {
        try row("SELECT * FROM voice_support_ticket WHERE id = \(id)").map { try Ticket($0) }
    }

    /// The newest tickets of a customer, newest first.
    func tickets(of customer: Customer.ID, limit: Int) throws -> [Ticket] {
        try rows("SELECT * FROM voice_support_ticket WHERE customer_id = \(customer) ORDER BY number DESC LIMIT \(limit)")
            .map { try Ticket($0) }
    }

    /// The tickets that somebody still has to do something about, oldest first, after a number.
    ///
    /// - Parameter category: only those of it; nil for all.
    func unsettledTickets(of category: SupportCategory.ID?, after number: Int, limit: Int) throws -> [Ticket] {
        try rows(
            """
            SELECT * FROM voice_support_ticket
            WHERE number > \(number) AND (status = \(Ticket.Status.open) OR status = \(Ticket.Status.inProgress))
                AND category_id = COALESCE(\(category), category_id)
            ORDER BY number LIMIT \(limit)
            """
        ).map { try Ticket($0) }
    }

    /// Writes more into the description of a ticket that is being dealt with.
    ///
    /// - Returns: nil when it is not that customer's, or done with.
    func add(_ text: String, toTicket id: String, of customer: Customer.ID, at instant: Date) throws -> Ticket? {
        let addition = "\n" + text
        return try row(
            """
            UPDATE voice_support_ticket SET description = description || \(addition), version = version + 1, updated_at = \(instant)
            WHERE id = \(id) AND customer_id = \(customer)
                AND (status = \(Ticket.Status.open) OR status = \(Ticket.Status.inProgress)) RETURNING *
            """
        ).map { try Ticket($0) }
    }

    /// Stores a new ticket and gives it its number.
    func insert(_ ticket: inout Ticket, customer: Customer.ID?) throws {
        let number = try next("ticket_number", startingAt: 1001)
        ticket.number = String(number)
        try execute(
            """
            INSERT INTO voice_support_ticket (id, number, call_id, category_id, category, priority, status, subject, description,
                customer_id, customer_name, customer_phone, due_at, clock_start, respond_by, resolve_by, version, created_at, updated_at)
            VALUES (\(ticket.id), \(number), \(ticket.callID), \(ticket.categoryID), \(ticket.category), \(ticket.priority),
                \(ticket.status), \(ticket.subject), \(ticket.description), \(customer), \(ticket.customerName),
                \(ticket.customerPhone?.written), \(ticket.dueAt), \(ticket.clockStart), \(ticket.respondBy), \(ticket.resolveBy),
                \(ticket.version), \(ticket.createdAt), \(ticket.createdAt))
            """)
    }
}

extension Ticket: StaffRecord {
    public static let kind = RecordChange.Kind.ticket
    public static let noun = "ticket"

    public var key: String { id.rawValue }
    public var shownNumber: String { number }
    public var businessRecord: BusinessRecord? { .ticket(self) }

    public func answered(at instant: Date) -> Ticket? {
        guard respondedAt == nil else { return nil }
        var answered = self
        answered.respondedAt = instant
        return answered
    }

    public static func find(_ id: String, in transaction: TenantTransaction) throws -> Ticket? {
        try transaction.ticket(Ticket.ID(id))
    }

    public func store(at instant: Date, in transaction: TenantTransaction) throws {
        try transaction.execute(
            """
            UPDATE voice_support_ticket SET category_id = \(categoryID), category = \(category), priority = \(priority),
                status = \(status), subject = \(subject), description = \(description), customer_name = \(customerName),
                customer_phone = \(customerPhone?.written), due_at = \(dueAt), assignee = \(assignee), clock_start = \(clockStart),
                respond_by = \(respondBy), resolve_by = \(resolveBy), responded_at = \(respondedAt), resolved_at = \(resolvedAt),
                merged_into = \(mergedInto), version = \(version), updated_at = \(instant)
            WHERE id = \(id)
            """)
    }

    fileprivate init(_ row: Row) throws {
        let number: Int = try row.get("number")
        let phone: String? = try row.get("customer_phone")
        let name: String? = try row.get("customer_name")
        let call: Call.ID? = try row.get("call_id")
        self.init(
            id: try row.get("id"), number: String(number), callID: call, category: try row.get("category"),
            categoryID: try row.get("category_id"), priority: try row.get("priority"), status: try row.get("status"),
            subject: try row.get("subject"), description: try row.get("description"), customerName: name ?? "",
            customerPhone: phone.flatMap { PhoneNumber($0) }, createdAt: try row.get("created_at"), dueAt: try row.get("due_at"),
            assignee: try row.get("assignee"), clockStart: try row.get("clock_start"), respondBy: try row.get("respond_by"),
            resolveBy: try row.get("resolve_by"), respondedAt: try row.get("responded_at"), resolvedAt: try row.get("resolved_at"),
            mergedInto: try row.get("merged_into"), version: try row.get("version"), source: RecordSource(call))
    }
}
