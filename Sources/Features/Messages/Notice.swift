import Conversation
import Core
import Foundation

/// What a business tells somebody of one of its records: what a message in the outbox is worded from when it is sent.
struct Notice: Sendable, Hashable, Codable {
    var audience: Audience
    /// As it was when there was something to tell.
    var record: BusinessRecord

    enum Audience: Sendable, Hashable, Codable {
        case customer(NotificationSettings.CustomerOccasion)
        case owner
    }

    /// For the list of messages: `appointment_reminder`, `owner.order`.
    var kind: String {
        switch audience {
        case .customer(let occasion): occasion.rawValue
        case .owner: "owner.\(record.ownerOccasion.rawValue)"
        }
    }
}

extension BusinessRecord {
    var ownerOccasion: NotificationSettings.OwnerOccasion {
        switch self {
        case .order: .order
        case .appointment: .appointment
        case .ticket: .ticket
        case .submission: .submission
        }
    }

    var customer: (name: String, phone: PhoneNumber?) {
        switch self {
        case .order(let order): (order.customerName, order.customerPhone)
        case .appointment(let appointment): (appointment.customerName, appointment.customerPhone)
        case .ticket(let ticket): (ticket.customerName, ticket.customerPhone)
        case .submission(let submission): (submission.customerName, submission.customerPhone)
        }
    }

    /// What customers hear of an act; nil for what is no affair of theirs.
    func customerOccasion(after action: RecordChange.Action) -> NotificationSettings.CustomerOccasion? {
        switch (self, action) {
        case (.order, .placed): .orderConfirmation
        case (.order, .cancelled): .orderCancellation
        case (.appointment, .booked): .appointmentConfirmation
        case (.appointment, .moved): .appointmentChange
        case (.appointment, .cancelled): .appointmentCancellation
        case (.ticket, .opened): .ticketOpened
        case (.ticket, .resolved): .ticketResolved
        default: nil
        }
    }
}
