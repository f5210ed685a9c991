import Conversation
import Core
import Foundation
import Storage

/// Changes of what is in the books already, asked for by the caller whose number it stands under.
struct RecordChanges {
    let now: Date

    /// - Throws: `ActionRefusal` when it is no longer waiting, or not under that number.
    func cancelOrder(_ reference: RecordReference, in transaction: TenantTransaction) throws -> Order {
        guard let customer = try transaction.customer(calling: reference.phone)?.id,
            let order = try transaction.cancelOrder(reference.record, of: customer, at: now)
        else { throw ActionRefusal(.notPossible("That order is being made already, so I can't cancel it.")) }
        return order
    }

    /// - Throws: `ActionRefusal` when it is over, cancelled, or not under that number.
    func cancelAppointment(_ reference: RecordReference, in transaction: TenantTransaction) throws -> Appointment {
        guard let customer = try transaction.customer(calling: reference.phone)?.id,
            let appointment = try transaction.cancelAppointment(reference.record, of: customer, at: now)
        else { throw Self.appointmentIsGone }
        return appointment
    }

    /// - Throws: `ActionRefusal` when the ticket is done with, or not under that number.
    func add(_ text: String, to reference: RecordReference, in transaction: TenantTransaction) throws -> Ticket {
        guard let customer = try transaction.customer(calling: reference.phone)?.id,
            let ticket = try transaction.add(text, toTicket: reference.record, of: customer, at: now)
        else { throw ActionRefusal(.notPossible("That ticket is closed, so I can't add to it.")) }
        return ticket
    }

    static let appointmentIsGone = ActionRefusal(.notPossible("That appointment is no longer in the book."))
}
