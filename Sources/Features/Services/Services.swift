import Conversation
import Core
public import Foundation
public import Storage

/// A bookable service as owners send and read it: `{"name": "Blood Test", "duration": 15, "price": 50.00}`.
public struct ServiceDocument: Sendable, Hashable, Codable {
    public var id: String?
    public var name: String
    /// Minutes.
    public var duration: Int
    public var price: Decimal?
    public var aliases: [String]?
    /// Minutes kept free after it.
    public var buffer: Int?
    /// Minutes kept free before it.
    public var bufferBefore: Int?
    /// Nothing is offered sooner than this many minutes from now.
    public var lead: Int?
    /// Nothing is offered later than this many days ahead.
    public var horizon: Int?
    /// The identifiers of those who may do it; none where all may.
    public var resources: [String]?
    public var available: Bool?

    enum CodingKeys: String, CodingKey {
        case id, name, duration, price, aliases, buffer, lead, horizon, resources, available
        case bufferBefore = "buffer_before"
    }
}

/// What can be booked at a business.
public enum Services: OwnedResource {
    public static let path = "services"
    public static let noun = "service"
    public static let identifierPrefix = "service"

    public static func sortKey(of document: ServiceDocument) -> String { document.name }

    public static func page(after cursor: String, limit: Int, in transaction: TenantTransaction) throws -> [ServiceDocument] {
        let currency = try transaction.profile().currency
        return try transaction.rows("SELECT * FROM service WHERE name > \(cursor) ORDER BY name LIMIT \(limit)")
            .map { ServiceDocument(try Service($0, currency: currency)) }
    }

    public static func find(_ id: String, in transaction: TenantTransaction) throws -> ServiceDocument? {
        let currency = try transaction.profile().currency
        return try transaction.row("SELECT * FROM service WHERE id = \(id)").map { ServiceDocument(try Service($0, currency: currency)) }
    }

    public static func save(
        _ document: ServiceDocument, id: String, at instant: Date, in transaction: TenantTransaction
    ) throws -> ServiceDocument {
        let service = try document.service(id: .init(id), currency: transaction.profile().currency)
        try transaction.requireResources(service.resources, at: "#/resources")
        try transaction.execute(
            """
            INSERT INTO service (id, name, aliases, duration_minutes, buffer_minutes, buffer_before_minutes, lead_minutes, horizon_days,
                resources, price, is_available, created_at, updated_at)
            VALUES (\(service.id), \(service.name), \(json: service.aliases), \(service.durationMinutes), \(service.bufferMinutes),
                \(service.bufferBeforeMinutes), \(service.leadMinutes), \(service.horizonDays), \(json: service.resources),
                \(service.price?.minorUnits), \(service.isAvailable), \(instant), \(instant))
            ON CONFLICT (business_id, id) DO UPDATE SET name = excluded.name, aliases = excluded.aliases,
                duration_minutes = excluded.duration_minutes, buffer_minutes = excluded.buffer_minutes,
                buffer_before_minutes = excluded.buffer_before_minutes, lead_minutes = excluded.lead_minutes,
                horizon_days = excluded.horizon_days, resources = excluded.resources, price = excluded.price,
                is_available = excluded.is_available, updated_at = excluded.updated_at
            """)
        try transaction.markFactsChanged()
        return ServiceDocument(service)
    }

    public static func remove(_ id: String, in transaction: TenantTransaction) throws -> Bool {
        let removed = try transaction.execute("DELETE FROM service WHERE id = \(id)") > 0
        if removed { try transaction.markFactsChanged() }
        return removed
    }
}

extension TenantTransaction {
    func services() throws -> [Service] {
        let currency = try profile().currency
        return try rows("SELECT * FROM service ORDER BY created_at, name").map { try Service($0, currency: currency) }
    }

}

extension Service {
    fileprivate init(_ row: Row, currency: String) throws {
        let price: Int? = try row.get("price")
        self.init(
            id: try row.get("id"), name: try row.get("name"), aliases: try row.json("aliases", as: [String].self),
            durationMinutes: try row.get("duration_minutes"), bufferMinutes: try row.get("buffer_minutes"),
            bufferBeforeMinutes: try row.get("buffer_before_minutes"), leadMinutes: try row.get("lead_minutes"),
            horizonDays: try row.get("horizon_days"), resources: try row.json("resources", as: [String].self),
            price: price.map { Money(minorUnits: $0, currency: currency) }, isAvailable: try row.get("is_available"))
    }
}

extension ServiceDocument {
    /// A day: nothing that one call books lasts longer.
    private static let longestMinutes = 1440
    private static let longestLeadMinutes = 43_200
    private static let longestHorizonDays = 366
    private static let mostAliases = 50

    init(_ service: Service) {
        id = service.id.rawValue
        name = service.name
        duration = service.durationMinutes
        price = service.price?.decimal
        aliases = service.aliases
        buffer = service.bufferMinutes
        bufferBefore = service.bufferBeforeMinutes
        lead = service.leadMinutes
        horizon = service.horizonDays
        resources = service.resources
        available = service.isAvailable
    }

    func service(id: Service.ID, currency: String) throws -> Service {
        var violations = Problem.Violation.inName(name, at: "#/name")
        if !(1...Self.longestMinutes).contains(duration) {
            violations.append(.init(pointer: "#/duration", detail: "A duration is 1 to \(Self.longestMinutes) minutes."))
        }
        if !(0...Self.longestMinutes).contains(buffer ?? 0) {
            violations.append(.init(pointer: "#/buffer", detail: "A buffer is 0 to \(Self.longestMinutes) minutes."))
        }
        if !(0...Self.longestMinutes).contains(bufferBefore ?? 0) {
            violations.append(.init(pointer: "#/buffer_before", detail: "A buffer is 0 to \(Self.longestMinutes) minutes."))
        }
        if !(0...Self.longestLeadMinutes).contains(lead ?? 0) {
            violations.append(.init(pointer: "#/lead", detail: "A lead is 0 to \(Self.longestLeadMinutes) minutes."))
        }
        if !(1...Self.longestHorizonDays).contains(horizon ?? 1) {
            violations.append(.init(pointer: "#/horizon", detail: "A horizon is 1 to \(Self.longestHorizonDays) days."))
        }
        violations += Problem.Violation.inTexts(resources, atMost: Resources.most, at: "#/resources")
        violations += Problem.Violation.inTexts(aliases, atMost: Self.mostAliases, at: "#/aliases")
        let price = self.price.flatMap { Money.reading($0, currency: currency, at: "#/price", into: &violations) }
        guard violations.isEmpty else { throw Problem.invalid(violations) }
        return Service(
            id: id, name: name.trimmingCharacters(in: .whitespacesAndNewlines), aliases: aliases ?? [], durationMinutes: duration,
            bufferMinutes: buffer ?? 0, bufferBeforeMinutes: bufferBefore ?? 0, leadMinutes: lead ?? Service.standardLeadMinutes,
            horizonDays: horizon ?? Service.standardHorizonDays, resources: resources ?? [], price: price, isAvailable: available ?? true)
    }
}
