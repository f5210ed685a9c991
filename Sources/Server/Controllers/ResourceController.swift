import Core
import Features
import Foundation
import HTTPTypes
import Hummingbird
import Storage

/// The five routes of one kind of thing that a business owns: list, add, read, replace, remove.
struct ResourceController<Resource: OwnedResource>: Sendable {
    let editor: ResourceEditor<Resource>
    /// What a document looks like.
    let schema: JSONSchema
    /// What a key needs to read and to write them.
    var scopes: (reading: APIKey.Scope, writing: APIKey.Scope) = (.readConfiguration, .writeConfiguration)
    /// In place of the editor's removal, where more is to go than the document.
    var removing: (@Sendable (String, TenantRequestContext) async throws -> Void)?
    /// Where the list can be searched with `search`.
    var searching: (@Sendable (String, Paging, Tenant) async throws -> Page<Resource.Document>)?

    func addRoutes(to routes: inout Routes, on router: some RouterMethods<TenantRequestContext>) {
        let path = "/api/business/{businessId}/\(Resource.path)"
        let noun = Resource.noun
        // As the audit log calls it: `menu-item.added`.
        let act = noun.replacing(" ", with: "-")
        let tags = ["Business"]
        let one = Endpoint.Content.json(schema)

        routes.add(
            Endpoint(
                .get, path, summary: "List each \(noun)", access: .member(.staff, scopes.reading), tags: tags,
                parameters: (searching == nil ? [] : [.search]) + .paging,
                responses: [.init(200, "A page of them", .json(.page(of: schema)))]), to: router
        ) { request, context in
            let paging = try Paging(request)
            if let searching, let text = request.uri.queryParameters.get("search") {
                return JSON(try await searching(RecordFilter.text(text), paging, context.tenant))
            }
            return JSON(try await editor.page(after: paging.cursor, limit: paging.limit, in: context.tenant))
        }
        routes.add(
            Endpoint(
                .post, path, summary: "Add a \(noun)", access: .member(.manager, scopes.writing), tags: tags, request: one,
                responses: [.init(200, "What is stored now", one)], problems: [.conflict("The name is taken.")]), to: router
        ) { request, context in
            let document = try await request.json(as: Resource.Document.self)
            let tenant = context.tenant(noting: "\(act).added", Resource.sortKey(of: document), at: editor.now)
            return JSON(try await editor.add(document, in: tenant))
        }
        routes.add(
            Endpoint(
                .get, "\(path)/{id}", summary: "Read a \(noun)", access: .member(.staff, scopes.reading), tags: tags,
                responses: [.init(200, "It", one)]),
            to: router
        ) { request, context in
            return JSON(try await editor.find(context.parameters.require("id"), in: context.tenant))
        }
        routes.add(
            Endpoint(
                .put, "\(path)/{id}", summary: "Replace a \(noun)", access: .member(.manager, scopes.writing), tags: tags,
                request: one,
                responses: [.init(200, "What is stored now", one)], problems: [.conflict("The name is taken.")]), to: router
        ) { request, context in
            let document = try await request.json(as: Resource.Document.self)
            let id = try context.parameters.require("id")
            let tenant = context.tenant(noting: "\(act).changed", Resource.sortKey(of: document), at: editor.now)
            return JSON(try await editor.replace(id, with: document, in: tenant))
        }
        routes.add(
            Endpoint(
                .delete, "\(path)/{id}", summary: "Remove a \(noun)", access: .member(.manager, scopes.writing), tags: tags,
                responses: [.init(204, "It is gone")]), to: router
        ) { request, context in
            let id = try context.parameters.require("id")
            if let removing {
                try await removing(id, context)
            } else {
                try await editor.remove(id, in: context.tenant(noting: "\(act).removed", id, at: editor.now))
            }
            return Response(status: .noContent)
        }
    }
}
