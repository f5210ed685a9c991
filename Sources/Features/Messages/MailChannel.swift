import Core
import Foundation
public import Storage
public import Vendors

/// Takes notices to customers and owners by mail, in the business's name.
public struct MailChannel: Sendable {
    private let store: Store
    private let writer: LetterWriter
    private let mailer: Mailer?

    /// - Parameter mailer: nil where nothing sends mail.
    public init(store: Store, writer: LetterWriter, mailer: Mailer?) {
        self.store = store
        self.writer = writer
        self.mailer = mailer
    }

    var patience: Duration { mailer?.patience ?? .zero }

    func send(_ message: OutboxMessage, in tenant: Tenant, at now: Date) async throws -> OutboxMessage.Outcome {
        guard let mailer else { return .impossible(reason: "No mail server is configured here.") }
        guard let notice = NoticeReader.read(message) else { return NoticeReader.unreadable }
        guard let business = try await store.platform.read({ try $0.contact(of: tenant.id) }) else { return NoticeReader.gone }
        if let reason = NoticeReader.obstacle(to: notice, from: business) { return reason }
        let address = String(message.url.dropFirst("mailto:".count))
        let recipient = address.isEmpty ? business.email : address
        let isReminder = notice.audience == .customer(.appointmentReminder)
        let (profile, outdated, unwanted) = try await tenant.read { transaction in
            (
                try transaction.profile(), try transaction.isOutdated(notice, at: now),
                try transaction.isSuppressed(recipient, reminder: isReminder)
            )
        }
        if outdated { return NoticeReader.outdated }
        if unwanted { return .impossible(reason: "The recipient's address takes no mail, or wants none of this kind.") }
        do throws(MailFailure) {
            _ = try await mailer.send(
                compose(message, notice, to: recipient, of: tenant.id, business, profile), reference: "\(tenant.id) \(message.id)")
            return .accepted()
        } catch {
            if case .recipientRefused(let reason) = error, notice.audience != .owner {
                try await tenant.write { try $0.suppress(recipient, because: reason, at: now) }
            }
            switch error {
            case .notNow(let reason), .unknown(let reason), .notLetIn(let reason): return .unreachable(reason: reason)
            case .recipientRefused(let reason), .messageRefused(let reason): return .impossible(reason: reason)
            }
        }
    }

    private func compose(
        _ message: OutboxMessage, _ notice: Notice, to recipient: String, of id: Business.ID, _ business: BusinessContact,
        _ profile: BusinessProfile
    ) throws(MailFailure) -> MailMessage {
        let words = NoticeWords(profile: profile, staffURL: "\(writer.links.business(at: business.subdomain))/staff")
        var attachments: [MailMessage.Attachment] = []
        if case .customer = notice.audience, case .appointment(let appointment) = notice.record {
            let file = AppointmentCalendarFile(
                appointment: appointment, of: id, named: profile.name, writtenAt: message.createdAt)
            attachments.append(file.attachment)
        }
        let isReminder = notice.audience == .customer(.appointmentReminder)
        let isForOwner = notice.audience == .owner
        return try writer.compose(
            words.letter(notice), to: LetterRecipient(address: recipient, name: isForOwner ? nil : notice.record.customer.name),
            key: "\(message.id)", at: message.createdAt,
            brand: LetterBrand(name: profile.name, foot: profile.phone.map { [$0.e164 ?? $0.written] } ?? []),
            replyTo: isForOwner ? nil : MailAddress(business.email, name: profile.name),
            unsubscription: isReminder ? Unsubscription(address: recipient, topic: .reminders(of: id)) : nil,
            attachments: attachments)
    }
}
