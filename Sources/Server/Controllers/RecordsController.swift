import Features
import Hummingbird

/// The books of a business: orders, appointments, tickets, submissions, newest first.
struct RecordsController: Sendable {

    func addRoutes(to routes: inout Routes, on router: some RouterMethods<TenantRequestContext>) {
        routes.add(Self.list("orders", of: .order), to: router) { request, context in
            let paging = try Paging(request)
            return JSON(try await RecordLists.orders(after: paging.cursor, limit: paging.limit, in: context.tenant))
        }
        routes.add(Self.list("appointments", of: .appointment), to: router) { request, context in
            let paging = try Paging(request)
            return JSON(try await RecordLists.appointments(after: paging.cursor, limit: paging.limit, in: context.tenant))
        }
        routes.add(Self.list("tickets", of: .ticket), to: router) { request, context in
            let paging = try Paging(request)
            return JSON(try await RecordLists.tickets(after: paging.cursor, limit: paging.limit, in: context.tenant))
        }
        routes.add(Self.list("submissions", of: .submission), to: router) { request, context in
            let paging = try Paging(request)
            return JSON(try await RecordLists.submissions(after: paging.cursor, limit: paging.limit, in: context.tenant))
        }
    }

    private static func list(_ name: String, of schema: JSONSchema) -> Endpoint {
        Endpoint(
            .get, "/api/business/{businessId}/\(name)", summary: "List the \(name), newest first", access: .secretKey, tags: ["Records"],
            parameters: .paging, responses: [.init(200, "A page of them", .json(.page(of: schema)))])
    }
}
