import Conversation
import Core
import Features
import Foundation
import Hummingbird
import Storage

/// The books of a business, as its staff work with them.
struct OfficeControllers: Sendable {
    let office: BackOffice
    let clock: @Sendable () -> Date

    func addRoutes(to routes: inout Routes, on router: some RouterMethods<TenantRequestContext>) {
        orders.addRoutes(to: &routes, on: router)
        appointments.addRoutes(to: &routes, on: router)
        tickets.addRoutes(to: &routes, on: router)
        submissions.addRoutes(to: &routes, on: router)
        customers.addRoutes(to: &routes, on: router)
        addTicketMerge(to: &routes, on: router)
        addCustomers(to: &routes, on: router)
    }

    private var orders: RecordController<Order, Order, OrderEdit> {
        RecordController(
            path: "orders", schema: .order, editSchema: .orderEdit, office: office, show: { $0 },
            list: { try await RecordLists.orders($0, after: $1.cursor, limit: $1.limit, in: $2) },
            change: { try await office.change(order: $0, at: $1, to: $2, by: $3, in: $4) },
            making: .init(schema: .orderByHand) { try await office.place($0, by: $1, in: $2) })
    }

    private var appointments: RecordController<Appointment, Appointment, AppointmentEdit> {
        RecordController(
            path: "appointments", schema: .appointment, editSchema: .appointmentEdit, office: office, show: { $0 },
            list: { try await RecordLists.appointments($0, after: $1.cursor, limit: $1.limit, in: $2) },
            change: { try await office.change(appointment: $0, at: $1, to: $2, by: $3, in: $4) },
            making: .init(schema: .appointmentByHand) { try await office.book($0, by: $1, in: $2) })
    }

    private var tickets: RecordController<Ticket, TicketSheet, TicketEdit> {
        RecordController(
            path: "tickets", schema: .ticket, editSchema: .ticketEdit, office: office,
            show: { [clock] in TicketSheet($0, at: clock()) },
            list: { try await RecordLists.tickets($0, after: $1.cursor, limit: $1.limit, in: $2) },
            change: { try await office.change(ticket: $0, at: $1, to: $2, by: $3, in: $4) },
            making: .init(schema: .ticketByHand) { try await office.open($0, by: $1, in: $2) })
    }

    private var submissions: RecordController<Submission, Submission, SubmissionEdit> {
        RecordController(
            path: "submissions", schema: .submission, editSchema: .submissionEdit, office: office, show: { $0 },
            list: { try await RecordLists.submissions($0, after: $1.cursor, limit: $1.limit, in: $2) },
            change: { try await office.change(submission: $0, at: $1, to: $2, by: $3, in: $4) })
    }

    private var customers: RecordController<Customer, Customer, CustomerEdit> {
        RecordController(
            path: "customers", schema: .customer, editSchema: .customerEdit, office: office, show: { $0 }, list: nil,
            change: { try await office.change(customer: $0, at: $1, to: $2, by: $3, in: $4) })
    }

    private struct Target: Decodable {
        /// The identifier of the one that is left.
        let into: String
    }

    private struct MergedTickets: Encodable {
        let kept: TicketSheet
        let closed: TicketSheet
    }

    private func addTicketMerge(to routes: inout Routes, on router: some RouterMethods<TenantRequestContext>) {
        routes.add(
            Endpoint(
                .post, "/api/business/{businessId}/tickets/{id}/merge", summary: "Close a ticket as the same as another",
                details: "With If-Match. What is written beside it moves to the other.", access: .member(.staff, .writeRecords),
                tags: ["Records"], request: .json(.object(["into": .string().described("The identifier of the one that is left")])),
                responses: [.init(200, "Both", .json(.object(["kept": .ticket, "closed": .ticket])))],
                problems: [.preconditionRequired, .stale, .conflict("One of them was merged before.")]), to: router
        ) { request, context in
            let (id, version) = (try context.parameters.require("id"), try request.expectedVersion())
            let target = try await request.json(as: Target.self).into
            return try await answering(request, context, staleWith: Ticket.self) {
                let (kept, closed) = try await office.merge(
                    ticket: id, at: version, into: target, by: context.actor, in: context.tenant)
                return MergedTickets(kept: TicketSheet(kept, at: clock()), closed: TicketSheet(closed, at: clock()))
            }
        }
    }

    private struct BlockList: Encodable {
        let data: [Customer]
    }

    private func addCustomers(to routes: inout Routes, on router: some RouterMethods<TenantRequestContext>) {
        routes.add(
            Endpoint(
                .get, "/api/business/{businessId}/block-list", summary: "Read whose calls are answered with one sentence",
                access: .member(.staff, .readRecords), tags: ["Records"],
                responses: [.init(200, "Who was blocked last first", .json(.object(["data": .array(of: .customer)])))]), to: router
        ) { _, context in
            JSON(BlockList(data: try await office.blockList(in: context.tenant)))
        }
        let path = "/api/business/{businessId}/customers/{id}"
        routes.add(
            Endpoint(
                .get, "\(path)/records", summary: "Read all that the books hold of a customer, newest first",
                access: .member(.staff, .readRecords), tags: ["Records"],
                responses: [.init(200, "The newest of each kind", .json(.customerHistory))]), to: router
        ) { _, context in
            JSON(try await office.history(ofCustomer: context.parameters.require("id"), in: context.tenant))
        }
        routes.add(
            Endpoint(
                .post, "\(path)/merge", summary: "Make two customers one",
                details: "With If-Match. Calls from either number are the other's then.", access: .member(.staff, .writeRecords),
                tags: ["Records"], request: .json(.object(["into": .string().described("The identifier of the one that is left")])),
                responses: [.init(200, "The one that is left", .json(.customer))],
                problems: [.preconditionRequired, .stale, .conflict("They are one already.")]), to: router
        ) { request, context in
            let (id, version) = (try context.parameters.require("id"), try request.expectedVersion())
            let target = try await request.json(as: Target.self).into
            return try await answering(request, context, staleWith: Customer.self) {
                try await office.merge(customer: id, at: version, into: target, by: context.actor, in: context.tenant)
            }
        }
    }
}
