import Conversation
import Core
public import Foundation
public import Storage

extension TenantTransaction {
    /// Those on the list, who has waited longest first.
    func waitingList(_ state: WaitingListEntry.State?, limit: Int) throws -> [WaitingListEntry] {
        try rows(
            "SELECT * FROM waiting_list_entry WHERE state = COALESCE(\(state?.rawValue), state) ORDER BY updated_at, id LIMIT \(limit)"
        ).map { try WaitingListEntry($0) }
    }

    /// Those who were offered a time and did not take it.
    func lapsedOffers(at now: Date) throws -> [WaitingListEntry] {
        try rows("SELECT * FROM waiting_list_entry WHERE state = 'offered' AND offered_until <= \(now) ORDER BY updated_at LIMIT 100")
            .map { try WaitingListEntry($0) }
    }

    /// Those who wait and have let no offer lapse, who has waited longest first.
    func waitingWithoutLapse(limit: Int) throws -> [WaitingListEntry] {
        try rows("SELECT * FROM waiting_list_entry WHERE state = 'waiting' AND lapsed_at IS NULL ORDER BY updated_at, id LIMIT \(limit)")
            .map { try WaitingListEntry($0) }
    }

    /// When the next offer lapses; nil while nothing is offered.
    func nextOfferLapse() throws -> Date? {
        try row("SELECT offered_until FROM waiting_list_entry WHERE state = 'offered' ORDER BY offered_until LIMIT 1")?.get("offered_until")
    }

    func insert(_ entry: WaitingListEntry) throws {
        try execute(
            """
            INSERT INTO waiting_list_entry (id, service_id, service_name, resource_id, wish, appointment_id, customer_name, customer_phone,
                state, version, created_at, updated_at)
            VALUES (\(entry.id), \(entry.serviceID), \(entry.service), \(entry.resourceID), \(json: entry.wish), \(entry.appointmentID),
                \(entry.customerName), \(entry.customerPhone.written), \(entry.state), \(entry.version), \(entry.createdAt),
                \(entry.createdAt))
            """)
    }
}

extension WaitingListEntry: StaffRecord {
    public static let kind = RecordChange.Kind.waiting
    public static let noun = "entry of the waiting list"

    public var key: String { id.rawValue }
    public var shownNumber: String { "" }
    public var businessRecord: BusinessRecord? { nil }

    public static func find(_ id: String, in transaction: TenantTransaction) throws -> WaitingListEntry? {
        try transaction.row("SELECT * FROM waiting_list_entry WHERE id = \(id)").map { try WaitingListEntry($0) }
    }

    public func store(at instant: Date, in transaction: TenantTransaction) throws {
        try transaction.execute(
            """
            UPDATE waiting_list_entry SET appointment_id = \(appointmentID), state = \(state), offered_start = \(offer?.start),
                offered_resource = \(offer?.resourceID), offered_until = \(offer?.until), lapsed_at = \(lapsedAt), version = \(version), updated_at = \(instant)
            WHERE id = \(id)
            """)
    }

    fileprivate init(_ row: Row) throws {
        let written: String = try row.get("customer_phone")
        guard let phone = PhoneNumber(written) else { throw StorageError.rejected("a stored phone number cannot be read") }
        let (start, until): (Date?, Date?) = (try row.get("offered_start"), try row.get("offered_until"))
        let resource: String? = try row.get("offered_resource")
        let offer = start.flatMap { start in until.map { Offer(start: start, resourceID: resource ?? "", until: $0) } }
        self.init(
            id: try row.get("id"), serviceID: try row.get("service_id"), service: try row.get("service_name"),
            resourceID: try row.get("resource_id"), wish: try row.json("wish", as: Wish.self), appointmentID: try row.get("appointment_id"),
            customerName: try row.get("customer_name"), customerPhone: phone, state: try row.get("state"), offer: offer,
            lapsedAt: try row.get("lapsed_at"),
            createdAt: try row.get("created_at"), version: try row.get("version"))
    }
}
