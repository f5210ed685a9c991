import Core
import Features
import Foundation
import HTTPTypes
import Hummingbird
import Storage

/// A person's own account.
struct AccountController: Sendable {
    let accounts: OwnAccount
    let passwords: PasswordChange
    let secondFactors: SecondFactors
    /// What authenticator apps call the platform.
    let issuer: String

    private static let tags = ["Account"]

    private struct Renaming: Decodable {
        let name: String
    }

    private struct NewPassword: Decodable {
        let password: String
        let newPassword: String
    }

    private struct Confirmation: Decodable {
        let password: String
    }

    private struct Code: Decodable {
        let code: String
    }

    private struct Enrolment: Encodable {
        let secret: String
        let uri: String
        let picture: String
    }

    private struct RecoveryCodes: Encodable {
        let recoveryCodes: [String]
    }

    private struct List<Item: Encodable>: Encodable {
        let data: [Item]
    }

    func addRoutes(to routes: inout Routes, on router: some RouterMethods<PersonRequestContext>) {
        routes.add(
            Endpoint(
                .get, "/api/account", summary: "Read one's own account", access: .person, tags: Self.tags,
                responses: [.init(200, "It, with the businesses that this session opens", .json(.account))]), to: router
        ) { _, context in
            JSON(try await accounts.read(by: context.person))
        }
        routes.add(
            Endpoint(
                .put, "/api/account", summary: "Change one's own name", access: .person, tags: Self.tags,
                request: .json(.object(["name": .string(length: 1...120)])), responses: [.init(200, "It", .json(.account))]), to: router
        ) { request, context in
            JSON(try await accounts.rename(to: request.json(as: Renaming.self).name, by: context.person))
        }
        routes.add(
            Endpoint(
                .post, "/api/account/password", summary: "Change one's password", details: "Every other session ends.", access: .person,
                tags: Self.tags,
                request: .json(.object(["password": .string().described("The present one"), "newPassword": .string(length: 10...200)])),
                responses: [.init(204, "It is changed")]), to: router
        ) { request, context in
            let wanted = try await request.json(as: NewPassword.self)
            try await passwords.change(from: Secret(wanted.password), to: Secret(wanted.newPassword), for: context.person)
            return Response(status: .noContent)
        }
        addSessions(to: &routes, on: router)
        addSecondFactor(to: &routes, on: router)
    }

    private func addSessions(to routes: inout Routes, on router: some RouterMethods<PersonRequestContext>) {
        let path = "/api/account/sessions"
        routes.add(
            Endpoint(
                .get, path, summary: "List where one is signed in, newest first", access: .person, tags: Self.tags,
                responses: [.init(200, "All of them", .json(.object(["data": .array(of: .accountSession)])))]), to: router
        ) { _, context in
            JSON(List(data: try await accounts.sessions(of: context.person)))
        }
        routes.add(
            Endpoint(
                .delete, path, summary: "Sign out everywhere else", access: .person, tags: Self.tags,
                responses: [.init(204, "The others are over")]), to: router
        ) { _, context in
            try await accounts.endOtherSessions(of: context.person)
            return Response(status: .noContent)
        }
        routes.add(
            Endpoint(
                .delete, "\(path)/{id}", summary: "End a session", access: .person, tags: Self.tags,
                responses: [.init(204, "It is over")]), to: router
        ) { _, context in
            try await accounts.end(AccountSession.ID(context.parameters.require("id")), of: context.person)
            return Response(status: .noContent)
        }
    }

    private func addSecondFactor(to routes: inout Routes, on router: some RouterMethods<PersonRequestContext>) {
        let path = "/api/account/second-factor"
        let codes = Endpoint.Response(
            200, "The recovery codes, shown this once", .json(.object(["recoveryCodes": .array(of: .string())])))
        let password = Endpoint.Content.json(.object(["password": .string()]))
        routes.add(
            Endpoint(
                .post, path, summary: "Begin a second factor",
                details:
                    "The secret goes into an authenticator app (RFC 6238: SHA-1, six digits, 30 s). It is asked for once it is confirmed.",
                access: .person, tags: Self.tags, request: password,
                responses: [
                    .init(
                        200, "Shown this once",
                        .json(
                            .object(["secret": .string(), "uri": .string(), "picture": .string().described("The uri as a QR code: SVG")])))
                ],
                problems: [.conflict("")]), to: router
        ) { request, context in
            try await passwords.confirm(Secret(request.json(as: Confirmation.self).password), for: context.person)
            let enrolment = try await secondFactors.begin(for: context.person, issuer: issuer)
            return JSON(
                Enrolment(secret: enrolment.secret.reveal(), uri: enrolment.address.reveal(), picture: enrolment.picture.reveal()))
        }
        routes.add(
            Endpoint(
                .post, "\(path)/confirm", summary: "Put the second factor into force", access: .person, tags: Self.tags,
                request: .json(.object(["code": .string()])), responses: [codes], problems: [.conflict("")]), to: router
        ) { request, context in
            let codes = try await secondFactors.confirm(request.json(as: Code.self).code, for: context.person)
            return JSON(RecoveryCodes(recoveryCodes: codes.map { $0.reveal() }))
        }
        routes.add(
            Endpoint(
                .post, "\(path)/recovery-codes", summary: "Make new recovery codes; the ones before are void", access: .person,
                tags: Self.tags, request: password, responses: [codes], problems: [.conflict("")]), to: router
        ) { request, context in
            try await passwords.confirm(Secret(request.json(as: Confirmation.self).password), for: context.person)
            let codes = try await secondFactors.renewRecoveryCodes(of: context.person.account)
            return JSON(RecoveryCodes(recoveryCodes: codes.map { $0.reveal() }))
        }
        routes.add(
            Endpoint(
                .post, "\(path)/remove", summary: "Remove the second factor", access: .person, tags: Self.tags, request: password,
                responses: [.init(204, "It is gone")]), to: router
        ) { request, context in
            try await passwords.confirm(Secret(request.json(as: Confirmation.self).password), for: context.person)
            try await secondFactors.remove(from: context.person.account, by: context.person.actor)
            return Response(status: .noContent)
        }
    }
}
