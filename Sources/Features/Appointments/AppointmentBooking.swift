import Conversation
import Core
import Foundation
import Storage

/// Finds, holds and books free times. What is offered is held for the call, so that nobody else can take it meanwhile.
struct AppointmentBooking {
    /// How long an offer is kept for a call that went silent, from a line that somebody pays for, …
    static let holdSeconds = 600.0
    /// … and from one that anybody may open any number of.
    static let unprovenHoldSeconds = 120.0
    /// How many calls of the second kind may hold times at once; of more those that were silent for longest lose theirs.
    static let mostUnprovenHolders = 30

    let facts: BusinessFacts
    let identifiers: IdentifierSource
    let now: Date

    /// Free times that suit the query, held for the call; earlier offers of the call are given back.
    func findSlots(_ query: SlotQuery, for call: Call.ID, in transaction: TenantTransaction) throws -> [OfferedSlot] {
        guard let service = facts.services.first(where: { $0.id == query.service && $0.isAvailable }) else { return [] }
        try transaction.releaseHolds(of: call)
        let holding = try transaction.holdSeconds(of: call)
        let availability = try transaction.availability(of: service, facts: facts, for: call, at: now)
        let offers = try availability.offers(for: query.wish, limit: query.limit).compactMap { offer -> OfferedSlot? in
            let cells = SlotCells(service, with: offer.bookable.id, at: offer.start)
            guard try transaction.hold(cells, for: call, until: now.addingTimeInterval(holding), at: now) else { return nil }
            return OfferedSlot(
                start: offer.start, end: offer.start.addingTimeInterval(Double(service.durationMinutes * 60)),
                resource: offer.bookable.name, token: SlotToken(call: call, cells: cells).text)
        }
        try transaction.limitUnprovenHolders(to: Self.mostUnprovenHolders)
        return offers
    }

    /// Keeps what was offered to a call that is still talking about it.
    func keepOffers(of call: Call.ID, in transaction: TenantTransaction) throws {
        try transaction.renewHolds(of: call, until: now.addingTimeInterval(try transaction.holdSeconds(of: call)))
    }

    /// Keeps a time that staff name, offered or not, until the end of their transaction.
    ///
    /// - Parameter resource: with whom; nil for the least busy of those who are free.
    /// - Throws: `Problem` when it is taken, or there is no such resource.
    func hold(
        _ start: Date, of service: Service, with resource: String?, for holder: Call.ID, in transaction: TenantTransaction
    ) throws -> OfferedSlot {
        let bookable: Bookable
        if let resource {
            bookable = Bookable(id: resource, name: try transaction.bookableName(resource))
        } else {
            let availability = try transaction.availability(of: service, facts: facts, for: holder, at: now)
            guard let free = availability.leastBusy(at: start) else { throw Problem.slotTaken }
            bookable = free
        }
        let cells = SlotCells(service, with: bookable.id, at: start)
        let until = now.addingTimeInterval(Self.holdSeconds)
        guard try transaction.hold(cells, for: holder, until: until, at: now) else { throw Problem.slotTaken }
        return OfferedSlot(
            start: start, end: start.addingTimeInterval(Double(service.durationMinutes * 60)), resource: bookable.name,
            token: SlotToken(call: holder, cells: cells).text)
    }

    /// - Parameters:
    ///   - holder: whom the slot was offered to.
    ///   - call: nil for what staff write down by hand.
    /// - Throws: `ActionRefusal` when the slot was never offered to the holder, or is not its own any more.
    func book(
        _ draft: AppointmentDraft, heldBy holder: Call.ID, for call: Call.ID?, in transaction: TenantTransaction
    ) throws -> Appointment {
        guard let slot = draft.slot, let service = facts.services.first(where: { $0.id == draft.service }) else {
            throw ActionRefusal(.notPossible("The service or the time is still missing."))
        }
        let id = Appointment.ID("apt_" + identifiers.uuid(at: now))
        let cells = try take(slot, of: service, for: holder, as: id, in: transaction)
        let customer = try transaction.remember(draft.contact, givenIn: call, identifiers: identifiers, at: now)
        var appointment = Appointment(
            id: id, number: "", callID: call, service: service.name, serviceID: service.id, start: slot.start, end: slot.end,
            resource: slot.resource ?? "", resourceID: cells.resource, status: .scheduled, customerName: draft.contact.name ?? "",
            customerPhone: draft.contact.phone, notes: draft.notes, createdAt: now, source: RecordSource(call))
        try transaction.insert(&appointment, customer: customer)
        return appointment
    }

    /// Moves an appointment to a time that was offered to this call; its old time is free then. It keeps its number.
    ///
    /// - Throws: `ActionRefusal` when the time is not this call's any more, or the appointment cannot be moved; nothing is changed then.
    func move(
        _ reference: RecordReference, to draft: AppointmentDraft, for call: Call.ID, in transaction: TenantTransaction
    ) throws -> Appointment {
        guard let slot = draft.slot, let service = facts.services.first(where: { $0.id == draft.service }) else {
            throw ActionRefusal(.notPossible("The new time is still missing."))
        }
        var appointment = try transaction.appointmentToChange(reference, at: now)
        try transaction.freeTime(of: reference.record)
        let cells = try take(slot, of: service, for: call, as: appointment.id, in: transaction)
        (appointment.start, appointment.end) = (slot.start, slot.end)
        (appointment.resource, appointment.resourceID) = (slot.resource ?? "", cells.resource)
        appointment.version = appointment.version.next
        try appointment.store(at: now, in: transaction)
        return appointment
    }

    /// - Throws: `ActionRefusal` when the call does not hold the slot any more.
    private func take(
        _ slot: OfferedSlot, of service: Service, for call: Call.ID, as id: Appointment.ID, in transaction: TenantTransaction
    ) throws -> SlotCells {
        guard let token = SlotToken(slot.token) else { throw ActionRefusal(.slotTaken) }
        let cells = SlotCells(service, with: token.resource, at: slot.start)
        // A token of another call or time is none; cells that are not held any more are somebody else's.
        guard token == SlotToken(call: call, cells: cells), try transaction.book(cells, heldBy: call, as: id) else {
            throw ActionRefusal(.slotTaken)
        }
        try transaction.releaseHolds(of: call)
        return cells
    }
}

/// What proves that a time was offered to a call: the call, the first cell that is held for it, and with whom.
struct SlotToken: Hashable {
    let call: String
    let cell: Int
    let resource: String

    init(call: Call.ID, cells: SlotCells) {
        self.call = call.rawValue
        cell = cells.range.lowerBound
        resource = cells.resource
    }

    /// - Returns: nil for a text that no token is.
    init?(_ text: String) {
        let parts = text.split(separator: ":", maxSplits: 2, omittingEmptySubsequences: false)
        guard parts.count >= 2, let cell = Int(parts[1]) else { return nil }
        call = String(parts[0])
        self.cell = cell
        // Tokens from before there were resources end with the cell.
        resource = parts.count == 3 ? String(parts[2]) : ""
    }

    var text: String { "\(call):\(cell):\(resource)" }
}

extension TenantTransaction {
    fileprivate func holdSeconds(of call: Call.ID) throws -> Double {
        try self.call(call)?.channel.provesNumber == true ? AppointmentBooking.holdSeconds : AppointmentBooking.unprovenHoldSeconds
    }

    /// Who is free when for a service, as a caller meets it.
    func availability(of service: Service, facts: BusinessFacts, for call: Call.ID, at now: Date) throws -> Availability {
        func availability(_ calendars: [(Bookable, Set<Int>)]) -> Availability {
            Availability(service: service, hours: facts.hours, zone: facts.timeZone, calendars: calendars, now: now)
        }
        let horizon = availability([]).horizon
        let cells = SlotCells.cell(of: horizon.lowerBound)..<SlotCells.cell(of: horizon.upperBound)
        return availability(try bookables(for: service).map { ($0, try takenCells(of: $0.id, in: cells, except: call, at: now)) })
    }
}
