import Conversation
import Core
import Foundation
import Storage

/// Turns what a caller confirmed into a ticket.
struct TicketOpening {
    let identifiers: IdentifierSource
    let now: Date

    /// - Parameters:
    ///   - categories: those that the call knows, or the business has.
    ///   - call: nil for what staff write down by hand.
    /// - Throws: `ActionRefusal` when the category is none of them or the caller said nothing to write down.
    func open(
        _ draft: TicketDraft, about categories: [SupportCategory], for call: Call.ID?, in transaction: TenantTransaction
    ) throws -> Ticket {
        let category = try category(of: draft, among: categories)
        guard let subject = draft.subject, !subject.isEmpty else {
            throw ActionRefusal(.notPossible("The ticket has no description yet."))
        }
        let customer = try transaction.remember(draft.contact, givenIn: call, identifiers: identifiers, at: now)
        var ticket = Ticket(
            id: .init("tkt_" + identifiers.uuid(at: now)), number: "", callID: call, category: category?.name ?? Self.message,
            categoryID: category?.id, priority: draft.priority ?? category?.priority ?? .medium, status: .open, subject: subject,
            description: draft.details ?? subject,
            customerName: draft.contact.name ?? "", customerPhone: draft.contact.phone, createdAt: now, source: RecordSource(call))
        try transaction.setDeadlines(of: &ticket)
        try transaction.insert(&ticket, customer: customer)
        return ticket
    }

    /// - Returns: nil where the business has no categories at all: what it takes then are messages.
    private func category(of draft: TicketDraft, among categories: [SupportCategory]) throws -> SupportCategory? {
        if let category = categories.first(where: { $0.id == draft.category }) { return category }
        guard draft.category == nil, categories.isEmpty else {
            throw ActionRefusal(.notPossible("That kind of request is not taken here any more."))
        }
        return nil
    }

    /// Writes down that somebody will be called back, for whoever looks through the tickets.
    ///
    /// - Throws: `ActionRefusal` when there is no number to call.
    func promise(_ draft: CallBackDraft, for call: Call.ID, in transaction: TenantTransaction) throws -> Ticket {
        guard draft.contact.phone != nil else { throw ActionRefusal(.notPossible("The number to call is still missing.")) }
        let customer = try transaction.remember(draft.contact, givenIn: call, identifiers: identifiers, at: now)
        var ticket = Ticket(
            id: .init("tkt_" + identifiers.uuid(at: now)), number: "", callID: call, category: Self.callBack, priority: .high,
            status: .open, subject: draft.subject, description: draft.details, customerName: draft.contact.name ?? "",
            customerPhone: draft.contact.phone, createdAt: now, dueAt: draft.at)
        try transaction.insert(&ticket, customer: customer)
        return ticket
    }

    /// Writes down that a caller has left a message, once, with all that a ticket leads to.
    ///
    /// - Parameter caller: nil for one who hides their number.
    func keep(_ message: VoiceMessage, from caller: PhoneNumber?, for call: Call.ID, in transaction: TenantTransaction) throws -> Ticket {
        let id = Ticket.ID("tkt_" + message.id)
        if let known = try transaction.ticket(id) { return known }
        let customer = try caller.flatMap { try transaction.customer(calling: $0) }
        var ticket = Ticket(
            id: id, number: "", callID: call, category: Self.voicemail, priority: .medium, status: .open,
            subject: "A message of \(message.seconds) seconds", description: message.url, customerName: customer?.name ?? "",
            customerPhone: caller, createdAt: now)
        try transaction.insert(&ticket, customer: customer?.id)
        let record = BusinessRecord.ticket(ticket)
        _ = try transaction.follow(
            record.change(byCaller: .opened, identifiers: identifiers, at: now), record, identifiers: identifiers)
        return ticket
    }

    /// What stands in place of a category, for a promise has none of the business's own.
    private static let callBack = "Call-back"
    private static let message = "Message"
    private static let voicemail = "Voicemail"
}
