import Conversation
import Core
import Foundation
import Storage

/// Finds, holds and books free times. What is offered is held for the call, so that nobody else can take it meanwhile.
struct AppointmentBooking {
    /// How long an offer is kept for a call that went silent.
    static let holdSeconds = 600.0
    /// Businesses with one calendar have this one resource.
    private static let onlyResource = ""

    let facts: BusinessFacts
    let identifiers: IdentifierSource
    let now: Date

    /// Free times that suit the query, held for the call; earlier offers of the call are given back.
    func findSlots(_ query: SlotQuery, for call: Call.ID, in transaction: TenantTransaction) throws -> [OfferedSlot] {
        guard let service = facts.services.first(where: { $0.id == query.service && $0.isAvailable }) else { return [] }
        try transaction.releaseHolds(of: call)
        let availability = Availability(
            hours: facts.hours, zone: facts.timeZone, minutes: service.durationMinutes + service.bufferMinutes, now: now)
        let horizon = SlotCells(
            resource: Self.onlyResource, start: now, minutes: (Availability.horizonDays + 2) * 1440)
        let taken = try transaction.takenCells(of: Self.onlyResource, in: horizon.range, except: call, at: now)
        let starts = availability.offers(for: query.wish, taken: taken, resource: Self.onlyResource, limit: query.limit)
        return try starts.compactMap { start in
            let cells = cells(of: service, at: start)
            guard try transaction.hold(cells, for: call, until: now.addingTimeInterval(Self.holdSeconds), at: now) else { return nil }
            return OfferedSlot(
                start: start, end: start.addingTimeInterval(Double(service.durationMinutes * 60)), resource: nil,
                token: "\(call.rawValue):\(cells.range.lowerBound)")
        }
    }

    /// - Throws: `ActionRefusal` when the slot was never offered to this call, or is not its own any more.
    func book(_ draft: AppointmentDraft, for call: Call.ID, in transaction: TenantTransaction) throws -> Appointment {
        guard let slot = draft.slot, let service = facts.services.first(where: { $0.id == draft.service }) else {
            throw ActionRefusal(.notPossible("The service or the time is still missing."))
        }
        let cells = cells(of: service, at: slot.start)
        let id = Appointment.ID("apt_" + identifiers.uuid(at: now))
        guard slot.token == "\(call.rawValue):\(cells.range.lowerBound)", try transaction.book(cells, heldBy: call, as: id) else {
            throw ActionRefusal(.slotTaken)
        }
        try transaction.releaseHolds(of: call)
        let customer = try transaction.remember(draft.contact, identifiers: identifiers, at: now)
        var appointment = Appointment(
            id: id, number: "", callID: call, service: service.name, start: slot.start, end: slot.end, resource: cells.resource,
            status: .scheduled, customerName: draft.contact.name ?? "", customerPhone: draft.contact.phone, notes: draft.notes,
            createdAt: now)
        try transaction.insert(&appointment, service: service.id.rawValue, customer: customer)
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
        guard let customer = try transaction.customer(calling: reference.phone)?.id,
            let moved = try transaction.moveAppointment(reference.record, of: customer, to: slot, at: now)
        else { throw RecordChanges.appointmentIsGone }
        try transaction.freeTime(of: reference.record)
        let cells = cells(of: service, at: slot.start)
        guard slot.token == "\(call.rawValue):\(cells.range.lowerBound)", try transaction.book(cells, heldBy: call, as: moved.id) else {
            throw ActionRefusal(.slotTaken)
        }
        try transaction.releaseHolds(of: call)
        return moved
    }

    private func cells(of service: Service, at start: Date) -> SlotCells {
        SlotCells(resource: Self.onlyResource, start: start, minutes: service.durationMinutes + service.bufferMinutes)
    }
}
