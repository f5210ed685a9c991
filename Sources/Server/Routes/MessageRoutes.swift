public import Features
import Hummingbird

/// What the routes about messages need: webhooks, the end of mail, news of mail, and who is told that something may be waiting.
public struct MessageDoors: Sendable {
    let webhooks: Webhooks
    let secrets: WebhookSecrets
    let unsubscriptions: Unsubscriptions
    let sendGrid: SendGridNews?
    let outbox: OutboxSignal

    /// - Parameter sendGrid: nil where SendGrid's key is not configured.
    public init(
        webhooks: Webhooks, secrets: WebhookSecrets, unsubscriptions: Unsubscriptions, sendGrid: SendGridNews?, outbox: OutboxSignal
    ) {
        self.webhooks = webhooks
        self.secrets = secrets
        self.unsubscriptions = unsubscriptions
        self.sendGrid = sendGrid
        self.outbox = outbox
    }
}

extension VoiceServer {
    /// Webhooks and what was sent, what is written to whom, and what ends mail.
    static func addMessageRoutes(
        _ parts: Parts, to routes: inout Routes, owners: some RouterMethods<TenantRequestContext>,
        anybody: some RouterMethods<AppRequestContext>
    ) {
        WebhooksController(webhooks: parts.messages.webhooks, secrets: parts.messages.secrets, clock: parts.clock)
            .addRoutes(to: &routes, on: owners)
        DocumentController.notifications.addRoutes(to: &routes, on: owners, clock: parts.clock)
        UnsubscribeController(unsubscriptions: parts.messages.unsubscriptions).addRoutes(to: &routes, on: anybody)
        SendGridController(news: parts.messages.sendGrid).addRoutes(to: &routes, on: anybody)
    }
}
