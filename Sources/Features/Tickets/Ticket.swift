public import Conversation
public import Core
public import Foundation

/// An opened ticket: the seeds' "Voice Support Ticket".
public struct Ticket: Sendable, Hashable, Codable, Identifiable {
    public typealias ID = Identifier<Ticket>

    public var id: ID
    /// What callers and staff call it; counts up within the business.
    public var number: String
    public var callID: Call.ID?
    /// The category's name when the ticket was opened.
    public var category: String
    public var priority: SupportCategory.Priority
    public var status: Status
    public var subject: String
    public var description: String
    public var customerName: String
    public var customerPhone: PhoneNumber?
    public var createdAt: Date
    /// Until when somebody has been promised to act; nil where nothing was promised.
    public var dueAt: Date?

    public enum Status: String, Sendable, Hashable, Codable {
        case open = "Open"
        case inProgress = "In Progress"
        case resolved = "Resolved"
        case closed = "Closed"
    }

    enum CodingKeys: String, CodingKey {
        case id, number, category, priority, status, subject, description
        case callID = "call_id"
        case customerName = "customer_name"
        case customerPhone = "customer_phone"
        case createdAt = "created_at"
        case dueAt = "due_at"
    }
}
