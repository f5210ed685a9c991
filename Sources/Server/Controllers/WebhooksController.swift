import Core
import Features
import Foundation
import HTTPTypes
import Hummingbird
import Storage

/// A business's webhooks: which servers are told of what, with which secrets, and what became of the messages.
struct WebhooksController: Sendable {
    let webhooks: Webhooks
    /// For what workflows send to an address of their own.
    let secrets: WebhookSecrets
    let clock: @Sendable () -> Date

    private static let path = "/api/business/{businessId}/webhooks"
    private static let tags = ["Webhooks"]
    private static let ownersOnly = Endpoint.Access.member(.owner, .administration)
    private static let managers = Endpoint.Access.member(.manager, .administration)
    private static let one = Endpoint.Content.json(.webhook)
    private static let message = Endpoint.Content.json(.delivery)
    private static let shownOnce = "Shown this once. The one before signs along for a day. Signatures are those of Standard Webhooks."

    private struct NewSecret: Encodable {
        let secret: String
    }

    /// A webhook with the secret that it was made with.
    private struct NewWebhook: Encodable {
        let webhook: WebhookEndpoint
        let secret: String

        private enum CodingKeys: String, CodingKey {
            case secret
        }

        func encode(to encoder: any Encoder) throws {
            try webhook.encode(to: encoder)
            var container = encoder.container(keyedBy: CodingKeys.self)
            try container.encode(secret, forKey: .secret)
        }
    }

    func addRoutes(to routes: inout Routes, on router: some RouterMethods<TenantRequestContext>) {
        addWebhooks(to: &routes, on: router)
        addSecrets(to: &routes, on: router)
        addDeliveries(to: &routes, on: router)
    }

    private func addWebhooks(to routes: inout Routes, on router: some RouterMethods<TenantRequestContext>) {
        routes.add(
            Endpoint(
                .get, Self.path, summary: "List the webhooks", access: Self.ownersOnly, tags: Self.tags,
                responses: [.init(200, "All of them", .json(.page(of: .webhook)))]), to: router
        ) { _, context in
            JSON(Page(data: try await webhooks.list(in: context.tenant), nextCursor: nil))
        }
        routes.add(
            Endpoint(
                .post, Self.path, summary: "Add a webhook", details: "Its secret is shown this once.", access: Self.ownersOnly,
                tags: Self.tags, request: .json(.webhookWish), responses: [.init(200, "It, with its secret", .json(.newWebhook))],
                problems: [.conflict("There are as many as a business may have.")]), to: router
        ) { request, context in
            let (webhook, secret) = try await webhooks.add(request.json(), by: context.actor, in: context.tenant)
            return JSON(NewWebhook(webhook: webhook, secret: secret.reveal()))
        }
        routes.add(
            Endpoint(
                .get, "\(Self.path)/{id}", summary: "Read a webhook", access: Self.ownersOnly, tags: Self.tags,
                responses: [.init(200, "It", Self.one)]), to: router
        ) { _, context in
            JSON(try await webhooks.find(.init(context.parameters.require("id")), in: context.tenant))
        }
        routes.add(
            Endpoint(
                .put, "\(Self.path)/{id}", summary: "Replace a webhook", details: "Its secret stays.", access: Self.ownersOnly,
                tags: Self.tags, request: .json(.webhookWish), responses: [.init(200, "What is stored now", Self.one)]), to: router
        ) { request, context in
            let id = try WebhookEndpoint.ID(context.parameters.require("id"))
            return JSON(try await webhooks.replace(id, with: request.json(), by: context.actor, in: context.tenant))
        }
        routes.add(
            Endpoint(
                .delete, "\(Self.path)/{id}", summary: "Remove a webhook", details: "What waits for it is not sent any more.",
                access: Self.ownersOnly, tags: Self.tags, responses: [.init(204, "It is gone")]), to: router
        ) { _, context in
            try await webhooks.remove(.init(context.parameters.require("id")), by: context.actor, in: context.tenant)
            return Response(status: .noContent)
        }
        routes.add(
            Endpoint(
                .post, "\(Self.path)/{id}/test", summary: "Send a test event", details: "Its type is `webhook.test`.",
                access: Self.ownersOnly,
                tags: Self.tags, responses: [.init(200, "The message, on its way", Self.message)],
                problems: [.conflict("It is switched off.")]), to: router
        ) { _, context in
            JSON(try await webhooks.test(.init(context.parameters.require("id")), in: context.tenant))
        }
    }

    private func addSecrets(to routes: inout Routes, on router: some RouterMethods<TenantRequestContext>) {
        let answer = Endpoint.Response(200, "The secret", .json(.object(["secret": .string()])))
        routes.add(
            Endpoint(
                .post, "\(Self.path)/{id}/secret", summary: "Make a new signing secret for a webhook", details: Self.shownOnce,
                access: Self.ownersOnly, tags: Self.tags, responses: [answer]), to: router
        ) { _, context in
            let id = try WebhookEndpoint.ID(context.parameters.require("id"))
            return JSON(NewSecret(secret: try await webhooks.renewSecret(of: id, by: context.actor, in: context.tenant).reveal()))
        }
        routes.add(
            Endpoint(
                .post, "/api/business/{businessId}/webhook-secret", summary: "Make a new signing secret for what workflows send",
                details: Self.shownOnce, access: Self.ownersOnly, tags: Self.tags, responses: [answer]), to: router
        ) { _, context in
            let secret = try await secrets.renew(in: context.tenant(noting: "webhook-secret.renewed", at: clock()), at: clock())
            return JSON(NewSecret(secret: secret.reveal()))
        }
    }

    private func addDeliveries(to routes: inout Routes, on router: some RouterMethods<TenantRequestContext>) {
        let page = Endpoint.Response(200, "A page of them", .json(.page(of: .delivery)))
        routes.add(
            Endpoint(
                .get, "/api/business/{businessId}/deliveries", summary: "List what was sent outside, newest first",
                details: "To webhooks, and to customers and the owner by mail and text. Kept for 30 days.", access: Self.managers,
                tags: Self.tags, parameters: .paging, responses: [page]), to: router
        ) { request, context in
            let paging = try Paging(request)
            return JSON(try await webhooks.deliveries(of: nil, after: paging.cursor, limit: paging.limit, in: context.tenant))
        }
        routes.add(
            Endpoint(
                .get, "\(Self.path)/{id}/deliveries", summary: "List the messages to a webhook, newest first", access: Self.managers,
                tags: Self.tags, parameters: .paging, responses: [page]), to: router
        ) { request, context in
            let paging = try Paging(request)
            let id = try WebhookEndpoint.ID(context.parameters.require("id"))
            return JSON(try await webhooks.deliveries(of: id, after: paging.cursor, limit: paging.limit, in: context.tenant))
        }
        routes.add(
            Endpoint(
                .post, "/api/business/{businessId}/deliveries/{id}/resend", summary: "Send a message to a webhook again",
                details: "Under its own identifier, by which a receiver knows a repeat.", access: Self.managers, tags: Self.tags,
                responses: [.init(200, "It, on its way", Self.message)], problems: [.conflict("It is on its way already.")]), to: router
        ) { _, context in
            JSON(try await webhooks.resend(.init(context.parameters.require("id")), in: context.tenant))
        }
    }
}

extension DocumentController<NotificationSettings> {
    static var notifications: Self {
        Self(
            path: "notifications", noun: "what is written to customers and the owner",
            details: "Customers are written by mail where their address is known, else by a text. Nothing is sent to customers of demo "
                + "businesses, nor to numbers that nobody can have.", schema: .notifications,
            read: NotificationEditor.settings(of:), replace: NotificationEditor.replace(with:in:))
    }
}
