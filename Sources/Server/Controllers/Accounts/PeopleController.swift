import Core
import Features
import Foundation
import HTTPTypes
import Hummingbird
import Storage

/// The people of a business, and what they and its programs did, for its owner.
struct PeopleController: Sendable {
    let people: People
    let invitations: Invitations
    let auditLog: AuditLog

    private static let tags = ["People"]
    private static let access = Endpoint.Access.member(.owner, .administration)
    private static let staff = "/api/business/{businessId}/staff"
    private static let invitationsPath = "/api/business/{businessId}/invitations"

    private struct Person: Encodable {
        let id: String
        let email: String
        let name: String
        let role: Role
        let since: Date
        let hasSecondFactor: Bool

        init(_ member: Member) {
            id = member.account.rawValue
            email = member.email
            name = member.name
            role = member.role
            since = member.since
            hasSecondFactor = member.hasSecondFactor
        }
    }

    private struct Invitation: Encodable {
        let id: String
        let email: String
        let role: Role
        let invitedBy: String
        let createdAt: Date
        let expiresAt: Date

        init(_ invitation: Invitations.Invitation) {
            id = invitation.id.rawValue
            email = invitation.email
            role = invitation.role
            invitedBy = invitation.invitedBy
            createdAt = invitation.createdAt
            expiresAt = invitation.expiresAt
        }
    }

    private struct List<Item: Encodable>: Encodable {
        let data: [Item]
    }

    private struct RoleChange: Decodable {
        let role: Role
    }

    private struct NewInvitation: Decodable {
        let email: String
        let role: Role
    }

    func addRoutes(to routes: inout Routes, on router: some RouterMethods<TenantRequestContext>) {
        addPeople(to: &routes, on: router)
        addInvitations(to: &routes, on: router)
        routes.add(
            Endpoint(
                .get, "/api/business/{businessId}/audit", summary: "List what people and programs did, newest first", access: Self.access,
                tags: Self.tags, parameters: .paging, responses: [.init(200, "A page of it", .json(.page(of: .auditRecord)))]), to: router
        ) { request, context in
            let paging = try Paging(request)
            return JSON(try await auditLog.page(after: paging.cursor, limit: paging.limit, of: context.tenant))
        }
    }

    private func addPeople(to routes: inout Routes, on router: some RouterMethods<TenantRequestContext>) {
        let lastOwner: [Problem] = [.conflict("It is the last owner.")]
        routes.add(
            Endpoint(
                .get, Self.staff, summary: "List the people of the business", access: Self.access, tags: Self.tags,
                responses: [.init(200, "All of them", .json(.object(["data": .array(of: .person)])))]), to: router
        ) { _, context in
            JSON(List(data: try await people.members(of: context.businessID).map(Person.init)))
        }
        routes.add(
            Endpoint(
                .put, "\(Self.staff)/{id}", summary: "Change what a person may do", access: Self.access, tags: Self.tags,
                request: .json(.object(["role": .role])), responses: [.init(200, "The person", .json(.person))], problems: lastOwner),
            to: router
        ) { request, context in
            try Self.requireWholeAuthority(context)
            let role = try await request.json(as: RoleChange.self).role
            let account = try Account.ID(context.parameters.require("id"))
            return JSON(Person(try await people.change(account, to: role, in: context.businessID, by: context.actor)))
        }
        routes.add(
            Endpoint(
                .delete, "\(Self.staff)/{id}", summary: "Remove a person", access: Self.access, tags: Self.tags,
                responses: [.init(204, "The person is none of the business's")], problems: lastOwner), to: router
        ) { _, context in
            try Self.requireWholeAuthority(context)
            try await people.remove(Account.ID(context.parameters.require("id")), from: context.businessID, by: context.actor)
            return Response(status: .noContent)
        }
    }

    /// A key makes nobody mightier than it is itself.
    private static func requireWholeAuthority(_ context: TenantRequestContext) throws {
        guard case .key(_, let scopes) = context.authority, scopes != Set(APIKey.Scope.allCases) else { return }
        throw Problem.forbidden("A key decides about people only when it has every scope.")
    }

    private func addInvitations(to routes: inout Routes, on router: some RouterMethods<TenantRequestContext>) {
        routes.add(
            Endpoint(
                .get, Self.invitationsPath, summary: "List the invitations that wait for an answer", access: Self.access,
                tags: Self.tags, responses: [.init(200, "All of them", .json(.object(["data": .array(of: .invitation)])))]), to: router
        ) { _, context in
            JSON(List(data: try await invitations.open(of: context.businessID).map(Invitation.init)))
        }
        routes.add(
            Endpoint(
                .post, Self.invitationsPath, summary: "Invite somebody", details: "By a letter with a link that works for a week.",
                access: Self.access, tags: Self.tags, request: .json(.object(["email": .string(), "role": .role])),
                responses: [.init(200, "It", .json(.invitation))], problems: [.conflict("One of the business's people already.")]),
            to: router
        ) { request, context in
            try Self.requireWholeAuthority(context)
            let wanted = try await request.json(as: NewInvitation.self)
            return JSON(
                Invitation(try await invitations.invite(wanted.email, as: wanted.role, to: context.businessID, by: context.actor)))
        }
        routes.add(
            Endpoint(
                .delete, "\(Self.invitationsPath)/{id}", summary: "Withdraw an invitation", access: Self.access, tags: Self.tags,
                responses: [.init(204, "Its link no longer works")]), to: router
        ) { _, context in
            try await invitations.withdraw(.init(context.parameters.require("id")), from: context.businessID, by: context.actor)
            return Response(status: .noContent)
        }
    }
}
