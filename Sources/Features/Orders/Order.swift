public import Conversation
public import Core
public import Foundation

/// A placed order: the seeds' "Voice Restaurant Order". Names and prices are those of the moment it was placed.
public struct Order: Sendable, Hashable, Codable, Identifiable {
    public typealias ID = Identifier<Order>

    public var id: ID
    /// What guests and staff call it; counts up within the business.
    public var number: String
    public var callID: Call.ID?
    public var type: OrderType
    public var status: Status
    public var customerName: String
    public var customerPhone: PhoneNumber?
    public var deliveryAddress: String?
    public var lines: [Line]
    public var notes: String?
    public var total: Money
    public var createdAt: Date

    public struct Line: Sendable, Hashable, Codable {
        public var item: String
        public var quantity: Int
        /// As the kitchen reads them: "large", "no basil", "extra cheese".
        public var options: [String]
        public var note: String?
        /// Of the whole line.
        public var price: Money
    }

    public enum Status: String, Sendable, Hashable, Codable {
        case pending = "Pending"
        case confirmed = "Confirmed"
        case preparing = "Preparing"
        case ready = "Ready"
        case completed = "Completed"
        case cancelled = "Cancelled"
    }

    enum CodingKeys: String, CodingKey {
        case id, number, lines, notes, total
        case callID = "call_id"
        case type = "order_type"
        case status = "order_status"
        case customerName = "customer_name"
        case customerPhone = "customer_phone"
        case deliveryAddress = "delivery_address"
        case createdAt = "created_at"
    }
}
