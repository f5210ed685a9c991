import Conversation
import Core
import Foundation
import Storage

/// What both kinds of notices to people have in common when their time has come.
enum NoticeReader {
    static func read(_ message: OutboxMessage) -> Notice? {
        try? JSONDecoder().decode(Notice.self, from: Data(message.body.utf8))
    }

    // Why a notice is not sent at all.
    static let unreadable = OutboxMessage.Outcome.impossible(reason: "This version of the program cannot read it.")
    static let gone = OutboxMessage.Outcome.impossible(reason: "The business is gone.")
    private static let demo = OutboxMessage.Outcome.impossible(reason: "A demo business writes to nobody: its customers are invented.")
    /// Why a business may not send a notice at all.
    static func obstacle(to notice: Notice, from business: BusinessContact) -> OutboxMessage.Outcome? {
        if business.isDemo { return demo }
        return business.isSettled || notice.audience == .owner ? nil : unproven
    }

    private static let unproven = OutboxMessage.Outcome.impossible(
        reason: "Customers are written to once the owner has proven their own address.")
    static let outdated = OutboxMessage.Outcome.impossible(reason: "There is nothing to remind of any more, or it was switched off.")
}

extension TenantTransaction {
    /// Whether a reminder has nothing to remind of: the appointment was moved, cancelled or is over, or the owner wants none.
    func isOutdated(_ notice: Notice, at now: Date) throws -> Bool {
        guard notice.audience == .customer(.appointmentReminder), case .appointment(let appointment) = notice.record else { return false }
        guard now < appointment.start, try notificationSettings().customers.contains(.appointmentReminder) else { return true }
        return try row(
            """
            SELECT id FROM voice_appointment WHERE id = \(appointment.id) AND starts_at = \(appointment.start)
                AND (status = \(Appointment.Status.scheduled) OR status = \(Appointment.Status.confirmed))
            """) == nil
    }

    func isSuppressed(_ address: String, reminder: Bool) throws -> Bool {
        try row(
            """
            SELECT address FROM message_suppression WHERE address = \(address.lowercased())
                AND (topic = 'all' OR topic = \(reminder ? "reminders" : "all"))
            """) != nil
    }

    /// From now on the business sends nothing to that address or number.
    func suppress(_ address: String, because reason: String, at now: Date) throws {
        try suppress(address, topic: "all", because: reason, at: now)
    }

    func suppressReminders(to address: String, at now: Date) throws {
        try suppress(address, topic: "reminders", because: "The customer wants none.", at: now)
    }

    private func suppress(_ address: String, topic: String, because reason: String, at now: Date) throws {
        try execute(
            """
            INSERT INTO message_suppression (address, topic, reason, created_at)
            VALUES (\(address.lowercased()), \(topic), \(reason), \(now)) ON CONFLICT (business_id, address, topic) DO NOTHING
            """)
    }
}
