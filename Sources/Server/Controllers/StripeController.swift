import Core
import CoreMetrics
import Features
import Foundation
import Hummingbird
import Storage
import Vendors

/// Cards: what owners ask of Stripe, and what Stripe tells.
struct StripeController: Sendable {
    /// Nil where the platform has no account at Stripe.
    let stripe: StripeBilling?

    private static let tags = ["Subscription"]
    private static let path = "/api/business/{businessId}/subscription"

    private struct CheckoutBody: Decodable {
        let plan: String
    }

    private struct PageBody: Encodable {
        let url: String
    }

    /// What an owner asks for.
    func addRoutes(to routes: inout Routes, on router: some RouterMethods<TenantRequestContext>) {
        routes.add(
            Endpoint(
                .post, "\(Self.path)/checkout", summary: "Begin to pay for a plan by card",
                details: "Send the owner to `url`, a page of Stripe's. What is left of a trial stays free. That the owner comes back says "
                    + "nothing: read the subscription, which changes as soon as Stripe has told us.",
                access: .member(.owner, .writeBilling), tags: Self.tags,
                request: .json(.object(["plan": .choice(Plan.allCases.map(\.rawValue))])),
                responses: [.init(201, "The page, good for a day", .json(Self.page))],
                problems: [.conflict(""), .stripeNotConfigured, .stripeFailed]), to: router
        ) { request, context in
            let body = try await request.json(as: CheckoutBody.self)
            guard let plan = Plan(named: body.plan) else {
                throw Problem.invalid("#/plan", "A plan is one of \(Plan.allCases.map(\.rawValue).joined(separator: ", ")).")
            }
            return JSON(PageBody(url: try await desk().checkout(plan, in: context.tenant)), status: .created)
        }
        routes.add(
            Endpoint(
                .post, "\(Self.path)/portal", summary: "Look after the card",
                details: "Send the owner to `url`, a page of Stripe's, at once: it is good for minutes.",
                access: .member(.owner, .writeBilling), tags: Self.tags, responses: [.init(201, "The page", .json(Self.page))],
                problems: [.conflict(""), .stripeNotConfigured, .stripeFailed]), to: router
        ) { _, context in
            JSON(PageBody(url: try await desk().portal(in: context.tenant)), status: .created)
        }
    }

    /// What Stripe tells.
    func addWebhook(to routes: inout Routes, on router: some RouterMethods<AppRequestContext>) {
        routes.add(
            Endpoint(
                .post, "/webhook/stripe", summary: "Hear what happened at Stripe",
                details: "An event of Stripe's, proven by `\(StripeSignature.header)`. It is stored before this is answered, and looked "
                    + "after later; a repeat changes nothing.",
                access: .signature(of: .stripe), tags: ["Stripe"], request: .json(.any),
                responses: [
                    .init(200, "It was taken", .json(.object(["result": .choice(["stored", "repeated", "ignored"])])))
                ], problems: [.unsigned]), to: router
        ) { request, _ in
            // Nobody can prove to be a company that we have no account with.
            guard let stripe else { throw Problem.unsigned }
            let body = try await request.body.collect(upTo: RequestLimits.bodyBytes)
            do {
                let receipt = try await stripe.inbox.take(
                    Array(body.readableBytesView), signature: request.headers[named: StripeSignature.header])
                Counter(label: PlatformMetrics.stripeEvents, dimensions: [("result", receipt.rawValue)]).increment()
                return JSON(["result": receipt.rawValue])
            } catch is StripeSignature.Refusal {
                Counter(label: PlatformMetrics.stripeEvents, dimensions: [("result", "refused")]).increment()
                throw Problem.unsigned
            }
        }
    }

    private static let page = JSONSchema.object(["url": .string(format: "uri")])

    private func desk() throws -> StripeDesk {
        guard let stripe else { throw Problem.stripeNotConfigured }
        return stripe.desk
    }
}
