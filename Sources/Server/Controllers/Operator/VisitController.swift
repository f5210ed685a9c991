import Core
import Features
import HTTPTypes
import Hummingbird
import Storage

/// The other end of an operator's visit: on the business's own host the ticket becomes a cookie.
struct VisitController: Sendable {
    let desk: OperatorDesk
    let doors: Doors

    private struct Ticket: Decodable {
        let ticket: String
    }

    func addRoutes(to routes: inout Routes, on router: some RouterMethods<AppRequestContext>) {
        routes.add(
            Endpoint(
                .post, "/api/account/visit", summary: "Begin an operator's visit, with the ticket of its address",
                details: "On the business's own host. Signing out ends it.", access: .open, tags: ["Operator"],
                request: .json(.object(["ticket": .string()])), responses: [.init(204, "The cookie is set")],
                problems: [.forbidden(""), .notFound("business"), .conflict("This visit can no longer be begun.")]), to: router
        ) { request, context in
            try SessionCookie.requireOwnPage(request, context.origin)
            guard let subdomain = context.subdomain, let tenant = try await doors.business(at: subdomain) else {
                throw Problem.notFound("business")
            }
            let token = try await desk.redeem(
                Secret(try await request.json(as: Ticket.self).ticket), for: tenant.id, address: context.origin.address,
                agent: request.headers[.userAgent] ?? "")
            var response = Response(status: .noContent)
            response.setCookie(try SessionCookie.begin(token, context.origin))
            return response
        }
    }
}
