import Features
import Hummingbird
import Storage

/// What is left of the items of a menu, and why one cannot be ordered.
struct StockController: Sendable {
    let office: BackOffice

    private static let path = "/api/business/{businessId}/menu/{id}"
    private static let tags = ["Business"]

    private struct All: Encodable {
        let data: [ItemStock]
    }

    func addRoutes(to routes: inout Routes, on router: some RouterMethods<TenantRequestContext>) {
        routes.add(
            Endpoint(
                .get, "/api/business/{businessId}/stock", summary: "Read what is left of all menu items that are counted or sold out",
                access: .member(.staff, .readRecords), tags: Self.tags,
                responses: [.init(200, "All of them", .json(.object(["data": .array(of: .itemStock)])))]), to: router
        ) { _, context in
            JSON(All(data: try await office.allStock(in: context.tenant)))
        }
        routes.add(
            Endpoint(
                .get, "\(Self.path)/stock", summary: "Read what is left of a menu item", access: .member(.staff, .readRecords),
                tags: Self.tags, responses: [.init(200, "It", .json(.stock))]), to: router
        ) { _, context in
            JSON(try await office.stock(of: context.parameters.require("id"), in: context.tenant))
        }
        routes.add(
            Endpoint(
                .put, "\(Self.path)/stock", summary: "Say what is left of a menu item, or that it is sold out",
                details: "Orders take from what is counted; with the last portion it is sold out, in running calls too.",
                access: .member(.staff, .writeRecords), tags: Self.tags, request: .json(.stockEdit),
                responses: [.init(200, "As it is now", .json(.stock))]), to: router
        ) { request, context in
            let edit = try await request.json(as: StockEdit.self)
            return JSON(
                try await office.change(
                    stockOf: context.parameters.require("id"), to: edit, by: context.actor, in: context.tenant))
        }
        routes.add(
            Endpoint(
                .get, "\(Self.path)/explain", summary: "Read why a menu item can, or cannot, be ordered",
                access: .member(.staff, .readRecords), tags: Self.tags,
                responses: [.init(200, "Since when, by whom", .json(.itemExplanation))]), to: router
        ) { _, context in
            JSON(try await office.explain(item: context.parameters.require("id"), in: context.tenant))
        }
    }
}
