import Core
import Features
import Foundation
import Hummingbird

/// Starting a call from a page.
struct SessionsController: Sendable {
    let calls: Calls
    let access: CallAccess
    let addresses: Addresses
    let limits: NewCallLimits

    private struct Wish: Decodable {
        let phone: String?
    }

    /// A call as its holder sees it.
    private struct Session: Encodable {
        let sessionId: String
        let businessId: String
        let joinUrl: String
        let status: String
        let startedAt: Date
        /// Left out where no other company's agent holds it.
        let ultravoxCallId: String?
        let ultravoxEndReason: String?
        let ultravoxBilledSeconds: Int?

        init(
            _ call: Call, of business: String, at host: Addresses.Host, openedBy token: Secret, heldBy attendant: Attendant? = nil,
            usage: AttendantUsage? = nil
        ) {
            sessionId = call.id.rawValue
            businessId = business
            joinUrl = "\(host.socketURL)/api/sessions/\(call.id)/socket?token=\(token.reveal())"
            status = call.isEnded ? "ended" : "active"
            startedAt = call.startedAt
            ultravoxCallId = attendant?.reference
            ultravoxEndReason = usage?.endReason
            ultravoxBilledSeconds = usage?.billedSeconds
        }
    }

    /// For whoever holds the call's own token.
    func addCallRoutes(to routes: inout Routes, on router: some RouterMethods<AppRequestContext>) {
        routes.add(
            Endpoint(
                .get, "/api/sessions/{id}", summary: "Read a call", details: "With the call's token, as a bearer or in the query.",
                access: .callToken, tags: ["Calls"], parameters: [.init("token", "The call's token")],
                responses: [.init(200, "The call", .json(.sessionState))]), to: router
        ) { request, context in
            let id = try Call.ID(context.parameters.require("id"))
            guard let token = request.bearer ?? request.uri.queryParameters.get("token").map({ Secret($0) }) else {
                throw Problem.unauthorized
            }
            guard let opened = try await access.call(id, openedBy: token) else { throw Problem.notFound("call") }
            return JSON(
                Session(
                    opened.call, of: opened.businessID, at: addresses.host(of: opened.subdomain), openedBy: token,
                    heldBy: opened.attendant, usage: opened.usage))
        }
    }

    func addRoutes(to routes: inout Routes, on router: some RouterMethods<TenantRequestContext>) {
        routes.add(
            Endpoint(
                .post, "/api/sessions", summary: "Start a call",
                details: "Connect to `joinUrl` next; its token opens this one call. `phone` is the number the caller is at. A visitor's "
                    + "Idempotency-Key has at least 20 characters.",
                access: .businessHost, tags: ["Calls"], request: .json(.object(["phone": .string()], optional: ["phone"])),
                responses: [.init(201, "The call", .json(.session))]), to: router
        ) { request, context in
            try await limits.admit(context)
            let wish = try await request.json(as: Wish.self)
            let phone = try wish.phone.map { text in
                guard let number = PhoneNumber(text) else { throw Problem.invalid("#/phone", "This is not a phone number.") }
                return number
            }
            let call = try await calls.start(from: phone, over: .browser, in: context.tenant)
            let token = try await access.token(for: call.id, in: context.tenant)
            return JSON(
                Session(call, of: context.businessID.rawValue, at: addresses.host(of: context), openedBy: token), status: .created)
        }
    }
}
