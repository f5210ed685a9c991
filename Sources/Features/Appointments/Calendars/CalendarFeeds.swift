public import Core
public import Foundation
public import Storage

/// Lets a calendar program follow a business's appointments without a key: each feed has an address of its own, with a secret in it,
/// that reads the calendar and nothing else.
public struct CalendarFeeds: Sendable {
    private static let most = 50
    /// What lies further back or ahead no calendar program is told of.
    private static let pastDays = 60.0
    private static let futureDays = 400.0
    private static let mostEvents = 5000

    private let identifiers: IdentifierSource
    private let clock: @Sendable () -> Date

    public init(identifiers: IdentifierSource, clock: @escaping @Sendable () -> Date) {
        self.identifiers = identifiers
        self.clock = clock
    }

    /// A feed as it is listed: without its secret, which is shown once.
    public struct Feed: Sendable, Hashable, Codable {
        public let id: String
        /// Whose calendar program it is for, in the owner's words.
        public let label: String
        /// Only the appointments with it; nil for all.
        public let resourceID: String?
        public let createdAt: Date

        enum CodingKeys: String, CodingKey {
            case id, label
            case resourceID = "resource_id"
            case createdAt = "created_at"
        }
    }

    /// A feed as it is asked for.
    public struct Draft: Sendable, Codable {
        public let label: String
        public let resourceID: String?

        enum CodingKeys: String, CodingKey {
            case label
            case resourceID = "resource_id"
        }
    }

    /// - Returns: the feed, and the secret for its address, which is not to be had again.
    /// - Throws: `Problem` when the label is none, there is no such resource, or there are too many.
    public func add(_ draft: Draft, by principal: Principal, in tenant: Tenant) async throws -> (feed: Feed, token: Secret) {
        let violations = Problem.Violation.inName(draft.label, at: "#/label")
        guard violations.isEmpty else { throw Problem.invalid(violations) }
        let (now, identifiers) = (clock(), identifiers)
        let token = CalendarToken.make(identifiers)
        let feed = Feed(
            id: "feed_" + identifiers.uuid(at: now), label: draft.label.trimmingCharacters(in: .whitespacesAndNewlines),
            resourceID: draft.resourceID, createdAt: now)
        try await tenant.write { transaction in
            try transaction.requireResources([draft.resourceID].compactMap { $0 }, at: "#/resource_id")
            guard try transaction.calendarFeeds().count < Self.most else {
                throw Problem.conflict("There are \(Self.most) feeds already: remove one that nobody needs.")
            }
            try transaction.insert(feed, token: token)
            try transaction.audit(
                AuditEntry("calendar-feed.added", by: principal, to: feed.label), at: now, identifiers: identifiers)
        }
        return (feed, token)
    }

    /// All of them, by label.
    public func all(in tenant: Tenant) async throws -> [Feed] {
        try await tenant.read { try $0.calendarFeeds() }
    }

    /// From now on its address opens nothing.
    ///
    /// - Throws: `Problem.notFound`.
    public func remove(_ id: String, by principal: Principal, in tenant: Tenant) async throws {
        let (now, identifiers) = (clock(), identifiers)
        try await tenant.write { transaction in
            guard try transaction.execute("DELETE FROM calendar_feed WHERE id = \(id)") > 0 else { throw Problem.notFound("calendar feed") }
            try transaction.audit(AuditEntry("calendar-feed.removed", by: principal, to: id), at: now, identifiers: identifiers)
        }
    }

    /// The appointments as a calendar program reads them.
    ///
    /// - Parameter resource: only those with it; nil for all.
    public func calendar(of tenant: Tenant, with resource: String?) async throws -> ICalendar {
        let now = clock()
        return try await tenant.read { transaction in
            let appointments = try transaction.appointments(
                from: now.addingTimeInterval(-Self.pastDays * 86_400), to: now.addingTimeInterval(Self.futureDays * 86_400),
                with: resource, limit: Self.mostEvents)
            let changed = try transaction.appointmentChanges()
            return ICalendar(
                name: try transaction.profile().name,
                events: appointments.map { appointment in
                    ICalendar.Event(
                        appointment, of: transaction.business, changedAt: changed[appointment.id] ?? appointment.createdAt)
                })
        }
    }
}

extension ICalendar.Event {
    init(_ appointment: Appointment, of business: Business.ID, changedAt: Date) {
        let phone = appointment.customerPhone.map { "Phone: \($0.e164 ?? $0.written)" }
        let parts = ["Appointment \(appointment.number), \(appointment.status.rawValue)", phone, appointment.notes]
        self.init(
            uid: "\(appointment.id)@\(business)", sequence: appointment.version.rawValue - 1, stampedAt: changedAt,
            start: appointment.start, end: appointment.end,
            summary: appointment.customerName.isEmpty ? appointment.service : "\(appointment.service): \(appointment.customerName)",
            description: parts.compactMap { $0 }.joined(separator: "\n"),
            location: appointment.resource.isEmpty ? nil : appointment.resource,
            status: appointment.status == .cancelled ? .cancelled : appointment.status == .scheduled ? .tentative : .confirmed)
    }
}

extension TenantTransaction {
    fileprivate func calendarFeeds() throws -> [CalendarFeeds.Feed] {
        try rows("SELECT * FROM calendar_feed ORDER BY label, id").map {
            CalendarFeeds.Feed(
                id: try $0.get("id"), label: try $0.get("label"), resourceID: try $0.get("resource_id"),
                createdAt: try $0.get("created_at"))
        }
    }

    fileprivate func insert(_ feed: CalendarFeeds.Feed, token: Secret) throws {
        try execute(
            """
            INSERT INTO calendar_feed (id, hash, label, resource_id, created_at)
            VALUES (\(feed.id), \(CalendarToken.hash(token)), \(feed.label), \(feed.resourceID), \(feed.createdAt))
            """)
    }

    /// When each appointment was last changed.
    fileprivate func appointmentChanges() throws -> [Appointment.ID: Date] {
        try rows("SELECT record_id, MAX(at) AS changed_at FROM record_change WHERE kind = \(Appointment.kind) GROUP BY record_id")
            .reduce(into: [:]) { changes, row in changes[try row.get("record_id")] = try row.get("changed_at") }
    }
}
