import Core
import Features
import Hummingbird
import Storage

/// The telephone of a business, for its owner. Giving numbers out is the operator's.
struct PhoneController: Sendable {
    let numbers: NumberBook
    let callBacks: CallBacks

    func addRoutes(to routes: inout Routes, on router: some RouterMethods<TenantRequestContext>) {
        let tags = ["Telephone"]
        routes.add(
            Endpoint(
                .get, "/api/business/{businessId}/numbers", summary: "List the telephone numbers",
                details: "`connected_at` is when Twilio was told where their calls go; without it that was done by hand, or not.",
                access: .member(.staff, .readConfiguration), tags: tags,
                responses: [.init(200, "All of them", .json(.page(of: .assignedNumber)))]), to: router
        ) { _, context in
            JSON(Page(data: try await numbers.numbers(of: context.businessID), nextCursor: nil))
        }
        routes.add(
            Endpoint(
                .post, "/api/business/{businessId}/tickets/{id}/call-back", summary: "Ring the customer of a ticket",
                details: "The agent talks to whoever picks up. While such a call is going on, it is returned and none is made.",
                access: .member(.staff, .writeRecords), tags: tags, responses: [.init(202, "The call", .json(.callBack))],
                problems: [.conflict(""), .telephoneNotConfigured, .telephoneFailed("")]), to: router
        ) { _, context in
            guard let ticket = context.parameters.get("id") else { throw Problem.notFound("ticket") }
            return JSON(try await callBacks.place(for: .init(ticket), in: context.tenant), status: .accepted)
        }
    }
}
