import Conversation
import Core
import Features
import Foundation
import Hummingbird
import Storage

/// The appointments of some days, why a time is not offered, the waiting list, and calendars for other programs.
struct AppointmentBookController: Sendable {
    let office: BackOffice
    let feeds: CalendarFeeds
    let doors: Doors
    let addresses: Addresses
    let clock: @Sendable () -> Date

    private static let root = "/api/business/{businessId}"
    private static let tags = ["Appointments"]

    func addRoutes(to routes: inout Routes, on router: some RouterMethods<TenantRequestContext>) {
        addCalendar(to: &routes, on: router)
        addWaitingList(to: &routes, on: router)
        addFeeds(to: &routes, on: router)
    }

    private func addCalendar(to routes: inout Routes, on router: some RouterMethods<TenantRequestContext>) {
        routes.add(
            Endpoint(
                .get, "\(Self.root)/calendar", summary: "Read the appointments of a day, a week, or more",
                access: .member(.staff, .readRecords), tags: Self.tags,
                parameters: [
                    .init("day", "The first day, YYYY-MM-DD, where the business is; today without it", schema: .string(format: "date")),
                    .init("days", "How many days; 1 without it", schema: .integer(1...AppointmentCalendar.mostDays)),
                    .init("resource", "Only those with it, by its identifier"),
                ], responses: [.init(200, "Day by day", .json(.appointmentCalendar))]), to: router
        ) { request, context in
            let query = request.uri.queryParameters
            guard let count = Int(query.get("days") ?? "1"), (1...AppointmentCalendar.mostDays).contains(count) else {
                throw Problem.invalid("#/days", "A calendar has 1 to \(AppointmentCalendar.mostDays) days.")
            }
            let first = try query.get("day").map { text in
                guard let day = LocalDate(text) else { throw Problem.invalid("#/day", "A day is written like 2026-01-31.") }
                return day
            }
            return JSON(
                try await AppointmentCalendar.days(
                    from: first, count: count, with: query.get("resource"), in: context.tenant, at: clock()))
        }
        routes.add(
            Endpoint(
                .get, "\(Self.root)/appointments/explain", summary: "Read why a time is, or is not, offered",
                access: .member(.staff, .readRecords), tags: Self.tags,
                parameters: [
                    .init("service", "The service's identifier", isRequired: true),
                    .init("start", "When it would begin", schema: .string(format: "date-time"), isRequired: true),
                ], responses: [.init(200, "The reasons", .json(.slotExplanation))]), to: router
        ) { request, context in
            let query = request.uri.queryParameters
            guard let service = query.get("service"), let text = query.get("start"), let start = try? Date(text, strategy: .iso8601) else {
                throw Problem.invalid("#/start", "Name a service, and a start like 2026-01-31T14:30:00Z.")
            }
            return JSON(try await SlotExplanation.of(Service.ID(service), at: start, in: context.tenant, now: clock()))
        }
    }

    private struct Entries: Encodable {
        let data: [WaitingListEntry]
    }

    private func addWaitingList(to routes: inout Routes, on router: some RouterMethods<TenantRequestContext>) {
        let path = "\(Self.root)/waiting-list"
        routes.add(
            Endpoint(
                .get, path, summary: "Read the waiting list, who has waited longest first", access: .member(.staff, .readRecords),
                tags: Self.tags,
                parameters: [.init("state", "Only those in it", schema: .choice(WaitingListEntry.State.allCases.map(\.rawValue)))],
                responses: [.init(200, "All of them", .json(.object(["data": .array(of: .waitingListEntry)])))]), to: router
        ) { request, context in
            let state = try request.uri.queryParameters.get("state").map { text in
                guard let state = WaitingListEntry.State(rawValue: text) else {
                    throw Problem.invalid("#/state", "There is no such state of the waiting list.")
                }
                return state
            }
            return JSON(Entries(data: try await office.waitingList(state, in: context.tenant)))
        }
        routes.add(
            Endpoint(
                .post, path, summary: "Put somebody on the waiting list",
                details: "Whoever has waited longest is offered a time that becomes free; it is kept for them for half an hour.",
                access: .member(.staff, .writeRecords), tags: Self.tags, request: .json(.waitingListDraft),
                responses: [.init(200, "As it is now: an offer may be there already", .json(.waitingListEntry))]), to: router
        ) { request, context in
            JSON(try await office.wait(request.json(as: WaitingListDraft.self), by: context.actor, in: context.tenant))
        }
        routes.add(
            Endpoint(
                .post, "\(path)/{id}/take", summary: "Book what is offered to somebody who waits",
                details: "With If-Match. Their appointment is moved, if they have one.", access: .member(.staff, .writeRecords),
                tags: Self.tags, responses: [.init(200, "The appointment", .json(.appointment))],
                problems: [.preconditionRequired, .stale, .conflict("Nothing is offered now.")]), to: router
        ) { request, context in
            let (id, version) = (try context.parameters.require("id"), try request.expectedVersion())
            return try await answering(request, context, staleWith: WaitingListEntry.self) {
                try await office.take(offerOf: id, at: version, by: context.actor, in: context.tenant)
            }
        }
        routes.add(
            Endpoint(
                .delete, "\(path)/{id}", summary: "Take somebody off the waiting list", details: "With If-Match.",
                access: .member(.staff, .writeRecords), tags: Self.tags,
                responses: [.init(200, "As it is now", .json(.waitingListEntry))], problems: [.preconditionRequired, .stale]), to: router
        ) { request, context in
            let (id, version) = (try context.parameters.require("id"), try request.expectedVersion())
            return try await answering(request, context, staleWith: WaitingListEntry.self) {
                try await office.withdraw(id, at: version, by: context.actor, in: context.tenant)
            }
        }
    }

    private struct Feeds: Encodable {
        let data: [CalendarFeeds.Feed]
    }

    private struct NewFeed: Encodable {
        let feed: CalendarFeeds.Feed
        let url: String
    }

    private func addFeeds(to routes: inout Routes, on router: some RouterMethods<TenantRequestContext>) {
        let path = "\(Self.root)/calendar-feeds"
        routes.add(
            Endpoint(
                .get, path, summary: "List the calendar feeds", access: .member(.manager, .readConfiguration), tags: Self.tags,
                responses: [.init(200, "All of them", .json(.object(["data": .array(of: .calendarFeed)])))]), to: router
        ) { _, context in
            JSON(Feeds(data: try await feeds.all(in: context.tenant)))
        }
        routes.add(
            Endpoint(
                .post, path, summary: "Add a calendar feed", details: "Its address is shown this once: whoever has it reads the calendar.",
                access: .member(.manager, .writeConfiguration), tags: Self.tags, request: .json(.calendarFeedDraft),
                responses: [
                    .init(200, "The feed and its address", .json(.object(["feed": .calendarFeed, "url": .string(format: "uri")])))
                ],
                problems: [.conflict("There are too many.")]), to: router
        ) { request, context in
            let draft = try await request.json(as: CalendarFeeds.Draft.self)
            let (feed, token) = try await feeds.add(draft, by: context.actor, in: context.tenant)
            let host = addresses.host(of: context.label)
            return JSON(
                NewFeed(feed: feed, url: "\(host.url)/api/business/\(context.businessID)/calendar.ics?token=\(token.reveal())"))
        }
        routes.add(
            Endpoint(
                .delete, "\(path)/{id}", summary: "Remove a calendar feed", access: .member(.manager, .writeConfiguration),
                tags: Self.tags, responses: [.init(204, "Its address opens nothing now")]), to: router
        ) { _, context in
            try await feeds.remove(context.parameters.require("id"), by: context.actor, in: context.tenant)
            return Response(status: .noContent)
        }
    }

    /// For calendar programs, which have no key.
    func addFeed(to routes: inout Routes, on router: some RouterMethods<AppRequestContext>) {
        routes.add(
            Endpoint(
                .get, "\(Self.root)/calendar.ics", summary: "Read the appointments as an iCalendar (RFC 5545)",
                details: "With the secret of a calendar feed. Cancelled ones are there as cancelled.", access: .calendarToken,
                tags: Self.tags, parameters: [.init("token", "The secret in the feed's address", isRequired: true)],
                responses: [.init(200, "The calendar", .init(.string(), mediaType: "text/calendar"))]), to: router
        ) { request, context in
            let (tenant, resource) = try await doors.calendar(
                request.uri.queryParameters.get("token") ?? "", of: context.parameters.require("businessId"))
            let calendar = try await feeds.calendar(of: tenant, with: resource)
            return Response(
                status: .ok, headers: [.contentType: ICalendar.mediaType, .cacheControl: "no-store"],
                body: ResponseBody(byteBuffer: ByteBuffer(string: calendar.text)))
        }
    }
}
