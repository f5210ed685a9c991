public import Conversation
public import Core
public import Foundation
public import Storage

/// Somebody who would like a time that is not free, or an earlier one than theirs.
public struct WaitingListEntry: Sendable, Hashable, Codable {
    public typealias ID = Identifier<WaitingListEntry>

    public var id: ID
    public var serviceID: Service.ID
    /// The service's name when they were put on the list.
    public var service: String
    /// With whom it must be; nil for anybody.
    public var resourceID: String?
    public var wish: Wish
    /// The appointment they have; it is moved when they take an offer. Only earlier times are offered then.
    public var appointmentID: Appointment.ID?
    public var customerName: String
    public var customerPhone: PhoneNumber
    public var state: State
    public var offer: Offer?
    /// When they last let an offer lapse.
    public var lapsedAt: Date?
    public var createdAt: Date
    public var version = RecordVersion.first

    /// When it would suit, where the business is: every part narrows.
    public struct Wish: Sendable, Hashable, Codable {
        public var from: LocalDate?
        /// Inclusive.
        public var through: LocalDate?
        public var earliest: LocalTime?
        public var latest: LocalTime?
    }

    /// A time that is kept for them.
    public struct Offer: Sendable, Hashable, Codable {
        public var start: Date
        public var resourceID: String
        /// Until when they may take it.
        public var until: Date

        enum CodingKeys: String, CodingKey {
            case start, until
            case resourceID = "resource_id"
        }
    }

    public enum State: String, Sendable, Hashable, Codable, CaseIterable {
        case waiting, offered, booked, withdrawn
    }

    enum CodingKeys: String, CodingKey {
        case id, service, wish, state, offer, version
        case serviceID = "service_id"
        case resourceID = "resource_id"
        case appointmentID = "appointment_id"
        case customerName = "customer_name"
        case customerPhone = "customer_phone"
        case lapsedAt = "lapsed_at"
        case createdAt = "created_at"
    }
}

extension WaitingListEntry {
    /// How long a freed time is kept for the one it is offered to.
    static let offerSeconds = 1800.0
    /// Who offers times, as the history names it.
    static let author = "the waiting list"

    /// Under which its offer is held: no call has such a name.
    var holder: Call.ID { Call.ID("waiting_\(id.rawValue)") }

    /// What it amounts to, in the words of the query for free times.
    var availabilityWish: AvailabilityWish {
        AvailabilityWish(from: wish.from, through: wish.through, earliest: wish.earliest, latest: wish.latest)
    }
}

/// An entry as it is sent.
public struct WaitingListDraft: Sendable, Codable {
    public var serviceID: Service.ID
    public var resourceID: String?
    public var wish: WaitingListEntry.Wish?
    public var appointmentID: Appointment.ID?
    public var customerName: String
    public var customerPhone: PhoneNumber

    enum CodingKeys: String, CodingKey {
        case wish
        case serviceID = "service_id"
        case resourceID = "resource_id"
        case appointmentID = "appointment_id"
        case customerName = "customer_name"
        case customerPhone = "customer_phone"
    }
}

extension BackOffice {
    /// Puts somebody on the waiting list; a time that is free already is offered at once.
    ///
    /// - Throws: `Problem` when what is sent names nothing.
    public func wait(_ draft: WaitingListDraft, by principal: Principal, in tenant: Tenant) async throws -> WaitingListEntry {
        try await act(by: principal, in: tenant) { desk in
            var violations = Problem.Violation.inName(draft.customerName, at: "#/customer_name")
            let service = try desk.transaction.service(draft.serviceID)
            if service == nil { violations.append(.init(pointer: "#/service_id", detail: "There is no such service.")) }
            if let appointment = draft.appointmentID, try Appointment.find(appointment.rawValue, in: desk.transaction) == nil {
                violations.append(.init(pointer: "#/appointment_id", detail: "There is no such appointment."))
            }
            guard violations.isEmpty, let service else { throw Problem.invalid(violations) }
            try desk.transaction.requireResources([draft.resourceID].compactMap { $0 }, at: "#/resource_id")
            let phone = draft.customerPhone.reread(in: try desk.transaction.profile().region)
            let entry = WaitingListEntry(
                id: .init("wait_" + desk.identifiers.uuid(at: desk.now)), serviceID: service.id, service: service.name,
                resourceID: draft.resourceID, wish: draft.wish ?? .init(), appointmentID: draft.appointmentID,
                customerName: draft.customerName.trimmingCharacters(in: .whitespacesAndNewlines), customerPhone: phone,
                state: .waiting, createdAt: desk.now)
            try desk.transaction.insert(entry)
            try desk.note(.added, of: entry)
            return try desk.find(entry.key)
        }
    }

    /// Books what is offered: a new appointment, or the one they have is moved.
    ///
    /// - Throws: `StaleRecord`; `Problem` when nothing is offered any more.
    public func take(offerOf id: String, at version: RecordVersion, by principal: Principal, in tenant: Tenant) async throws -> Appointment
    {
        try await act(by: principal, in: tenant) { desk in
            let before: WaitingListEntry = try desk.take(id, at: version)
            guard before.state == .offered, let offer = before.offer, offer.until > desk.now else {
                throw Problem.conflict("Nothing is offered to them now.")
            }
            var entry = before
            (entry.state, entry.offer) = (.booked, nil)
            let appointment = try desk.book(offer, for: entry)
            entry.appointmentID = appointment.id
            try desk.put(entry, replacing: before, as: .booked)
            return appointment
        }
    }

    /// Takes somebody off the list; what is offered to them is offered to the next.
    ///
    /// - Throws: `StaleRecord`; `Problem.notFound`.
    public func withdraw(_ id: String, at version: RecordVersion, by principal: Principal, in tenant: Tenant) async throws
        -> WaitingListEntry
    {
        try await act(by: principal, in: tenant) { desk in
            let before: WaitingListEntry = try desk.take(id, at: version)
            var entry = before
            (entry.state, entry.offer) = (.withdrawn, nil)
            try desk.transaction.releaseHolds(of: before.holder)
            return try desk.put(entry, replacing: before, as: .withdrawn)
        }
    }

    /// The list, in the order in which they came.
    ///
    /// - Parameter state: only those in it; nil for all.
    public func waitingList(_ state: WaitingListEntry.State?, in tenant: Tenant) async throws -> [WaitingListEntry] {
        try await tenant.read { transaction in try transaction.waitingList(state, limit: 500) }
    }
}
