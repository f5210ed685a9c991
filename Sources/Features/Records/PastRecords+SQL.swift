import Conversation
import Core
import Foundation
import Storage

/// What the books hold of a caller, for the dialogue.
extension TenantTransaction {
    /// More of a kind than a caller can mean.
    private static let mostOfAKind = 5

    /// The newest records that stand under a number, a handful of each kind; appointments only if they lie ahead.
    func pastRecords(under phone: PhoneNumber, at now: Date) throws -> [PastRecord] {
        guard let customer = try customer(calling: phone)?.id else { return [] }
        let orders = try orders(of: customer, limit: Self.mostOfAKind).map(PastRecord.init)
        let appointments = try upcomingAppointments(of: customer, after: now, limit: Self.mostOfAKind).map(PastRecord.init)
        let tickets = try tickets(of: customer, limit: Self.mostOfAKind).map(PastRecord.init)
        return (orders + appointments + tickets).sorted { $0.createdAt > $1.createdAt }
    }
}

extension PastRecord {
    fileprivate init(_ order: Order) {
        let lines = order.lines.map { PastOrder.Line(item: $0.item, quantity: $0.quantity, options: $0.options, note: $0.note) }
        self.init(
            record: order.id.rawValue, number: order.number, contact: Contact(name: order.customerName, phone: order.customerPhone),
            createdAt: order.createdAt, status: order.status.spoken, isOpen: order.status.isBeforeKitchen,
            content: .order(PastOrder(lines: lines, type: order.type, address: order.deliveryAddress)))
    }

    fileprivate init(_ appointment: Appointment, of service: Service.ID) {
        self.init(
            record: appointment.id.rawValue, number: appointment.number,
            contact: Contact(name: appointment.customerName, phone: appointment.customerPhone), createdAt: appointment.createdAt,
            status: "booked", isOpen: true, content: .appointment(service: service, name: appointment.service, start: appointment.start))
    }

    fileprivate init(_ ticket: Ticket) {
        self.init(
            record: ticket.id.rawValue, number: ticket.number, contact: Contact(name: ticket.customerName, phone: ticket.customerPhone),
            createdAt: ticket.createdAt, status: ticket.status.spoken, isOpen: ticket.status == .open || ticket.status == .inProgress,
            content: .ticket(subject: ticket.subject))
    }
}

extension Order.Status {
    /// As it is told a caller: "your order is being prepared".
    fileprivate var spoken: String {
        switch self {
        case .pending: "waiting to be prepared"
        case .confirmed: "confirmed"
        case .preparing: "being prepared"
        case .ready: "ready"
        case .completed: "completed"
        case .cancelled: "cancelled"
        }
    }
}

extension Ticket.Status {
    fileprivate var spoken: String {
        switch self {
        case .open: "open"
        case .inProgress: "being worked on"
        case .resolved: "resolved"
        case .closed: "closed"
        }
    }
}
