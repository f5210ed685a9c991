import Core
import Features
import Foundation
import Hummingbird
import Storage

/// The names of its own under which a business is found.
struct DomainsController: Sendable {
    let domains: CustomDomains
    let addresses: Addresses

    private struct Wish: Decodable {
        let domain: String
    }

    private struct Shown: Encodable {
        let domain: String
        let state: CustomDomain.State
        let records: [CustomDomain.Record]
        let verified_at: Date?
        let checked_at: Date?
        let next_check_at: Date?
        let detail: String?
    }

    func addRoutes(to routes: inout Routes, on router: some RouterMethods<TenantRequestContext>) {
        let (many, one) = ("/api/business/{businessId}/domains", "/api/business/{businessId}/domains/{domain}")
        let tags = ["Business"]
        routes.add(
            Endpoint(
                .get, many, summary: "List the business's own domains", access: .member(.manager, .readConfiguration), tags: tags,
                responses: [.init(200, "All of them", .json(.object(["data": .array(of: Self.schema)])))]), to: router
        ) { _, context in
            JSON(["data": try await domains.domains(of: context.businessID).map { shown($0, context) }])
        }
        routes.add(
            Endpoint(
                .post, many, summary: "Name a domain under which the business is to be found",
                details:
                    "Set the records of the answer at whoever keeps the domain. It is looked for from now on, and the business is served "
                    + "under it once the TXT record is there; its subdomain stays.", access: .member(.owner, .writeConfiguration),
                tags: tags,
                request: .json(.object(["domain": .string()])), responses: [.init(201, "What to set", .json(Self.schema))],
                problems: [.conflict("There are too many.")]), to: router
        ) { request, context in
            let wish = try await request.json(as: Wish.self)
            return JSON(shown(try await domains.add(wish.domain, for: context.businessID), context), status: .created)
        }
        routes.add(
            Endpoint(
                .post, "\(one)/check", summary: "Look for a domain's records now", details: "Every ten seconds at most.",
                access: .member(.owner, .writeConfiguration), tags: tags, responses: [.init(200, "What was found", .json(Self.schema))]),
            to: router
        ) { _, context in
            JSON(shown(try await domains.check(context.parameters.require("domain"), of: context.businessID), context))
        }
        routes.add(
            Endpoint(
                .delete, one, summary: "Be found under a domain no more", access: .member(.owner, .writeConfiguration), tags: tags,
                responses: [.init(204, "It is removed")]), to: router
        ) { _, context in
            try await domains.remove(context.parameters.require("domain"), of: context.businessID)
            return Response(status: .noContent)
        }
    }

    /// For the proxy that gets certificates as domains are asked for.
    func addCertificateQuestion(to routes: inout Routes, on router: some RouterMethods<AppRequestContext>) {
        routes.add(
            Endpoint(
                .get, "/certificates/ask", summary: "Whether a certificate may be had for a domain",
                details: "200 for a domain that a business has proven to be its own, 404 for any other: what Caddy's `on_demand_tls` asks. "
                    + "Answers programs on this machine.", access: .loopback, tags: ["Operations"],
                parameters: [.init("domain", "Such as voice.roma.example", schema: .string())],
                responses: [.init(200, "It may", .json(.object(["domain": .string()])))]), to: router
        ) { request, context in
            guard context.origin.isLoopback, let name = request.uri.queryParameters.get("domain")?.lowercased(),
                try await domains.subdomain(ofHost: name) != nil
            else { throw Problem.notFound("domain") }
            return JSON(["domain": name])
        }
    }

    private func shown(_ domain: CustomDomain, _ context: TenantRequestContext) -> Shown {
        Shown(
            domain: domain.domain, state: domain.state, records: domain.records(home: addresses.host(of: context.label).name),
            verified_at: domain.verifiedAt, checked_at: domain.checkedAt, next_check_at: domain.dueAt, detail: domain.lastError)
    }

    private static let schema = JSONSchema.object(
        [
            "domain": .string(), "state": .choice(CustomDomain.State.allCases.map { $0.rawValue }),
            "records": .array(of: .object(["type": .string(), "name": .string(), "value": .string(), "purpose": .string()])),
            "verified_at": .string(format: "date-time"), "checked_at": .string(format: "date-time"),
            "next_check_at": .string(format: "date-time"), "detail": .string().described("Why it is not verified"),
        ], optional: ["verified_at", "checked_at", "next_check_at", "detail"])
}
