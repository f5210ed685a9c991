import Conversation
import Core
import Foundation
import Storage

extension TenantTransaction {
    /// How many tickets are looked at at once where all are.
    private static let pageLength = 200

    /// Sets until when a ticket should be answered and settled, by its category, its priority and the hours as they are now.
    func setDeadlines(of ticket: inout Ticket) throws {
        let level = try ticket.categoryID.flatMap { try serviceLevel(of: $0) }
        let deadlines = level?.deadlines(for: ticket.priority, from: ticket.clockStart ?? ticket.createdAt)
        (ticket.respondBy, ticket.resolveBy) = (deadlines?.respondBy, deadlines?.resolveBy)
    }

    /// Sets them anew for all that is unsettled: to be called in the transaction that changes the hours or a category. What follows from
    /// those is nobody's change of the ticket: its version stays, and who has it open may go on.
    ///
    /// - Parameter category: whose tickets; nil for all.
    func recomputeDeadlines(of category: SupportCategory.ID?) throws {
        var last = 0
        while true {
            let tickets = try unsettledTickets(of: category, after: last, limit: Self.pageLength)
            for ticket in tickets {
                var moved = ticket
                try setDeadlines(of: &moved)
                guard moved != ticket else { continue }
                try execute(
                    """
                    UPDATE voice_support_ticket SET respond_by = \(moved.respondBy), resolve_by = \(moved.resolveBy) WHERE id = \(ticket.id)
                    """)
            }
            guard tickets.count == Self.pageLength, let number = tickets.last.flatMap({ Int($0.number) }) else { return }
            last = number
        }
    }

    private func serviceLevel(of category: SupportCategory.ID) throws -> ServiceLevel? {
        guard let row = try row("SELECT priority, respond_minutes, resolve_minutes FROM support_category WHERE id = \(category)") else {
            return nil
        }
        return ServiceLevel(
            respondMinutes: try row.get("respond_minutes"), resolveMinutes: try row.get("resolve_minutes"),
            priority: try row.get("priority"), hours: try openingHours(), zone: try profile().zone)
    }
}
