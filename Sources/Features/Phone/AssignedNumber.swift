public import Core
public import Foundation
public import Storage

/// A telephone number under which one business is called, and no other.
public struct AssignedNumber: Sendable, Hashable, Codable {
    /// E.164.
    public var number: String
    public var business: Business.ID
    public var assignedAt: Date
    /// When the telephone company was told where its calls go; nil when it was not.
    public var connectedAt: Date?

    enum CodingKeys: String, CodingKey {
        case number
        case business = "business_id"
        case assignedAt = "assigned_at"
        case connectedAt = "connected_at"
    }
}

extension PlatformTransaction {
    /// - Throws: `StorageError.uniqueViolation` when the number is another business's.
    func assign(_ number: String, to business: Business.ID, at instant: Date) throws {
        if let known = try self.number(number), known.business == business { return }
        try execute("INSERT INTO phone_number (number, business_id, assigned_at) VALUES (\(number), \(business), \(instant))")
    }

    func connect(_ number: String, at instant: Date) throws {
        try execute("UPDATE phone_number SET connected_at = \(instant) WHERE number = \(number)")
    }

    /// - Returns: false when it was nobody's.
    func release(_ number: String) throws -> Bool {
        try execute("DELETE FROM phone_number WHERE number = \(number)") == 1
    }

    private func number(_ number: String) throws -> AssignedNumber? {
        try row("SELECT * FROM phone_number WHERE number = \(number)").map { try AssignedNumber($0) }
    }

    /// In the order in which they were assigned.
    public func numbers(of business: Business.ID) throws -> [AssignedNumber] {
        try rows("SELECT * FROM phone_number WHERE business_id = \(business) ORDER BY assigned_at, number LIMIT 1000")
            .map { try AssignedNumber($0) }
    }

    /// Those of all businesses.
    public func numbers() throws -> [AssignedNumber] {
        try rows("SELECT * FROM phone_number ORDER BY business_id, assigned_at, number LIMIT 10000").map { try AssignedNumber($0) }
    }
}

extension AssignedNumber {
    fileprivate init(_ row: Row) throws {
        self.init(
            number: try row.get("number"), business: try row.get("business_id"), assignedAt: try row.get("assigned_at"),
            connectedAt: try row.get("connected_at"))
    }
}
