import Core
import Features
import Hummingbird
import Storage

/// The proof of the address that a business registered with. The link in the letter opens a page, which sends the token here: what
/// merely looks at links in mail proves nothing.
struct AddressVerificationController: Sendable {
    let verification: AddressVerification
    let addresses: Addresses

    private struct Link: Decodable {
        let token: String
    }

    private struct Proven: Encodable {
        let verified: Bool
        let subdomain: String
        let url: String
    }

    func addRoutes(to routes: inout Routes, on router: some RouterMethods<AppRequestContext>) {
        routes.add(
            Endpoint(
                .post, "/api/address-verifications", summary: "Prove an address of mail",
                details: "With the token of the link in the letter.",
                access: .open, tags: ["Registration"], request: .json(.object(["token": .string()])),
                responses: [
                    .init(
                        200, "It is proven", .json(.object(["verified": .boolean, "subdomain": .string(), "url": .string(format: "uri")])))
                ],
                problems: [.linkNotValid]), to: router
        ) { request, _ in
            let link = try await request.json(as: Link.self)
            let host = addresses.host(of: try await verification.verify(Secret(link.token)))
            return JSON(Proven(verified: true, subdomain: host.name, url: host.url))
        }
    }

    func addOwnerRoutes(to routes: inout Routes, on router: some RouterMethods<TenantRequestContext>) {
        let path = "/api/business/{businessId}/address-verification"
        let schema = JSONSchema.object(
            ["settled": .boolean, "asked_at": .string(format: "date-time"), "verified_at": .string(format: "date-time")],
            optional: ["asked_at", "verified_at"])
        routes.add(
            Endpoint(
                .get, path, summary: "Read whether the owner's address is proven",
                details: "While it is asked for and not proven, no telephone line leads here, and customers are sent nothing.",
                access: .member(.staff, .readConfiguration), tags: ["Business"], responses: [.init(200, "How it stands", .json(schema))]),
            to: router
        ) { _, context in
            JSON(try await verification.standing(of: context.businessID))
        }
        routes.add(
            Endpoint(
                .post, path, summary: "Send the letter that asks for the proof again", details: "Five times in all, a minute apart.",
                access: .member(.owner, .administration), tags: ["Business"], responses: [.init(200, "How it stands", .json(schema))],
                problems: [.conflict("There is nothing to prove.")]), to: router
        ) { _, context in
            try await verification.sendAgain(to: context.businessID)
            return JSON(try await verification.standing(of: context.businessID))
        }
    }
}
