public import Core
public import Foundation

/// A booking as far as it has been said.
public struct AppointmentDraft: Sendable, Hashable, Codable {
    public var service: Service.ID?
    public var slot: OfferedSlot?
    public var contact: Contact
    public var notes: String?

    public init(service: Service.ID? = nil, slot: OfferedSlot? = nil, contact: Contact = Contact(), notes: String? = nil) {
        self.service = service
        self.slot = slot
        self.contact = contact
        self.notes = notes
    }
}

/// A free time that the availability query found and holds for this call. Only such a slot can be booked.
public struct OfferedSlot: Sendable, Hashable, Codable {
    public var start: Date
    public var end: Date
    /// Who or what is booked ("Dr. Smith", "Chair 2"); nil when the business has just one.
    public var resource: String?
    /// Proof that the query issued it.
    public var token: String

    public init(start: Date, end: Date, resource: String? = nil, token: String) {
        self.start = start
        self.end = end
        self.resource = resource
        self.token = token
    }
}

/// Which free times a caller would like.
public struct SlotQuery: Sendable, Hashable, Codable {
    public var service: Service.ID
    public var wish: AvailabilityWish
    /// How many to find at most.
    public var limit: Int

    public init(service: Service.ID, wish: AvailabilityWish, limit: Int = 2) {
        self.service = service
        self.wish = wish
        self.limit = limit
    }
}

/// When it would suit a caller: every part narrows, nil and empty do not.
public struct AvailabilityWish: Sendable, Hashable, Codable {
    public var from: LocalDate?
    /// Inclusive.
    public var through: LocalDate?
    public var weekdays: Set<Weekday>
    public var excludedWeekdays: Set<Weekday>
    /// The start must not be before this time of day.
    public var earliest: LocalTime?
    /// The start must be before this time of day.
    public var latest: LocalTime?
    /// A time named outright: slots nearest to it come first, that very time before all.
    public var preferred: LocalTime?

    public init(
        from: LocalDate? = nil, through: LocalDate? = nil, weekdays: Set<Weekday> = [], excludedWeekdays: Set<Weekday> = [],
        earliest: LocalTime? = nil, latest: LocalTime? = nil, preferred: LocalTime? = nil
    ) {
        self.from = from
        self.through = through
        self.weekdays = weekdays
        self.excludedWeekdays = excludedWeekdays
        self.earliest = earliest
        self.latest = latest
        self.preferred = preferred
    }
}
