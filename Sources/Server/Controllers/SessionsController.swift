import Core
import Features
import Foundation
import Hummingbird

/// Starting a call from a page.
struct SessionsController: Sendable {
    let calls: Calls
    let access: CallAccess
    let addresses: Addresses

    private struct Wish: Decodable {
        let phone: String?
    }

    private struct Session: Encodable {
        let sessionId: String
        let businessId: String
        let joinUrl: String
        let status: String
        let startedAt: Date
    }

    func addRoutes(to routes: inout Routes, on router: some RouterMethods<TenantRequestContext>) {
        routes.add(
            Endpoint(
                .post, "/api/sessions", summary: "Start a call",
                details: "Connect to `joinUrl` next; its token opens this one call. `phone` is the number the caller is at.",
                access: .businessHost, tags: ["Calls"], request: .json(.object(["phone": .string()], optional: ["phone"])),
                responses: [.init(201, "The call", .json(.session))]), to: router
        ) { request, context in
            let wish = try await request.json(as: Wish.self)
            let phone = try wish.phone.map { text in
                guard let number = PhoneNumber(text) else { throw Problem.invalid("#/phone", "This is not a phone number.") }
                return number
            }
            let call = try await calls.start(from: phone, over: .browser, in: context.tenant)
            let token = try await access.token(for: call.id, in: context.tenant)
            let host = addresses.host(of: context.label)
            return JSON(
                Session(
                    sessionId: call.id.rawValue, businessId: context.businessID.rawValue,
                    joinUrl: "\(host.socketURL)/api/sessions/\(call.id)/socket?token=\(token.reveal())", status: "active",
                    startedAt: call.startedAt), status: .created)
        }
    }
}
