public import Core
import Foundation
public import Storage
public import Vendors

/// Takes notices to customers as texts, from the business's own number.
public struct TextChannel: Sendable {
    static let patience = Duration.seconds(15)

    private let platform: Platform
    private let account: TwilioAccount?
    private let statusURL: @Sendable (OutboxMessage.ID) -> String?

    /// - Parameters:
    ///   - account: nil where no telephone account is configured.
    ///   - statusURL: where the telephone company tells what becomes of a text; nil for nowhere.
    public init(platform: Platform, account: TwilioAccount?, statusURL: @escaping @Sendable (OutboxMessage.ID) -> String? = { _ in nil }) {
        self.platform = platform
        self.account = account
        self.statusURL = statusURL
    }

    func send(_ message: OutboxMessage, in tenant: Tenant, at now: Date) async throws -> OutboxMessage.Outcome {
        guard let account else { return .impossible(reason: "No telephone account is configured here.") }
        guard let notice = NoticeReader.read(message) else { return NoticeReader.unreadable }
        let (business, numbers) = try await platform.read { transaction in
            (try transaction.contact(of: tenant.id), try transaction.numbers(of: tenant.id))
        }
        guard let business else { return NoticeReader.gone }
        if let reason = NoticeReader.obstacle(to: notice, from: business) { return reason }
        guard let sender = numbers.first else { return .impossible(reason: "The business has no telephone number to send texts from.") }
        let number = String(message.url.dropFirst("tel:".count))
        let (profile, outdated, unwanted) = try await tenant.read { transaction in
            (
                try transaction.profile(), try transaction.isOutdated(notice, at: now),
                try transaction.isSuppressed(number, reminder: notice.audience == .customer(.appointmentReminder))
            )
        }
        if outdated { return NoticeReader.outdated }
        if unwanted { return .impossible(reason: "The customer wants no texts.") }
        let text = NoticeWords(profile: profile, staffURL: "").text(notice)
        do throws(Transport.Failure) {
            _ = try await account.send(.init(to: number, from: sender.number, body: text, statusURL: statusURL(message.id)))
            return .accepted()
        } catch {
            return outcome(of: error)
        }
    }

    private func outcome(of failure: Transport.Failure) -> OutboxMessage.Outcome {
        switch failure {
        case .refused(let status, _, let retryAfter) where status == 429 || status >= 500:
            .refused(status: status, retryAfter: retryAfter)
        // The account is not let in: no text is to blame.
        case .refused(let status, _, _) where status == 401 || status == 403:
            .unreachable(reason: "Twilio does not let the account in (\(status)).")
        case .refused(let status, let message, _): .impossible(status: status, reason: "Twilio refused it: \(message)")
        case .unreachable(let reason): .unreachable(reason: "Twilio cannot be reached: \(reason).")
        // It may have been sent, and nobody wants the same text twice: Twilio has no key by which it would know a repeat.
        case .timedOut, .cancelled, .garbled, .tooLarge:
            .impossible(reason: "Nobody knows whether it was sent: Twilio's answer did not come.")
        }
    }
}
