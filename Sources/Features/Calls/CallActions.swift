import Conversation
import Core
import Foundation
import Storage

/// Does what a caller confirmed, once: the record and its receipt commit together or not at all.
struct CallActions {
    let facts: BusinessFacts
    let identifiers: IdentifierSource
    let now: Date

    /// - Returns: the record, and whether it was made just now (rather than by an earlier request for the same wish).
    /// - Throws: `ActionRefusal` when the business's data does not allow it.
    func perform(_ request: ActionRequest, for call: Call.ID, in transaction: TenantTransaction) throws -> (
        record: BusinessRecord, isNew: Bool
    ) {
        let earlier = try transaction.row(
            """
            SELECT receipt FROM action_receipt
            WHERE call_id = \(call) AND action = \(request.action.name) AND revision = \(request.revision)
            """)
        if let earlier { return (try earlier.json("receipt", as: BusinessRecord.self), false) }

        // A refused action must leave nothing, though the turn that asked for it commits.
        let record = try transaction.attempt {
            try transaction.requireWelcome(request.action.contact)
            let record = try make(request.action, for: call, in: transaction)
            try transaction.execute(
                """
                INSERT INTO action_receipt (call_id, action, revision, receipt, created_at)
                VALUES (\(call), \(request.action.name), \(request.revision), \(json: record), \(now))
                """)
            _ = try transaction.follow(
                record.change(byCaller: request.action.recorded, identifiers: identifiers, at: now), record, identifiers: identifiers)
            return record
        }
        return (record, true)
    }

    private func make(_ action: ActionRequest.Action, for call: Call.ID, in transaction: TenantTransaction) throws -> BusinessRecord {
        switch action {
        case .placeOrder(let draft):
            .order(try OrderPlacement(facts: facts, identifiers: identifiers, now: now).place(draft, for: call, in: transaction))
        case .bookAppointment(let draft):
            .appointment(
                try AppointmentBooking(facts: facts, identifiers: identifiers, now: now)
                    .book(draft, heldBy: call, for: call, in: transaction))
        case .openTicket(let draft):
            .ticket(try TicketOpening(identifiers: identifiers, now: now).open(draft, about: facts.categories, for: call, in: transaction))
        case .submit(let draft):
            .submission(try SubmissionFiling(facts: facts, identifiers: identifiers, now: now).file(draft, for: call, in: transaction))
        case .promiseCallBack(let draft):
            .ticket(try TicketOpening(identifiers: identifiers, now: now).promise(draft, for: call, in: transaction))
        case .cancelOrder(let reference):
            .order(try CallersChanges(now: now).cancelOrder(reference, in: transaction))
        case .cancelAppointment(let reference):
            .appointment(try CallersChanges(now: now).cancelAppointment(reference, in: transaction))
        case .moveAppointment(let reference, let draft):
            .appointment(
                try AppointmentBooking(facts: facts, identifiers: identifiers, now: now)
                    .move(reference, to: draft, for: call, in: transaction))
        case .addToTicket(let reference, let text):
            .ticket(try CallersChanges(now: now).add(text, to: reference, in: transaction))
        }
    }
}

extension TenantTransaction {
    /// - Throws: `ActionRefusal` when nothing is to be written down of whoever it is for.
    func requireWelcome(_ contact: Contact?) throws {
        guard let phone = contact?.phone, try customer(calling: phone)?.blockedAt != nil else { return }
        throw ActionRefusal(.notPossible("I'm sorry, we cannot take that under this number."))
    }
}

extension ActionRequest.Action {
    /// Who it is for; nil where it changes what somebody has already.
    var contact: Contact? {
        switch self {
        case .placeOrder(let draft): draft.contact
        case .bookAppointment(let draft): draft.contact
        case .openTicket(let draft): draft.contact
        case .submit(let draft): draft.contact
        case .promiseCallBack(let draft): draft.contact
        case .cancelOrder, .cancelAppointment, .moveAppointment, .addToTicket: nil
        }
    }

    /// Stable name, as stored with receipts.
    var name: String {
        switch self {
        case .placeOrder: "placeOrder"
        case .bookAppointment: "bookAppointment"
        case .openTicket: "openTicket"
        case .submit: "submit"
        case .cancelOrder: "cancelOrder"
        case .cancelAppointment: "cancelAppointment"
        case .moveAppointment: "moveAppointment"
        case .addToTicket: "addToTicket"
        case .promiseCallBack: "promiseCallBack"
        }
    }
}
