import Core
import Features
import HTTPTypes
import Hummingbird
import Storage

/// The way in and out for people, on the platform's host and on each business's.
struct SignInController: Sendable {
    let signIn: SignIn
    let passwords: PasswordChange
    let invitations: Invitations
    let doors: Doors

    private static let tags = ["Account"]
    private static let crossSite: [Problem] = [.forbidden("")]

    private struct Credentials: Decodable {
        let email: String
        let password: String
        let code: String?
    }

    private struct Forgotten: Decodable {
        let email: String
    }

    private struct Reset: Decodable {
        let token: String
        let password: String
    }

    private struct Token: Decodable {
        let token: String
    }

    private struct Acceptance: Decodable {
        let token: String
        let name: String?
        let password: String?
    }

    private struct Offer: Encodable {
        let businessName: String
        let subdomain: String
        let email: String
        let role: Role
        let hasPassword: Bool

        init(_ offer: Invitations.Offer) {
            businessName = offer.businessName
            subdomain = offer.subdomain
            email = offer.email
            role = offer.role
            hasPassword = offer.hasPassword
        }
    }

    func addRoutes(to routes: inout Routes, on router: some RouterMethods<AppRequestContext>) {
        addSignIn(to: &routes, on: router)
        addPasswordLinks(to: &routes, on: router)
        addInvitations(to: &routes, on: router)
    }

    private func addSignIn(to routes: inout Routes, on router: some RouterMethods<AppRequestContext>) {
        routes.add(
            Endpoint(
                .post, "/api/account/sign-in", summary: "Sign in",
                details: "On a business's host the session opens that business; on the platform's own host, everything of the account. "
                    + "Problem `second-factor-needed` asks for the same again with `code`.",
                access: .open, tags: Self.tags,
                request: .json(
                    .object(["email": .string(), "password": .string(), "code": .string().orNull], optional: ["code"])),
                responses: [.init(204, "The cookie is set")],
                problems: Self.crossSite + [.wrongCredentials, .secondFactorNeeded, .wrongCode]), to: router
        ) { request, context in
            try requireOwnPage(request, context)
            let wanted = try await request.json(as: Credentials.self)
            let business = try await business(of: context)
            let token = try await signIn.signIn(
                SignIn.Attempt(
                    email: wanted.email, password: Secret(wanted.password), code: wanted.code, business: business,
                    address: context.origin.isLoopback ? nil : context.origin.address, agent: request.headers[.userAgent] ?? ""))
            var response = Response(status: .noContent)
            response.setCookie(try SessionCookie.begin(token, context.origin))
            return response
        }
        routes.add(
            Endpoint(
                .post, "/api/account/sign-out", summary: "Sign out", access: .open, tags: Self.tags,
                responses: [.init(204, "The session is over")], problems: Self.crossSite), to: router
        ) { request, context in
            do {
                try await signIn.signOut(doors.person(request, context))
            } catch let problem as Problem where problem == .unauthorized {
                // It was over before.
            }
            var response = Response(status: .noContent)
            response.setCookie(SessionCookie.end(context.origin))
            return response
        }
    }

    private func addPasswordLinks(to routes: inout Routes, on router: some RouterMethods<AppRequestContext>) {
        routes.add(
            Endpoint(
                .post, "/api/account/forgotten-password", summary: "Ask for a link over which a password is chosen",
                details: "The answer is the same whether there is an account or not.", access: .open, tags: Self.tags,
                request: .json(.object(["email": .string()])), responses: [.init(202, "If there is an account, a letter is on its way")],
                problems: Self.crossSite), to: router
        ) { request, context in
            try requireOwnPage(request, context)
            let wanted = try await request.json(as: Forgotten.self)
            try await passwords.requestLink(to: wanted.email, from: context.origin.isLoopback ? nil : context.origin.address)
            return Response(status: .accepted)
        }
        routes.add(
            Endpoint(
                .post, "/api/account/reset-password", summary: "Choose a password, with the token of a link",
                details: "Whoever is signed in to the account no longer is.", access: .open, tags: Self.tags,
                request: .json(.object(["token": .string(), "password": .string(length: 10...200)])),
                responses: [.init(204, "It is chosen")], problems: Self.crossSite + [.deadLink]), to: router
        ) { request, context in
            try requireOwnPage(request, context)
            let wanted = try await request.json(as: Reset.self)
            try await passwords.reset(with: Secret(wanted.token), to: Secret(wanted.password))
            return Response(status: .noContent)
        }
    }

    private func addInvitations(to routes: inout Routes, on router: some RouterMethods<AppRequestContext>) {
        let offer = JSONSchema.object(
            [
                "businessName": .string(), "subdomain": .string(), "email": .string(), "role": .role,
                "hasPassword": .boolean.described("Whether the address has an account already: then nothing but a yes is needed"),
            ])
        routes.add(
            Endpoint(
                .post, "/api/account/invitation", summary: "Read an invitation, with the token of its link", access: .open,
                tags: Self.tags, request: .json(.object(["token": .string()])), responses: [.init(200, "It", .json(offer))],
                problems: [.deadLink]), to: router
        ) { request, _ in
            JSON(Offer(try await invitations.offer(in: Secret(request.json(as: Token.self).token))))
        }
        routes.add(
            Endpoint(
                .post, "/api/account/invitation/accept", summary: "Accept an invitation", access: .open, tags: Self.tags,
                request: .json(
                    .object(
                        ["token": .string(), "name": .string().orNull, "password": .string().orNull], optional: ["name", "password"])),
                responses: [.init(200, "What it was", .json(offer))], problems: Self.crossSite + [.deadLink]), to: router
        ) { request, context in
            try requireOwnPage(request, context)
            let wanted = try await request.json(as: Acceptance.self)
            return JSON(
                Offer(
                    try await invitations.accept(
                        Secret(wanted.token), name: wanted.name ?? "", password: wanted.password.map { Secret($0) })))
        }
    }

    /// Another site's page may not sign anybody in or out here: they would go on in somebody else's account without noticing. Programs
    /// name no page.
    private func requireOwnPage(_ request: Request, _ context: AppRequestContext) throws {
        guard request.headers[.origin] != nil || request.headers[named: "Sec-Fetch-Site"] != nil else { return }
        try SessionCookie.requireOwnPage(request, context.origin)
    }

    /// - Returns: nil on the platform's own host.
    /// - Throws: `Problem.notFound` on a host that is nobody's: a session begun there would open everything, to whoever has the name.
    private func business(of context: AppRequestContext) async throws -> Business.ID? {
        guard let subdomain = context.subdomain else {
            guard context.isPlatformHost else { throw Problem.notFound("business") }
            return nil
        }
        guard let tenant = try await doors.business(at: subdomain) else { throw Problem.notFound("business") }
        return tenant.id
    }
}
