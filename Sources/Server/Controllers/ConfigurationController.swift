import Core
import Features
import Foundation
import Hummingbird
import Storage

/// A business's configuration as one document: read, drafted, published, gone back to.
struct ConfigurationController: Sendable {
    let configurations: Configurations

    private static let path = "/api/business/{businessId}/configuration"
    private static let tags = ["Configuration"]

    private struct Note: Decodable {
        let note: String?

        static let longest = 200
    }

    func addRoutes(to routes: inout Routes, on router: some RouterMethods<TenantRequestContext>) {
        routes.add(
            Endpoint(
                .get, Self.path, summary: "Read the configuration in force", access: .member(.staff, .readConfiguration), tags: Self.tags,
                responses: [.init(200, "All of it", .json(.configuration))]), to: router
        ) { _, context in
            JSON(try await configurations.current(of: context.tenant))
        }
        addDraft(to: &routes, on: router)
        addVersions(to: &routes, on: router)
    }

    private func addDraft(to routes: inout Routes, on router: some RouterMethods<TenantRequestContext>) {
        let path = "\(Self.path)/draft"
        routes.add(
            Endpoint(
                .get, path, summary: "Read the draft of the configuration", access: .member(.manager, .readConfiguration), tags: Self.tags,
                responses: [.init(200, "Its parts, and what publishing them would change", .json(.configurationDraft))]), to: router
        ) { _, context in
            JSON(try await configurations.draft(of: context.tenant))
        }
        routes.add(
            Endpoint(
                .put, path, summary: "Replace the draft of the configuration",
                details: "Parts that are left out stay as they are when it is published. Of a list all entries are given: those that are "
                    + "missing are removed.", access: .member(.manager, .writeConfiguration), tags: Self.tags,
                request: .json(.configurationParts),
                responses: [.init(200, "What publishing it would change", .json(.configurationDraft))],
                problems: [.conflict("Two things would have one name.")]), to: router
        ) { request, context in
            JSON(try await configurations.keep(request.json(), in: context.tenant))
        }
        routes.add(
            Endpoint(
                .delete, path, summary: "Throw the draft of the configuration away", access: .member(.manager, .writeConfiguration),
                tags: Self.tags, responses: [.init(204, "There is none now")]), to: router
        ) { _, context in
            try await configurations.discardDraft(in: context.tenant)
            return Response(status: .noContent)
        }
        routes.add(
            Endpoint(
                .post, "\(path)/publish", summary: "Put the draft of the configuration in force",
                details: "At once: at the next turn of calls that are running, too.", access: .member(.manager, .writeConfiguration),
                tags: Self.tags, request: .json(.object(["note": .string(length: 0...Note.longest)], optional: ["note"])),
                responses: [.init(200, "The version that is in force now", .json(.configurationVersion))],
                problems: [.conflict("There is no draft.")]), to: router
        ) { request, context in
            let note = try await request.json(as: Note.self).note
            guard (note?.count ?? 0) <= Note.longest else {
                throw Problem.invalid("#/note", "A note has at most \(Note.longest) characters.")
            }
            return JSON(try await configurations.publish(note: note, by: context.actor, in: context.tenant))
        }
    }

    private func addVersions(to routes: inout Routes, on router: some RouterMethods<TenantRequestContext>) {
        let path = "\(Self.path)/versions"
        routes.add(
            Endpoint(
                .get, path, summary: "List the configurations that were in force", access: .member(.staff, .readConfiguration),
                tags: Self.tags, parameters: .paging,
                responses: [.init(200, "A page of them, the newest first", .json(.page(of: .configurationVersion)))]), to: router
        ) { request, context in
            let paging = try Paging(request)
            let last = try paging.cursor.map { cursor in
                guard let number = Int(cursor) else { throw Problem.invalid("#/cursor", "This is not a cursor of this list.") }
                return number
            }
            let versions = try await configurations.versions(of: context.tenant, before: last, limit: paging.limit + 1)
            let page = Array(versions.prefix(paging.limit))
            return JSON(Page(data: page, nextCursor: versions.count > page.count ? page.last.map { String($0.number) } : nil))
        }
        routes.add(
            Endpoint(
                .get, "\(path)/{number}", summary: "Read a configuration that was in force", access: .member(.staff, .readConfiguration),
                tags: Self.tags, responses: [.init(200, "All of it", .json(.configuration))]), to: router
        ) { _, context in
            JSON(try await configurations.version(Self.number(in: context), of: context.tenant))
        }
        routes.add(
            Endpoint(
                .post, "\(path)/{number}/restore", summary: "Go back to a configuration that was in force",
                access: .member(.manager, .writeConfiguration), tags: Self.tags,
                responses: [.init(200, "The version that is in force now", .json(.configurationVersion))]), to: router
        ) { _, context in
            JSON(try await configurations.restore(Self.number(in: context), by: context.actor, in: context.tenant))
        }
    }

    private static func number(in context: TenantRequestContext) throws -> Int {
        guard let number = Int(try context.parameters.require("number")) else { throw Problem.notFound("version") }
        return number
    }
}

extension JSONSchema {
    static let branding = object(
        [
            "displayName": string(length: 1...80).orNull, "colour": string(pattern: "^#[0-9A-Fa-f]{6}$").orNull,
            "logo": string(format: "uri").orNull,
        ], optional: ["displayName", "colour", "logo"])

    private static let parts: [String: JSONSchema] = [
        "voice": voiceConfiguration, "hours": hours, "branding": branding, "menu": array(of: menuItem), "services": array(of: service),
        "supportCategories": array(of: supportCategory),
    ]

    static let configuration = object(parts)
    static let configurationParts = object(parts, optional: Set(parts.keys))
    static let configurationDraft = object(
        ["parts": configurationParts, "changes": array(of: string()).described("As a person reads them")])
    static let configurationVersion = object(
        [
            "number": integer(), "publishedAt": instant, "publishedBy": string(), "note": string().orNull, "changes": array(of: string()),
        ], optional: ["note"])
}
