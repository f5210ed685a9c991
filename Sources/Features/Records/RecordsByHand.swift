import Conversation
public import Core
import Foundation
public import Storage

/// What staff write down for somebody who is not on the line: who stands at the counter, or has written a letter. It is checked as what
/// is said in a call is, by the workflow, and done by the same functions.
extension BackOffice {
    /// Places an order, with its portions taken from what is left.
    ///
    /// - Parameter wish: the arguments of the order workflow's tool; a number is not needed.
    /// - Throws: `Problem` with what is missing or wrong, or when something is not to be had any more.
    public func place(_ wish: [String: JSONValue], by principal: Principal, in tenant: Tenant) async throws -> Order {
        try await act(by: principal, in: tenant) { desk in
            let facts = try desk.transaction.businessFacts()
            return try desk.fulfil(wish, by: .order, facts) { desk, action in
                guard case .placeOrder(let draft) = action else { return nil }
                let order = try OrderPlacement(facts: facts, identifiers: desk.identifiers, now: desk.now)
                    .place(draft, for: nil, in: desk.transaction)
                try desk.note(.placed, of: order)
                return order
            }
        }
    }

    /// Books a time, whoever is on the line meanwhile: it is held and booked as a caller's is. Staff may choose one outside the opening
    /// hours; never one that is taken.
    ///
    /// - Parameter wish: the arguments of the appointment workflow's tool, with `start` any time that lies ahead, and `resource_id` for
    ///   with whom; the least busy without it.
    /// - Throws: `Problem` with what is missing or wrong, or when the time is taken.
    public func book(_ wish: [String: JSONValue], by principal: Principal, in tenant: Tenant) async throws -> Appointment {
        try await act(by: principal, in: tenant) { desk in
            let facts = try desk.transaction.businessFacts()
            let booking = AppointmentBooking(facts: facts, identifiers: desk.identifiers, now: desk.now)
            let holder = Call.ID("staff_" + desk.identifiers.uuid(at: desk.now))
            var wish = wish
            let slot = try desk.hold(&wish, for: holder, booking)
            return try desk.fulfil(wish, by: .appointment(services: facts.services), facts, offers: [slot].compactMap { $0 }) {
                desk, action in
                guard case .bookAppointment(let draft) = action else { return nil }
                let appointment = try booking.book(draft, heldBy: holder, for: nil, in: desk.transaction)
                try desk.note(.booked, of: appointment)
                return appointment
            }
        }
    }

    /// Opens a ticket, with its deadlines. A subject alone is its description too; without one the first line of that is the subject.
    ///
    /// - Parameter wish: the arguments of the ticket workflow's tool; a number is not needed.
    /// - Throws: `Problem` with what is missing or wrong.
    public func open(_ wish: [String: JSONValue], by principal: Principal, in tenant: Tenant) async throws -> Ticket {
        try await act(by: principal, in: tenant) { desk in
            let facts = try desk.transaction.businessFacts()
            var wish = wish.filter { !$0.value.isBlank }
            let words = wish[Slot.Name.description.rawValue]?.text
            wish[Slot.Name.subject.rawValue] = wish[Slot.Name.subject.rawValue] ?? words.map { .string(Self.firstLine(of: $0)) }
            wish[Slot.Name.description.rawValue] = wish[Slot.Name.description.rawValue] ?? wish[Slot.Name.subject.rawValue]
            return try desk.fulfil(wish, by: .ticket(categories: facts.categories), facts) { desk, action in
                guard case .openTicket(let draft) = action else { return nil }
                let ticket = try TicketOpening(identifiers: desk.identifiers, now: desk.now)
                    .open(draft, about: facts.categories, for: nil, in: desk.transaction)
                try desk.note(.opened, of: ticket)
                return ticket
            }
        }
    }

    private static func firstLine(of text: String) -> String {
        let line = text.trimmingCharacters(in: .whitespacesAndNewlines).prefix { !$0.isNewline }
        return String(line.prefix(Problem.Violation.longestName))
    }
}

extension Desk {
    /// Has the workflow check what staff wrote, and does what it amounts to.
    ///
    /// - Parameter work: returns nil when it is another action than it does, which the workflow rules out.
    fileprivate mutating func fulfil<Record>(
        _ wish: [String: JSONValue], by workflow: Workflow, _ facts: BusinessFacts, offers: [OfferedSlot] = [],
        _ work: (inout Desk, ActionRequest.Action) throws -> Record?
    ) throws -> Record {
        let workflow = workflow.byHand
        let proposal = try Proposal(
            .object(wish.filter { !$0.value.isBlank }), to: Agent(facts: facts, workflow: workflow), offers: offers,
            on: now.local(in: facts.timeZone).date, missing: { "\($0.label): this is needed." })
        guard let action = proposal.action(of: workflow) else { throw Problem.invalid("#", "Something that is needed is missing.") }
        do {
            try transaction.requireWelcome(action.contact)
            guard let record = try work(&self, action) else { throw Problem.invalid("#", "This is no \(workflow.wording.record).") }
            return record
        } catch let refused as ActionRefusal {
            throw Problem(refused.refusal, facts)
        }
    }

    /// Keeps the time that staff name, and replaces it by its token, as one that was offered.
    ///
    /// - Returns: nil when no time or service is named: the workflow tells what is missing.
    fileprivate func hold(
        _ wish: inout [String: JSONValue], for holder: Call.ID, _ booking: AppointmentBooking
    ) throws -> OfferedSlot? {
        let resource = wish.removeValue(forKey: "resource_id")?.text.flatMap { $0.isEmpty ? nil : $0 }
        guard let text = wish[Slot.Name.start.rawValue]?.text, !text.isEmpty else { return nil }
        guard let start = try? Date(text, strategy: .iso8601) else {
            throw Problem.invalid("#/start", "A time is written like 2026-01-31T14:30:00Z.")
        }
        guard start > now else { throw Problem.invalid("#/start", "An appointment lies ahead.") }
        let name = wish[Slot.Name.service.rawValue]?.text ?? ""
        guard let service = booking.facts.services.first(where: { $0.name.caseInsensitiveCompare(name) == .orderedSame }) else {
            wish[Slot.Name.start.rawValue] = nil
            return nil
        }
        let slot = try booking.hold(start, of: service, with: resource, for: holder, in: transaction)
        wish[Slot.Name.start.rawValue] = .string(slot.token)
        return slot
    }
}

extension JSONValue {
    /// Whether it says nothing: a field of a form that was left empty.
    fileprivate var isBlank: Bool { self == .null || text?.allSatisfy(\.isWhitespace) == true }
}

extension Problem {
    /// Why the business's data does not allow what staff asked for.
    fileprivate init(_ refusal: Refusal, _ facts: BusinessFacts) {
        switch refusal {
        case .slotTaken: self = .slotTaken
        case .soldOut(let items):
            let names = facts.catalogue.items.filter { items.contains($0.id) }.map(\.name).joined(separator: ", ")
            self = .conflict(names.isEmpty ? "Something of it is not to be had any more." : "Not to be had any more: \(names).")
        case .notPossible(let sentence): self = .conflict(sentence)
        case .failed: self = .conflict("It could not be done.")
        }
    }
}
