import Conversation
import Core
import Foundation
import Storage

/// The one place where what happens in a business is told outside: each telling is a message in the outbox, written in the transaction
/// of what it tells of.
extension TenantTransaction {
    /// Tells the owner's servers, the customer and the owner what became of a record.
    func announce(_ record: BusinessRecord, after action: RecordChange.Action, identifiers: IdentifierSource, at now: Date) throws {
        try tell(record.event(after: action), identifiers: identifiers, at: now) { try record.eventData(of: business) }
        let settings = try notificationSettings()
        if let occasion = record.customerOccasion(after: action) {
            try write(Notice(audience: .customer(occasion), record: record), as: settings, identifiers: identifiers, at: now)
            try remind(of: record, as: settings, identifiers: identifiers, at: now)
        }
        if action.isMaking, settings.owner.contains(record.ownerOccasion) {
            let address = "mailto:" + (settings.ownerAddress ?? "")
            try insert(Notice(audience: .owner, record: record), over: .mail, to: address, identifiers: identifiers, at: now)
        }
    }

    /// Tells the owner's servers that a call has ended.
    func announceEnd(of call: Call.ID, outcome: Call.Outcome, identifiers: IdentifierSource, at now: Date) throws {
        try tell(.callEnded, identifiers: identifiers, at: now) {
            [
                "id": .string(call.rawValue), "business_id": .string(business.rawValue), "outcome": .string(outcome.rawValue),
                "ended_at": .string(now.formatted(.iso8601)),
            ]
        }
    }

    private func tell(
        _ event: WebhookEvent, identifiers: IdentifierSource, at now: Date, data: () throws -> [String: JSONValue]
    ) throws {
        let endpoints = try webhookEndpoints().filter { $0.wants(event) }
        guard !endpoints.isEmpty else { return }
        let body = try WebhookEvent.body(event.rawValue, data(), at: now)
        for endpoint in endpoints {
            try insert(
                OutboxMessage(
                    event.rawValue, over: .webhook, to: endpoint.url, body: body, endpoint: endpoint.id, identifiers: identifiers, at: now))
        }
    }

    /// Writes to the customer by mail where an address is known, else by a text to a number that can be one of a person's.
    private func write(
        _ notice: Notice, as settings: NotificationSettings, dueAt: Date? = nil, identifiers: IdentifierSource, at now: Date
    ) throws {
        guard case .customer(let occasion) = notice.audience, settings.customers.contains(occasion),
            let phone = notice.record.customer.phone,
            let customer = try customer(calling: phone), customer.blockedAt == nil
        else { return }
        let (channel, url): (OutboxMessage.Channel, String)
        if let address = customer.email, EmailAddress(address) != nil {
            (channel, url) = (.mail, "mailto:\(address)")
        } else if settings.texts, let number = phone.e164, !phone.isFictitious {
            (channel, url) = (.sms, "tel:\(number)")
        } else {
            return
        }
        guard try mayWrite(to: url, over: channel, at: now) else { return }
        try insert(notice, over: channel, to: url, dueAt: dueAt, identifiers: identifiers, at: now)
    }

    /// Writes down when an appointment has to be reminded of. Whether it still stands is looked at when the time has come.
    private func remind(of record: BusinessRecord, as settings: NotificationSettings, identifiers: IdentifierSource, at now: Date) throws {
        guard case .appointment(let appointment) = record, appointment.status == .scheduled || appointment.status == .confirmed else {
            return
        }
        let dueAt = appointment.start.addingTimeInterval(-3600 * Double(settings.reminderHours))
        // Who has just booked needs no reminder.
        guard dueAt > now.addingTimeInterval(Self.leastNotice) else { return }
        let notice = Notice(audience: .customer(.appointmentReminder), record: record)
        try write(notice, as: settings, dueAt: dueAt, identifiers: identifiers, at: now)
    }

    private static let leastNotice: TimeInterval = 3600

    private func insert(
        _ notice: Notice, over channel: OutboxMessage.Channel, to url: String, dueAt: Date? = nil, identifiers: IdentifierSource,
        at now: Date
    ) throws {
        let body = String(decoding: try JSONEncoder().encode(notice), as: UTF8.self)
        try insert(OutboxMessage(notice.kind, over: channel, to: url, body: body, dueAt: dueAt, identifiers: identifiers, at: now))
    }
}

extension PhoneNumber {
    /// Whether the number is one of those kept for films and demonstrations, which nobody has. Source: ATIS-0300115, 555-0100 to 0199.
    var isFictitious: Bool {
        guard let digits = e164?.dropFirst(2), e164?.hasPrefix("+1") == true, digits.utf8.count == 10 else { return false }
        return digits.dropFirst(3).hasPrefix("55501")
    }
}
