import Features
import Foundation
import Hummingbird
import Storage

/// Something of which a business has exactly one, read and replaced as a whole.
struct DocumentController<Document: Codable & Sendable>: Sendable {
    /// The last part of its path: `hours`.
    let path: String
    /// As a sentence goes on: `the opening hours`.
    let noun: String
    /// What an owner should know before replacing it.
    let details: String
    let schema: JSONSchema
    let read: @Sendable (Tenant) async throws -> Document
    /// Returns what is stored then.
    let replace: @Sendable (Document, Tenant) async throws -> Document

    func addRoutes(
        to routes: inout Routes, on router: some RouterMethods<TenantRequestContext>, clock: @escaping @Sendable () -> Date
    ) {
        let path = "/api/business/{businessId}/\(path)"
        let content = Endpoint.Content.json(schema)
        routes.add(
            Endpoint(
                .get, path, summary: "Read \(noun)", access: .member(.staff, .readConfiguration), tags: ["Business"],
                responses: [.init(200, "As stored", content)]),
            to: router
        ) { _, context in
            JSON(try await read(context.tenant))
        }
        routes.add(
            Endpoint(
                .put, path, summary: "Replace \(noun)", details: details, access: .member(.manager, .writeConfiguration),
                tags: ["Business"], request: content,
                responses: [.init(200, "What is stored now", content)]), to: router
        ) { request, context in
            JSON(try await replace(request.json(), context.tenant(noting: "\(self.path).replaced", at: clock())))
        }
    }
}

extension DocumentController<HoursDocument> {
    static var hours: Self {
        Self(
            path: "hours", noun: "the opening hours",
            details: "Intervals are HH:MM-HH:MM in the business's time zone; a weekday left out is closed.", schema: .hours,
            read: HoursEditor.hours(of:), replace: HoursEditor.replace(with:in:))
    }
}
