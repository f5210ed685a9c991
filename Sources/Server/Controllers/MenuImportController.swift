import Core
import Features
import Foundation
import HTTPTypes
import Hummingbird
import Storage

/// A whole menu from a file.
struct MenuImportController: Sendable {
    let menus: MenuImport

    func addRoutes(to routes: inout Routes, on router: some RouterMethods<TenantRequestContext>) {
        routes.add(
            Endpoint(
                .post, "/api/business/{businessId}/menu/import", summary: "Take a menu over from a file",
                details:
                    "A list of menu items as JSON, or a table as `text/csv` in UTF-8, whose first line names the columns: name, price, "
                    + "category, description, available, and aliases and allergens with `|` between several. An item is known by its name.",
                access: .member(.manager, .writeConfiguration), tags: ["Configuration"],
                parameters: [
                    .init("dry_run", "Only tell what would change", schema: .boolean),
                    .init("replace", "Whether items that are not in the file leave the menu", schema: .boolean),
                ],
                request: .json(.array(of: .menuItem)),
                responses: [
                    .init(
                        200, "What has changed, or would change",
                        .json(.object(["items": .integer(), "isDone": .boolean, "changes": .array(of: .string())])))
                ], problems: [.conflict("Two items would have one name.")]), to: router
        ) { request, context in
            let body = try await request.body.collect(upTo: RequestLimits.bodyBytes)
            let isTable = request.headers[.contentType]?.lowercased().hasPrefix("text/csv") == true
            let report = try await menus.take(
                Data(body.readableBytesView), as: isTable ? .table : .json, removingOthers: Self.flag("replace", in: request),
                rehearsing: Self.flag("dry_run", in: request), by: context.actor, in: context.tenant)
            return JSON(report)
        }
    }

    private static func flag(_ name: String, in request: Request) throws -> Bool {
        switch request.uri.queryParameters.get(name) {
        case nil, "false": false
        case "true": true
        default: throw Problem.invalid("#/\(name)", "\(name) is true or false.")
        }
    }
}
