import Conversation
import Core
import Foundation
import Storage

extension Desk {
    /// How many of those who wait are looked at when a time becomes free: one appointment frees no more.
    private static let mostAsked = 50

    /// Offers what is free to those who wait for it, whoever has waited longest first. Who let an offer lapse waits anew.
    mutating func offerFreeTimes() throws {
        try takeBackLapsedOffers()
        try offerFreeTimes(to: try transaction.waitingList(.waiting, limit: Self.mostAsked))
    }

    /// Offers what nobody took in time to those who have let no offer lapse: with time alone nobody is asked twice, or a time would be
    /// kept for ever for people who do not answer. When appointments change all are asked again.
    mutating func passOnLapsedOffers() throws {
        try takeBackLapsedOffers()
        try offerFreeTimes(to: try transaction.waitingWithoutLapse(limit: Self.mostAsked))
    }

    private mutating func takeBackLapsedOffers() throws {
        for entry in try transaction.lapsedOffers(at: now) {
            var waiting = entry
            (waiting.state, waiting.offer, waiting.lapsedAt) = (.waiting, nil, now)
            try transaction.releaseHolds(of: entry.holder)
            try put(waiting, replacing: entry, as: .lapsed)
        }
    }

    private mutating func offerFreeTimes(to waiting: [WaitingListEntry]) throws {
        guard !waiting.isEmpty else { return }
        let facts = try transaction.businessFacts()
        for entry in waiting { try offerFreeTime(to: entry, facts) }
    }

    private mutating func offerFreeTime(to entry: WaitingListEntry, _ facts: BusinessFacts) throws {
        guard let service = facts.services.first(where: { $0.id == entry.serviceID && $0.isAvailable }),
            let offer = try freeTime(for: entry, service, facts)
        else { return }
        let until = now.addingTimeInterval(WaitingListEntry.offerSeconds)
        let cells = SlotCells(service, with: offer.bookable.id, at: offer.start)
        guard try transaction.hold(cells, for: entry.holder, until: until, at: now) else { return }
        var offered = entry
        offered.state = .offered
        offered.offer = .init(start: offer.start, resourceID: offer.bookable.id, until: until)
        try put(offered, replacing: entry, as: .offered)
    }

    /// The first free time that suits; one that is earlier than what they have.
    private func freeTime(
        for entry: WaitingListEntry, _ service: Service, _ facts: BusinessFacts
    ) throws -> Availability.Offer? {
        let all = try transaction.availability(of: service, facts: facts, for: entry.holder, at: now)
        let availability = Availability(
            service: service, hours: all.hours, zone: all.zone,
            calendars: all.calendars.filter { entry.resourceID == nil || $0.bookable.id == entry.resourceID }, now: now)
        let held = try entry.appointmentID.flatMap { try Appointment.find($0.rawValue, in: transaction) }
        let latest = held.flatMap { $0.status.isAhead ? $0.start : nil } ?? .distantFuture
        let wish = entry.availabilityWish
        let start = availability.days(for: wish).lazy.flatMap { availability.starts(on: $0, for: wish) }.first
        guard let start, start < latest else { return nil }
        return availability.leastBusy(at: start).map { Availability.Offer(start: start, bookable: $0) }
    }

    /// Turns what is kept for somebody into their appointment.
    ///
    /// - Throws: `Problem` when it is not theirs any more.
    mutating func book(_ offer: WaitingListEntry.Offer, for entry: WaitingListEntry) throws -> Appointment {
        guard let service = try transaction.service(entry.serviceID) else { throw Problem.notFound("service") }
        let cells = SlotCells(service, with: offer.resourceID, at: offer.start)
        let end = offer.start.addingTimeInterval(Double(service.durationMinutes * 60))
        let name = try transaction.bookableName(offer.resourceID)
        let held = try entry.appointmentID.flatMap { try Appointment.find($0.rawValue, in: transaction) }
        if let held, held.status.isAhead {
            var moved = held
            (moved.start, moved.end, moved.resource, moved.resourceID) = (offer.start, end, name, offer.resourceID)
            try transaction.freeTime(of: held.key)
            guard try transaction.book(cells, heldBy: entry.holder, as: held.id) else { throw Problem.slotTaken }
            return try put(moved, replacing: held, as: .moved)
        }
        var appointment = Appointment(
            id: .init("apt_" + identifiers.uuid(at: now)), number: "", service: service.name, serviceID: service.id, start: offer.start,
            end: end, resource: name, resourceID: offer.resourceID, status: .scheduled, customerName: entry.customerName,
            customerPhone: entry.customerPhone, createdAt: now, source: .staff)
        guard try transaction.book(cells, heldBy: entry.holder, as: appointment.id) else { throw Problem.slotTaken }
        let contact = Contact(name: entry.customerName, phone: entry.customerPhone)
        let customer = try transaction.remember(contact, identifiers: identifiers, at: now)
        try transaction.insert(&appointment, customer: customer)
        try note(.booked, of: appointment)
        return appointment
    }
}
