import Features
import Foundation
import Server
import ServiceLifecycle
import Storage
import Vendors

/// Letters, messages for outside, and who takes them.
extension Composition {
    func letterWriter(addresses: Addresses) -> LetterWriter {
        LetterWriter(
            sender: configuration.mail.sender,
            links: LetterLinks(
                platformURL: addresses.platformURL, businessURL: { addresses.url(of: $0) }, tokens: LinkTokens(platformKey: platformKey)))
    }

    var messageDoors: MessageDoors {
        let secrets = WebhookSecrets(platformKey: platformKey)
        return MessageDoors(
            webhooks: Webhooks(secrets: secrets, signal: outbox, identifiers: identifiers, clock: clock), secrets: secrets,
            unsubscriptions: Unsubscriptions(store: store, tokens: LinkTokens(platformKey: platformKey), clock: clock),
            sendGrid: configuration.mail.events.map { SendGridNews(store: store, events: $0, clock: clock) }, outbox: outbox)
    }

    /// What sends letters and empties outboxes until the server stops.
    func messageServices(addresses: Addresses, allowsLoopback: Bool) -> [any Service] {
        let writer = letterWriter(addresses: addresses)
        let letters = LetterDelivery(
            platform: store.platform, writer: writer, mailer: mailer, attachment: { [documents] in try await documents.attachment(to: $0) },
            clock: clock, report: PlatformMetrics.count, logger: logger)
        let channels = OutboxDelivery.Channels(
            webhook: WebhookChannel(
                secrets: WebhookSecrets(platformKey: platformKey), transport: .outward(allowsLoopback: allowsLoopback)),
            mail: MailChannel(store: store, writer: writer, mailer: mailer),
            text: TextChannel(
                platform: store.platform, account: telephoneAccount,
                statusURL: { [configuration] message in
                    configuration.telephone.map { TwilioAddresses(publicURL: $0.publicURL).textStatus(of: message) }
                }))
        let outbox = OutboxDelivery(
            store: store, channels: channels,
            waitingLists: WaitingListClock(office: BackOffice(hub: calls.hub, identifiers: identifiers, clock: clock)), signal: outbox,
            clock: clock, report: PlatformMetrics.count, logger: logger)
        return [UntilShutdown { await letters.run() }, UntilShutdown { await outbox.run() }]
    }
}

/// Work that goes on until the server stops, and ends when it is cancelled.
private struct UntilShutdown: Service {
    let work: @Sendable () async -> Void

    func run() async throws {
        await cancelWhenGracefulShutdown { await work() }
    }
}
