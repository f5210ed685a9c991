import Conversation
import Core
import Foundation
import Storage

/// Changes of what is in the books already, asked for by the caller whose number it stands under. What the caller was told may be past:
/// staff change the books while calls go on.
struct CallersChanges {
    let now: Date

    /// - Throws: `ActionRefusal` when the kitchen has begun, it is cancelled already, or it is not under that number.
    func cancelOrder(_ reference: RecordReference, in transaction: TenantTransaction) throws -> Order {
        guard let customer = try transaction.customer(calling: reference.phone)?.id,
            var order = try transaction.order(reference.record, of: customer)
        else { throw ActionRefusal(.notPossible("That order is no longer in the book.")) }
        guard order.status.isBeforeKitchen else { throw ActionRefusal(.notPossible(Self.reason(for: order.status))) }
        order.status = .cancelled
        order.version = order.version.next
        try order.store(at: now, in: transaction)
        for (item, portions) in order.lines.portions { try transaction.putBack(portions, of: item, at: now) }
        return order
    }

    private static func reason(for status: Order.Status) -> String {
        switch status {
        case .cancelled: "That order has been cancelled already."
        case .completed: "That order is done already, so I can't cancel it."
        case .ready: "That order is ready already, so I can't cancel it."
        case .pending, .confirmed, .preparing: "That order is being made already, so I can't cancel it."
        }
    }

    /// - Throws: `ActionRefusal` when it is over, cancelled, or not under that number.
    func cancelAppointment(_ reference: RecordReference, in transaction: TenantTransaction) throws -> Appointment {
        var appointment = try transaction.appointmentToChange(reference, at: now)
        appointment.status = .cancelled
        appointment.version = appointment.version.next
        try appointment.store(at: now, in: transaction)
        try transaction.freeTime(of: reference.record)
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
