import Core
public import Foundation
public import Storage

/// Who or what is booked, as owners write it: a doctor, a room, a chair. `{"name": "Dr. Smith"}`.
public struct ResourceDocument: Sendable, Hashable, Codable {
    public var id: String?
    /// As callers hear it: "with Dr. Smith".
    public var name: String
    /// False while nobody is to be booked with it: away, under repair.
    public var available: Bool?

    public init(id: String? = nil, name: String, available: Bool? = nil) {
        self.id = id
        self.name = name
        self.available = available
    }
}

/// Those who do what can be booked. A business that names none has one calendar.
public enum Resources: OwnedResource {
    public static let path = "resources"
    public static let noun = "resource"
    public static let identifierPrefix = "resource"

    /// A free time is looked for with each of them.
    static let most = 100

    public static func sortKey(of document: ResourceDocument) -> String { document.name }

    public static func page(after cursor: String, limit: Int, in transaction: TenantTransaction) throws -> [ResourceDocument] {
        try transaction.rows("SELECT * FROM resource WHERE name > \(cursor) ORDER BY name LIMIT \(limit)").map { try ResourceDocument($0) }
    }

    public static func find(_ id: String, in transaction: TenantTransaction) throws -> ResourceDocument? {
        try transaction.row("SELECT * FROM resource WHERE id = \(id)").map { try ResourceDocument($0) }
    }

    public static func save(
        _ document: ResourceDocument, id: String, at instant: Date, in transaction: TenantTransaction
    ) throws -> ResourceDocument {
        var violations = Problem.Violation.inName(document.name, at: "#/name")
        if try transaction.resources().filter({ $0.id != id }).count >= most {
            violations.append(.init(pointer: "#", detail: "There are at most \(most) resources."))
        }
        guard violations.isEmpty else { throw Problem.invalid(violations) }
        let resource = ResourceDocument(
            id: id, name: document.name.trimmingCharacters(in: .whitespacesAndNewlines), available: document.available ?? true)
        try transaction.execute(
            """
            INSERT INTO resource (id, name, is_available, created_at, updated_at)
            VALUES (\(id), \(resource.name), \(resource.available ?? true), \(instant), \(instant))
            ON CONFLICT (business_id, id) DO UPDATE SET name = excluded.name, is_available = excluded.is_available,
                updated_at = excluded.updated_at
            """)
        return resource
    }

    /// - Throws: `Problem` while somebody is booked with it.
    public static func remove(_ id: String, in transaction: TenantTransaction) throws -> Bool {
        let booked = try transaction.row(
            """
            SELECT number FROM voice_appointment
            WHERE resource = \(id) AND (status = \(Appointment.Status.scheduled) OR status = \(Appointment.Status.confirmed)) LIMIT 1
            """)
        if let booked {
            let number: Int = try booked.get("number")
            throw Problem.conflict("Appointment \(number) is booked with it: move that first.")
        }
        return try transaction.execute("DELETE FROM resource WHERE id = \(id)") > 0
    }
}

extension TenantTransaction {
    /// All of them, by name.
    func resources() throws -> [ResourceDocument] {
        try rows("SELECT * FROM resource ORDER BY name").map { try ResourceDocument($0) }
    }

    /// - Throws: `Problem` when one of them does not exist.
    func requireResources(_ ids: [String], at pointer: String) throws {
        guard !ids.isEmpty else { return }
        let known = Set(try resources().compactMap(\.id))
        let violations = ids.enumerated().filter { !known.contains($1) }.map {
            Problem.Violation(pointer: "\(pointer)/\($0)", detail: "There is no such resource.")
        }
        guard violations.isEmpty else { throw Problem.invalid(violations) }
    }
}

extension ResourceDocument {
    fileprivate init(_ row: Row) throws {
        self.init(id: try row.get("id"), name: try row.get("name"), available: try row.get("is_available"))
    }
}
