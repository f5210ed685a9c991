import Core
import Foundation
import Logging
import Storage
import Synchronization
import Vendors

@testable import Features

extension TestPlatform {
    /// Empties outboxes over these, at the test's clock.
    ///
    /// - Parameters:
    ///   - webhooks: where the owner's servers are.
    ///   - mailer: nil where nothing sends mail.
    ///   - telephone: where Twilio is; nil without an account.
    func delivery(
        webhooks: Transport = Transport { _ throws(Transport.Failure) in throw .unreachable(reason: "nothing was prepared") },
        mailer: Mailer? = nil, telephone: Transport? = nil
    ) -> OutboxDelivery {
        let clock = clock
        return OutboxDelivery(
            store: store,
            channels: .init(
                webhook: WebhookChannel(secrets: WebhookSecrets(platformKey: Self.key), transport: webhooks),
                mail: MailChannel(store: store, writer: Self.writer, mailer: mailer),
                text: TextChannel(
                    platform: store.platform, account: telephone.map { TwilioAccount(.init(sid: "AC1", token: Secret("t")), over: $0) })),
            waitingLists: WaitingListClock(office: office), signal: OutboxSignal(), clock: { clock.now }, jitter: { 0 },
            logger: Logger(label: "test"))
    }

    func letters(
        mailer: Mailer?, attachment: @escaping @Sendable (QueuedLetter) async throws -> MailMessage.Attachment? = { _ in nil }
    ) -> LetterDelivery {
        let clock = clock
        return LetterDelivery(
            platform: store.platform, writer: Self.writer, mailer: mailer, attachment: attachment, clock: { clock.now }, jitter: { 0 },
            logger: Logger(label: "test"))
    }

    static var writer: LetterWriter {
        guard let sender = MailAddress("no-reply@voice.example", name: "Voice") else { preconditionFailure("The test's sender is none") }
        return LetterWriter(
            sender: sender,
            links: LetterLinks(
                platformURL: "https://voice.example", businessURL: { "https://\($0).voice.example" }, tokens: LinkTokens(platformKey: key)))
    }
}

/// What somebody outside was sent, and what they answer.
final class Received: Sendable {
    private let all = Mutex<[Transport.Request]>([])

    var requests: [Transport.Request] { all.withLock { $0 } }

    /// Answers with these statuses, one a request, and is not there after them.
    func transport(answering statuses: [Int], body: String = "") -> Transport {
        let answers = Mutex(statuses)
        return Transport { (request) async throws(Transport.Failure) -> Transport.Response in
            self.all.withLock { $0.append(request) }
            let status = answers.withLock { $0.isEmpty ? nil : $0.removeFirst() }
            guard let status else { throw .unreachable(reason: "nothing was prepared") }
            return Transport.Response(
                status: status,
                body: AsyncThrowingStream { continuation in
                    continuation.yield(Array(body.utf8))
                    continuation.finish()
                })
        }
    }

    /// Mail through SendGrid, whose server this is.
    func mailer(answering statuses: [Int]) -> Mailer {
        .sendGrid(SendGrid(key: Secret("SG.k"), over: transport(answering: statuses)))
    }

    /// The bodies as JSON.
    var bodies: [JSONValue] {
        requests.compactMap { try? JSONDecoder().decode(JSONValue.self, from: Data($0.body)) }
    }
}
