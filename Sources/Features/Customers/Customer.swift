public import Core
public import Foundation

/// Somebody who calls a business. The phone number is the identity: the same number is the same customer.
public struct Customer: Sendable, Hashable, Codable {
    public typealias ID = Identifier<Customer>

    public var id: ID?
    public var name: String
    public var phone: PhoneNumber
    public var email: String?
    /// Since when calls from them are answered with one sentence; nil for everybody else.
    public var blockedAt: Date?
    /// Why, for staff.
    public var blockReason: String?
    public var version = RecordVersion.first

    public init(id: ID? = nil, name: String, phone: PhoneNumber, email: String? = nil) {
        self.id = id
        self.name = name
        self.phone = phone
        self.email = email
    }

    enum CodingKeys: String, CodingKey {
        case id, name, phone, email, version
        case blockedAt = "blocked_at"
        case blockReason = "block_reason"
    }
}
