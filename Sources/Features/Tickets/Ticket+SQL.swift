import Conversation
import Core
import Foundation
public import Storage

extension TenantTransaction {
    /// One page of tickets, newest first, before a number; nil begins with the newest.
    public func tickets(before number: Int?, limit: Int) throws -> [Ticket] {
        try rows("SELECT * FROM voice_support_ticket WHERE number < \(number ?? .max) ORDER BY number DESC LIMIT \(limit)")
            .map { try Ticket($0) }
    }

    func ticket(_ id: Ticket.ID) throws -> Ticket? {
        try row("SELECT * FROM voice_support_ticket WHERE id = \(id)").map { try Ticket($0) }
    }

    /// The newest tickets of a customer, newest first.
    func tickets(of customer: Customer.ID, limit: Int) throws -> [Ticket] {
        try rows("SELECT * FROM voice_support_ticket WHERE customer_id = \(customer) ORDER BY number DESC LIMIT \(limit)")
            .map { try Ticket($0) }
    }

    /// Writes more into the description of a ticket that is being dealt with.
    ///
    /// - Returns: nil when it is not that customer's, or done with.
    func add(_ text: String, toTicket id: String, of customer: Customer.ID, at instant: Date) throws -> Ticket? {
        let addition = "\n" + text
        return try row(
            """
            UPDATE voice_support_ticket SET description = description || \(addition), updated_at = \(instant)
            WHERE id = \(id) AND customer_id = \(customer)
                AND (status = \(Ticket.Status.open) OR status = \(Ticket.Status.inProgress)) RETURNING *
            """
        ).map { try Ticket($0) }
    }

    /// Stores a new ticket and gives it its number.
    ///
    /// - Parameter category: nil for what belongs to none, such as a promise to call back.
    func insert(_ ticket: inout Ticket, category: SupportCategory.ID?, customer: Customer.ID?) throws {
        let number = try next("ticket_number", startingAt: 1001)
        ticket.number = String(number)
        try execute(
            """
            INSERT INTO voice_support_ticket (id, number, call_id, category_id, category, priority, status, subject, description,
                customer_id, customer_name, customer_phone, due_at, created_at, updated_at)
            VALUES (\(ticket.id), \(number), \(ticket.callID), \(category), \(ticket.category), \(ticket.priority), \(ticket.status),
                \(ticket.subject), \(ticket.description), \(customer), \(ticket.customerName), \(ticket.customerPhone?.written),
                \(ticket.dueAt), \(ticket.createdAt), \(ticket.createdAt))
            """)
    }
}

extension Ticket {
    fileprivate init(_ row: Row) throws {
        let number: Int = try row.get("number")
        let phone: String? = try row.get("customer_phone")
        self.init(
            id: try row.get("id"), number: String(number), callID: try row.get("call_id"), category: try row.get("category"),
            priority: try row.get("priority"), status: try row.get("status"), subject: try row.get("subject"),
            description: try row.get("description"), customerName: try row.get("customer_name"),
            customerPhone: phone.flatMap { PhoneNumber($0) }, createdAt: try row.get("created_at"),
            dueAt: try row.get("due_at"))
    }
}
