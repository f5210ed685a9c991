import Core
import Features
import HTTPTypes
import Hummingbird
import Vendors

/// What SendGrid tells of mail that it took.
struct SendGridController: Sendable {
    /// Nil where its key is not configured: then nobody is believed.
    let news: SendGridNews?

    func addRoutes(to routes: inout Routes, on router: some RouterMethods<AppRequestContext>) {
        routes.add(
            Endpoint(
                .post, "/webhook/sendgrid", summary: "SendGrid's events",
                details: "For SendGrid, which signs its requests: see SENDGRID_WEBHOOK_KEY. May be repeated.",
                access: .signature(of: .sendGrid),
                tags: ["Mail"], request: .json(.array(of: .object(["event": .string()]))), responses: [.init(204, "Taken")],
                problems: [.forbidden("The signature is not SendGrid's.")]), to: router
        ) { request, _ in
            guard let news else { throw Problem.forbidden("SENDGRID_WEBHOOK_KEY is not set here.") }
            let body = try await request.body.collect(upTo: RequestLimits.bodyBytes)
            do {
                try await news.take(
                    Array(body.readableBytesView), signature: request.headers[named: SendGridEvents.signatureHeader],
                    timestamp: request.headers[named: SendGridEvents.timestampHeader])
            } catch SendGridNews.Refusal.notGenuine {
                throw Problem.forbidden("The signature is not SendGrid's, or an old one.")
            } catch SendGridNews.Refusal.unreadable {
                throw Problem.invalid("#", "This is no list of SendGrid's events.")
            }
            return Response(status: .noContent)
        }
    }
}
