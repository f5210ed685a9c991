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
    /// What the guest pays.
    public var total: Money
    /// The part of it that is tax; nil where the business charges none.
    public var tax: Money?
    public var createdAt: Date
    /// When the kitchen means to have it done, as the guest was told; nil where nothing was promised.
    public var readyAt: Date?
    /// Why it was cancelled, in the words of whoever did.
    public var cancelReason: String?
    public var version = RecordVersion.first
    public var source = RecordSource.call

    public struct Line: Sendable, Hashable, Codable {
        public var item: String
        public var quantity: Int
        /// As the kitchen reads them: "large", "no basil", "extra cheese".
        public var options: [String]
        public var note: String?
        /// Of the whole line.
        public var price: Money
        /// Of the catalogue; nil in orders that were placed before it was kept.
        public var itemID: CatalogueItem.ID?

        enum CodingKeys: String, CodingKey {
            case item, quantity, options, note, price
            case itemID = "item_id"
        }
    }

    public enum Status: String, Sendable, Hashable, Codable, CaseIterable {
        case pending = "Pending"
        case confirmed = "Confirmed"
        case preparing = "Preparing"
        case ready = "Ready"
        case completed = "Completed"
        case cancelled = "Cancelled"
    }

    enum CodingKeys: String, CodingKey {
        case id, number, lines, notes, total, tax, version, source
        case callID = "call_id"
        case type = "order_type"
        case status = "order_status"
        case customerName = "customer_name"
        case customerPhone = "customer_phone"
        case deliveryAddress = "delivery_address"
        case createdAt = "created_at"
        case readyAt = "ready_at"
        case cancelReason = "cancel_reason"
    }
}

extension Order.Status {
    /// Where the kitchen board lets an order go from here.
    public var next: Set<Order.Status> {
        switch self {
        case .pending: [.confirmed, .cancelled]
        case .confirmed: [.preparing, .cancelled]
        case .preparing: [.ready, .cancelled]
        case .ready: [.completed, .cancelled]
        case .completed, .cancelled: []
        }
    }

    /// Whether nobody has begun to make it.
    public var isBeforeKitchen: Bool { self == .pending || self == .confirmed }
}
