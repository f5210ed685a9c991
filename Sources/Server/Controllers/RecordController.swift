import Core
import Features
import Foundation
import Hummingbird
import Storage

/// What staff do with one kind of record: list, read and change it, write beside it, look at its history.
struct RecordController<Record: StaffRecord, Shown: Codable & Sendable, Edit: Decodable & Sendable>: Sendable {
    /// The last part of its list's path: `orders`.
    let path: String
    let schema: JSONSchema
    let editSchema: JSONSchema
    let office: BackOffice
    /// As it is read.
    let show: @Sendable (Record) -> Shown
    /// Nil where the list and its single entries have routes elsewhere.
    let list: (@Sendable (RecordFilter, Paging, Tenant) async throws -> Page<Record>)?
    let change: @Sendable (String, RecordVersion, Edit, Principal, Tenant) async throws -> Record
    /// Nil where none is made by hand.
    var making: Making?

    /// How one is written down by hand.
    struct Making: Sendable {
        let schema: JSONSchema
        let make: @Sendable ([String: JSONValue], Principal, Tenant) async throws -> Record
    }

    private var tags: [String] { ["Records"] }
    private var root: String { "/api/business/{businessId}/\(path)" }
    private var noun: String { Record.noun }

    func addRoutes(to routes: inout Routes, on router: some RouterMethods<TenantRequestContext>) {
        if let list { addReading(list, to: &routes, on: router) }
        if let making { addMaking(making, to: &routes, on: router) }
        addChange(to: &routes, on: router)
        addNotes(to: &routes, on: router)
    }

    private func addReading(
        _ list: @escaping @Sendable (RecordFilter, Paging, Tenant) async throws -> Page<Record>, to routes: inout Routes,
        on router: some RouterMethods<TenantRequestContext>
    ) {
        routes.add(
            Endpoint(
                .get, root, summary: "List the \(path), newest first", access: .member(.staff, .readRecords), tags: tags,
                parameters: .filter + .paging, responses: [.init(200, "A page of them", .json(.page(of: schema)))]), to: router
        ) { request, context in
            let page = try await list(RecordFilter(request), try Paging(request), context.tenant)
            return JSON(Page(data: page.data.map(show), nextCursor: page.nextCursor))
        }
        routes.add(
            Endpoint(
                .get, "\(root)/{id}", summary: "Read one \(noun)", access: .member(.staff, .readRecords), tags: tags,
                responses: [.init(200, "It, with its version as ETag", .json(schema))]), to: router
        ) { request, context in
            let record: Record = try await office.find(context.parameters.require("id"), in: context.tenant)
            var response = try JSON(show(record)).response(from: request, context: context)
            response.headers[.eTag] = record.version.entityTag
            return response
        }
    }

    private func addMaking(
        _ making: Making, to routes: inout Routes, on router: some RouterMethods<TenantRequestContext>
    ) {
        routes.add(
            Endpoint(
                .post, root, summary: "Write down a \(noun) by hand",
                details: "For somebody who is not on the line. It is checked and done as in a call, and its source is staff.",
                access: .member(.staff, .writeRecords), tags: tags, request: .json(making.schema),
                responses: [.init(200, "It, with its version as ETag", .json(schema))],
                problems: [.conflict("It is not to be had any more, or the time is taken.")]), to: router
        ) { request, context in
            let wish = try await request.json(as: [String: JSONValue].self)
            let record = try await making.make(wish, context.actor, context.tenant)
            var response = try JSON(show(record)).response(from: request, context: context)
            response.headers[.eTag] = record.version.entityTag
            return response
        }
    }

    private func addChange(to routes: inout Routes, on router: some RouterMethods<TenantRequestContext>) {
        routes.add(
            Endpoint(
                .patch, "\(root)/{id}", summary: "Change a part of a \(noun)",
                details: "With If-Match: the ETag that came with it. What is left out stays.", access: .member(.staff, .writeRecords),
                tags: tags, request: .json(editSchema), responses: [.init(200, "As it is now", .json(schema))],
                problems: [.preconditionRequired, .stale, .conflict("It does not allow this.")]), to: router
        ) { request, context in
            let (id, version) = (try context.parameters.require("id"), try request.expectedVersion())
            let edit = try await request.json(as: Edit.self)
            var changed: Record?
            var response = try await answering(request, context, staleWith: Record.self) {
                let record = try await change(id, version, edit, context.actor, context.tenant)
                changed = record
                return show(record)
            }
            if let changed { response.headers[.eTag] = changed.version.entityTag }
            return response
        }
    }

    private func addNotes(to routes: inout Routes, on router: some RouterMethods<TenantRequestContext>) {
        routes.add(
            Endpoint(
                .get, "\(root)/{id}/notes", summary: "Read what is written beside a \(noun), oldest first",
                access: .member(.staff, .readRecords), tags: tags,
                responses: [.init(200, "All of it", .json(.object(["data": .array(of: .recordNote)])))]), to: router
        ) { _, context in
            let id = try context.parameters.require("id")
            return JSON(Notes(data: try await office.notes(of: id, Record.self, in: context.tenant)))
        }
        routes.add(
            Endpoint(
                .post, "\(root)/{id}/notes", summary: "Write beside a \(noun)", details: "For staff only, unless it is public.",
                access: .member(.staff, .writeRecords), tags: tags, request: .json(.noteDraft),
                responses: [.init(200, "What was written", .json(.recordNote))]), to: router
        ) { request, context in
            let draft = try await request.json(as: NoteDraft.self)
            let id = try context.parameters.require("id")
            return JSON(try await office.add(draft, to: id, Record.self, by: context.actor, in: context.tenant))
        }
        routes.add(
            Endpoint(
                .get, "\(root)/{id}/history", summary: "Read who changed what of a \(noun), newest first",
                access: .member(.staff, .readRecords), tags: tags,
                responses: [.init(200, "Its history", .json(.object(["data": .array(of: .historyEntry)])))]), to: router
        ) { _, context in
            let id = try context.parameters.require("id")
            return JSON(History(data: try await office.history(of: id, Record.self, in: context.tenant)))
        }
    }

    private struct Notes: Encodable {
        let data: [RecordNote]
    }

    private struct History: Encodable {
        let data: [HistoryEntry]
    }
}

extension RecordFilter {
    /// - Throws: `Problem` when a time cannot be read.
    init(_ request: Request) throws {
        let query = request.uri.queryParameters
        func instant(_ name: String) throws -> Date? {
            guard let text = query.get(name) else { return nil }
            guard let date = try? Date(text, strategy: .iso8601) else {
                throw Problem.invalid("#/\(name)", "A time is written like 2026-01-31T14:30:00Z.")
            }
            return date
        }
        self.init(
            status: query.get("status"), from: try instant("from"), to: try instant("to"), search: try Self.text(query.get("search") ?? ""))
    }

    /// What is looked for.
    ///
    /// - Throws: `Problem` when it is too long to be that.
    static func text(_ search: String) throws -> String {
        guard search.utf8.count <= 200, !search.contains("\0") else {
            throw Problem.invalid("#/search", "At most 200 characters can be looked for.")
        }
        return search
    }
}

extension [Endpoint.Parameter] {
    /// `status`, `from`, `to` and `search`.
    static var filter: [Endpoint.Parameter] {
        [
            Endpoint.Parameter("status", "Only those in this state"),
            Endpoint.Parameter(
                "from", "Only those made from this instant on; appointments: that begin then", schema: .string(format: "date-time")),
            Endpoint.Parameter("to", "Only those made before this instant", schema: .string(format: "date-time")),
            .search,
        ]
    }
}

extension Endpoint.Parameter {
    static let search = Endpoint.Parameter("search", "A number, part of a name, or the last four digits or more of a phone number")
}
