import Core
import Features
import Foundation
import Hummingbird
import Storage

/// What a business's webhooks are signed with, and what became of their messages.
struct WebhooksController: Sendable {
    let secrets: WebhookSecrets
    let clock: @Sendable () -> Date

    private struct NewSecret: Encodable {
        let secret: String
    }

    func addRoutes(to routes: inout Routes, on router: some RouterMethods<TenantRequestContext>) {
        let tags = ["Webhooks"]
        routes.add(
            Endpoint(
                .post, "/api/business/{businessId}/webhook-secret", summary: "Make a new signing secret",
                details: "Shown this once. The one before signs along for a day. Signatures are those of Standard Webhooks.",
                access: .member(.owner, .administration), tags: tags,
                responses: [.init(200, "The secret", .json(.object(["secret": .string()])))]), to: router
        ) { _, context in
            let secret = try await secrets.renew(in: context.tenant, at: clock())
            return JSON(NewSecret(secret: secret.reveal()))
        }
        routes.add(
            Endpoint(
                .get, "/api/business/{businessId}/deliveries", summary: "List the messages to webhooks, newest first",
                access: .member(.manager, .administration), tags: tags, parameters: .paging,
                responses: [.init(200, "A page of them", .json(.page(of: .delivery)))]), to: router
        ) { request, context in
            let paging = try Paging(request)
            return JSON(try await RecordLists.messages(after: paging.cursor, limit: paging.limit, in: context.tenant))
        }
    }
}
