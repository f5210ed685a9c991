public import Core
public import Foundation

/// A booked appointment: the seeds' "Voice Appointment".
public struct Appointment: Sendable, Hashable, Codable, Identifiable {
    public typealias ID = Identifier<Appointment>

    public var id: ID
    /// What callers and staff call it; counts up within the business.
    public var number: String
    public var callID: Call.ID?
    /// The service's name when it was booked.
    public var service: String
    public var start: Date
    public var end: Date
    /// Who or what is booked; empty where the business has just one.
    public var resource: String
    public var status: Status
    public var customerName: String
    public var customerPhone: PhoneNumber?
    public var notes: String?
    public var createdAt: Date

    public enum Status: String, Sendable, Hashable, Codable {
        case scheduled = "Scheduled"
        case confirmed = "Confirmed"
        case completed = "Completed"
        case cancelled = "Cancelled"
        case noShow = "No-show"
    }

    enum CodingKeys: String, CodingKey {
        case id, number, service, start, end, resource, status, notes
        case callID = "call_id"
        case customerName = "customer_name"
        case customerPhone = "customer_phone"
        case createdAt = "created_at"
    }
}
