import Core
import Features
import Foundation
import HTTPTypes
import Hummingbird
import Storage

/// The keys of a business, for its owner.
struct KeysController: Sendable {
    let keys: KeyRing

    private static let path = "/api/business/{businessId}/keys"
    private static let access = Endpoint.Access.member(.owner, .administration)
    private static let tags = ["Keys"]

    private struct Key: Encodable {
        let id: String
        let kind: APIKey.Kind
        let prefix: String
        let label: String
        let scopes: [String]
        let origins: [String]
        let createdAt: Date
        let lastUsedAt: Date?
        let expiresAt: Date?
        let revokedAt: Date?
        /// Only in the answer to the request that made it.
        let key: String?

        init(_ key: APIKey, text: Secret? = nil) {
            id = key.id.rawValue
            kind = key.kind
            prefix = key.prefix
            label = key.label
            scopes = key.kind == .secret ? key.scopes.map(\.rawValue).sorted() : []
            origins = key.origins
            createdAt = key.createdAt
            lastUsedAt = key.lastUsedAt
            expiresAt = key.expiresAt
            revokedAt = key.revokedAt
            self.key = text?.reveal()
        }
    }

    private struct List: Encodable {
        let data: [Key]
    }

    private struct Wish: Decodable {
        let kind: APIKey.Kind
        let label: String
        let scopes: [APIKey.Scope]?
        let origins: [String]?
        let expiresAt: Date?
    }

    private struct Change: Decodable {
        let label: String
        let origins: [String]?
    }

    private struct Rotation: Decodable {
        let overlapSeconds: Int?
    }

    func addRoutes(to routes: inout Routes, on router: some RouterMethods<TenantRequestContext>) {
        addKeys(to: &routes, on: router)
        addOneKey(to: &routes, on: router)
    }

    private func addKeys(to routes: inout Routes, on router: some RouterMethods<TenantRequestContext>) {
        routes.add(
            Endpoint(
                .get, Self.path, summary: "List the keys, oldest first", access: Self.access, tags: Self.tags,
                responses: [.init(200, "All that ever were", .json(.object(["data": .array(of: .apiKey)])))]), to: router
        ) { _, context in
            JSON(List(data: try await keys.keys(of: context.businessID).map { Key($0) }))
        }
        routes.add(
            Endpoint(
                .post, Self.path, summary: "Make a key",
                details: "Its text is in this answer and nowhere else. A publishable key may start calls and read public facts, from pages "
                    + "of its origins and of the business's own host. A key makes no key that is good for more than itself.",
                access: Self.access, tags: Self.tags,
                request: .json(
                    .object(
                        [
                            "kind": .choice(APIKey.Kind.allCases.map { $0.rawValue }), "label": .string(length: 1...120),
                            "scopes": .array(of: .scope).orNull.described("Without it a secret key is good for everything"),
                            "origins": .array(of: .string().example("https://www.roma.example")).orNull,
                            "expiresAt": .string(format: "date-time").orNull,
                        ], optional: ["scopes", "origins", "expiresAt"])),
                responses: [.init(200, "The key, with its text", .json(.apiKey))], problems: [.conflict("There are too many.")]),
            to: router
        ) { request, context in
            let wish = try await request.json(as: Wish.self)
            var scopes = wish.scopes.map { Set($0) }
            if case .key(_, let own) = context.authority, wish.kind == .secret {
                scopes = scopes ?? own
                guard scopes?.isSubset(of: own) == true else { throw Problem.forbidden("This key is not good for all of that itself.") }
            }
            let issued = try await keys.issue(
                KeyWish(kind: wish.kind, label: wish.label, scopes: scopes, origins: wish.origins ?? [], expiresAt: wish.expiresAt),
                for: context.businessID, by: context.actor)
            return JSON(Key(issued.key, text: issued.text))
        }
    }

    private func addOneKey(to routes: inout Routes, on router: some RouterMethods<TenantRequestContext>) {
        routes.add(
            Endpoint(
                .put, "\(Self.path)/{id}", summary: "Change a key's label and origins", access: Self.access, tags: Self.tags,
                request: .json(
                    .object(
                        ["label": .string(length: 1...120), "origins": .array(of: .string()).orNull], optional: ["origins"])),
                responses: [.init(200, "The key", .json(.apiKey))], problems: [.conflict("It is good no longer.")]), to: router
        ) { request, context in
            let change = try await request.json(as: Change.self)
            let id = try APIKey.ID(context.parameters.require("id"))
            return JSON(
                Key(
                    try await keys.change(
                        id, label: change.label, origins: change.origins ?? [], of: context.businessID, by: context.actor)))
        }
        routes.add(
            Endpoint(
                .post, "\(Self.path)/{id}/rotate", summary: "Make a key in place of one",
                details: "The old one works on for `overlapSeconds`: a day without them, 90 days at the most.", access: Self.access,
                tags: Self.tags,
                request: .json(
                    .object(["overlapSeconds": .integer(0...Int(KeyRing.longestOverlap)).orNull], optional: ["overlapSeconds"])),
                responses: [.init(200, "The new key, with its text", .json(.apiKey))], problems: [.conflict("It is good no longer.")]),
            to: router
        ) { request, context in
            let rotation = try await request.json(as: Rotation.self)
            let id = try APIKey.ID(context.parameters.require("id"))
            try await requireOwn(id, context)
            let issued = try await keys.rotate(
                id, of: context.businessID, overlap: rotation.overlapSeconds.map { TimeInterval($0) } ?? KeyRing.standardOverlap,
                by: context.actor)
            return JSON(Key(issued.key, text: issued.text))
        }
        routes.add(
            Endpoint(
                .delete, "\(Self.path)/{id}", summary: "Revoke a key", access: Self.access, tags: Self.tags,
                responses: [.init(204, "It opens nothing")]), to: router
        ) { _, context in
            try await keys.revoke(APIKey.ID(context.parameters.require("id")), of: context.businessID, by: context.actor)
            return Response(status: .noContent)
        }
    }

    /// A key does not get hold of one that is good for more than itself.
    private func requireOwn(_ id: APIKey.ID, _ context: TenantRequestContext) async throws {
        guard case .key(_, let own) = context.authority else { return }
        let key = try await keys.keys(of: context.businessID).first { $0.id == id }
        guard let key, key.kind == .secret, !key.scopes.isSubset(of: own) else { return }
        throw Problem.forbidden("This key is not good for all of that itself.")
    }
}

extension JSONSchema {
    fileprivate static let scope = choice(APIKey.Scope.allCases.map { $0.rawValue })

    fileprivate static let apiKey = object(
        [
            "id": string(), "kind": choice(APIKey.Kind.allCases.map { $0.rawValue }), "prefix": string(), "label": string(),
            "scopes": array(of: scope), "origins": array(of: string()), "createdAt": string(format: "date-time"),
            "lastUsedAt": string(format: "date-time"), "expiresAt": string(format: "date-time"), "revokedAt": string(format: "date-time"),
            "key": string().described("Only in the answer that made it"),
        ], optional: ["lastUsedAt", "expiresAt", "revokedAt", "key"])
}
