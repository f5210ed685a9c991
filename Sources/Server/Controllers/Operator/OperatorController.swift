import Core
import Features
import Foundation
import HTTPTypes
import Hummingbird
import Storage

/// The platform's operators: businesses, failures, decisions, numbers. Nothing here is for a business's own people.
struct OperatorController: Sendable {
    let desk: OperatorDesk
    let addresses: Addresses

    private static let tags = ["Operator"]
    private static let business = "/api/operator/businesses/{id}"

    private struct Because: Decodable {
        let reason: String
    }

    private struct Deletion: Decodable {
        let reason: String
        let subdomain: String
    }

    private struct Resend: Decodable {
        let occasion: String
    }

    private struct Stands: Encodable {
        let standing: Standing
    }

    private struct Visit: Encodable {
        let url: String
    }

    func addRoutes(to routes: inout Routes, on router: some RouterMethods<PersonRequestContext>) {
        addReading(to: &routes, on: router)
        addDecisions(to: &routes, on: router)
        addImpersonation(to: &routes, on: router)
    }

    private func addReading(to routes: inout Routes, on router: some RouterMethods<PersonRequestContext>) {
        routes.add(
            Endpoint(
                .get, "/api/operator/businesses", summary: "List the businesses, newest first", access: .platformOperator, tags: Self.tags,
                parameters: [
                    .init("q", "A part of name, subdomain or address of mail"),
                    .init("standing", "How they stand", schema: .choice(Standing.allCases.map(\.rawValue))),
                    .init("plan", "Their plan"),
                ] + .paging,
                responses: [.init(200, "A page of them", .json(.page(of: .operatedBusiness)))]), to: router
        ) { request, _ in
            let paging = try Paging(request)
            let query = request.uri.queryParameters
            let standing = try query.get("standing").map { text in
                guard let standing = Standing(rawValue: text) else { throw Problem.invalid("#/standing", "There is no such standing.") }
                return standing
            }
            return JSON(
                try await desk.businesses(
                    BusinessSearch(
                        text: query.get("q").flatMap { $0.isEmpty ? nil : $0 }, standing: standing, plan: query.get("plan"),
                        cursor: paging.cursor.map { Business.ID($0) }, limit: paging.limit)))
        }
        routes.add(
            Endpoint(
                .get, Self.business, summary: "Show a business: how it was made, what failed, its numbers", access: .platformOperator,
                tags: Self.tags, responses: [.init(200, "It", .json(.operatedBusinessPage))]), to: router
        ) { _, context in
            JSON(try await desk.page(of: try Self.id(context), for: context.person.actor))
        }
        routes.add(
            Endpoint(
                .get, "/api/operator/failures",
                summary: "List what failed: letters, businesses half made, deletions not finished, meters that count otherwise",
                access: .platformOperator, tags: Self.tags, responses: [.init(200, "All of it", .json(.failures))]), to: router
        ) { _, _ in
            JSON(try await desk.failures())
        }
        routes.add(
            Endpoint(
                .get, "/api/operator/audit", summary: "Read what was done on the platform, newest first", access: .platformOperator,
                tags: Self.tags,
                parameters: [
                    .init("business", "The identifier of a business"), .init("q", "A part of who, what, to which thing or why"),
                ] + .paging,
                responses: [.init(200, "A page of it", .json(.page(of: .auditRecord)))]), to: router
        ) { request, _ in
            let paging = try Paging(request)
            let query = request.uri.queryParameters
            return JSON(
                try await desk.audit(
                    of: query.get("business").map { Business.ID($0) }, matching: query.get("q"), before: paging.cursor,
                    limit: paging.limit))
        }
        routes.add(
            Endpoint(
                .get, "/api/operator/analytics", summary: "Sum up calls, orders and earnings by day and plan",
                details: "Read from what is kept on the platform; no business's data is opened. Without days: the last 30.",
                access: .platformOperator, tags: Self.tags,
                parameters: [
                    .init("from", "The first day, in UTC: 2027-01-01"), .init("through", "The last day, included"),
                ], responses: [.init(200, "The sums", .json(.analytics))]), to: router
        ) { request, _ in
            JSON(try await desk.analytics(of: try days(of: request)))
        }
    }

    private func addDecisions(to routes: inout Routes, on router: some RouterMethods<PersonRequestContext>) {
        let because = JSONSchema.object(["reason": .string(length: 3...Reason.longest)])
        let stands = JSONSchema.object(["standing": .choice(Standing.allCases.map(\.rawValue))])
        routes.add(
            Endpoint(
                .post, "\(Self.business)/suspend", summary: "Shut a business out until it is resumed", access: .platformOperator,
                tags: Self.tags, request: .json(because), responses: [.init(200, "How it stands now", .json(stands))]), to: router
        ) { request, context in
            let reason = try Reason(try await request.json(as: Because.self).reason)
            return JSON(Stands(standing: try await desk.suspend(try Self.id(context), because: reason, by: context.person.actor)))
        }
        routes.add(
            Endpoint(
                .post, "\(Self.business)/resume", summary: "Let a suspended business in again", access: .platformOperator, tags: Self.tags,
                request: .json(because), responses: [.init(200, "How it stands now", .json(stands))]), to: router
        ) { request, context in
            let reason = try Reason(try await request.json(as: Because.self).reason)
            return JSON(Stands(standing: try await desk.resume(try Self.id(context), because: reason, by: context.person.actor)))
        }
        routes.add(
            Endpoint(
                .get, "\(Self.business)/deletion", summary: "Count what goes and what stays when a business is deleted",
                access: .platformOperator, tags: Self.tags, responses: [.init(200, "Rows by table", .json(.deletionPreview))]), to: router
        ) { _, context in
            JSON(try await desk.deletionPreview(of: try Self.id(context), by: context.person.actor))
        }
        routes.add(
            Endpoint(
                .post, "\(Self.business)/deletion", summary: "Delete a business, really",
                details: "`subdomain` repeats the business's own, so that none is deleted by mistake. There is no way back.",
                access: .platformOperator, tags: Self.tags,
                request: .json(.object(["reason": .string(length: 3...Reason.longest), "subdomain": .string()])),
                responses: [.init(200, "How far it is", .json(.departure))]), to: router
        ) { request, context in
            let wanted = try await request.json(as: Deletion.self)
            let id = try Self.id(context)
            try await desk.require(wanted.subdomain, of: id)
            return JSON(try await desk.delete(id, because: try Reason(wanted.reason), by: context.person.actor))
        }
        routes.add(
            Endpoint(
                .get, "\(Self.business)/archive", summary: "Fetch all that is a business's own, as one file",
                details: "A tar of JSON lines and recordings; `voiceagent import` makes a business of it.", access: .platformOperator,
                tags: Self.tags, responses: [.init(200, "The file", .init(.string(), mediaType: "application/x-tar"))]), to: router
        ) { _, context in
            let (file, subdomain) = try await desk.export(try Self.id(context), by: context.person.actor)
            let content = try await FileIO().loadFile(path: file.path, context: context)
            // Nothing stays behind, however the transfer ends.
            let body = ResponseBody(contentLength: content.contentLength) { writer in
                let result: Result<Void, any Error>
                do {
                    result = .success(try await content.write(writer))
                } catch {
                    result = .failure(error)
                }
                try FileManager.default.removeItem(at: file)
                try result.get()
            }
            return Response(
                status: .ok,
                headers: [
                    .contentType: "application/x-tar", .cacheControl: "no-store",
                    .contentDisposition: "attachment; filename=\"\(subdomain).tar\"",
                ], body: body)
        }
        routes.add(
            Endpoint(
                .post, "/api/operator/letters/resend", summary: "Send a letter again that was given up", access: .platformOperator,
                tags: Self.tags, request: .json(.object(["occasion": .string()])), responses: [.init(204, "It is in the queue")],
                problems: [.notFound("failed letter")]), to: router
        ) { request, context in
            try await desk.resendLetter(try await request.json(as: Resend.self).occasion, by: context.person.actor)
            return Response(status: .noContent)
        }
    }

    private func addImpersonation(to routes: inout Routes, on router: some RouterMethods<PersonRequestContext>) {
        routes.add(
            Endpoint(
                .post, "\(Self.business)/impersonation", summary: "Go into a business as its owner, for an hour",
                details: "The address is to be opened within a minute, once. The visit is in the business's audit log.",
                access: .platformOperator, tags: Self.tags, request: .json(.object(["reason": .string(length: 3...Reason.longest)])),
                responses: [.init(200, "Where to go", .json(.object(["url": .string(format: "uri")])))]), to: router
        ) { request, context in
            let reason = try Reason(try await request.json(as: Because.self).reason)
            let pass = try await desk.impersonate(
                try Self.id(context), because: reason, by: context.person, address: context.origin.address,
                agent: request.headers[.userAgent] ?? "")
            return JSON(Visit(url: "\(addresses.url(of: pass.subdomain))/visit#ticket=\(pass.ticket.reveal())"))
        }
        routes.add(
            Endpoint(
                .delete, "\(Self.business)/impersonation", summary: "End one's visits to a business", access: .platformOperator,
                tags: Self.tags, responses: [.init(204, "They are over")]), to: router
        ) { _, context in
            try await desk.endImpersonation(of: try Self.id(context), by: context.person)
            return Response(status: .noContent)
        }
    }

    private static func id(_ context: PersonRequestContext) throws -> Business.ID {
        Business.ID(try context.coreContext.parameters.require("id"))
    }

    private func days(of request: Request) throws -> ClosedRange<LocalDate> {
        func day(_ name: String) throws -> LocalDate? {
            try request.uri.queryParameters.get(name).map { text in
                guard let day = LocalDate(text) else { throw Problem.invalid("#/\(name)", "A day is written 2027-01-31.") }
                return day
            }
        }
        let through = try day("through") ?? desk.today
        let from = try day("from") ?? through.advanced(byDays: -29)
        guard from <= through else { throw Problem.invalid("#/from", "The first day is not after the last one.") }
        return from...through
    }
}
