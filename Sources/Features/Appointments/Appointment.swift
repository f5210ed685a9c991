public import Conversation
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
    /// Nil only in what was written down before it was kept there.
    public var serviceID: Service.ID?
    public var start: Date
    public var end: Date
    /// The name of who or what is booked; empty where the business has just one.
    public var resource: String
    public var resourceID: String?
    public var status: Status
    public var customerName: String
    public var customerPhone: PhoneNumber?
    public var notes: String?
    public var createdAt: Date
    public var version = RecordVersion.first
    public var source = RecordSource.call

    public enum Status: String, Sendable, Hashable, Codable, CaseIterable {
        case scheduled = "Scheduled"
        case confirmed = "Confirmed"
        case completed = "Completed"
        case cancelled = "Cancelled"
        case noShow = "No-show"
    }

    enum CodingKeys: String, CodingKey {
        case id, number, service, start, end, resource, status, notes, version, source
        case callID = "call_id"
        case serviceID = "service_id"
        case resourceID = "resource_id"
        case customerName = "customer_name"
        case customerPhone = "customer_phone"
        case createdAt = "created_at"
    }
}

extension Appointment.Status {
    /// What it may become. Who came late after all, or was taken for another, is put right; a cancelled one has lost its time.
    public var next: Set<Appointment.Status> {
        switch self {
        case .scheduled: [.confirmed, .completed, .cancelled, .noShow]
        case .confirmed: [.scheduled, .completed, .cancelled, .noShow]
        case .completed: [.noShow]
        case .noShow: [.completed]
        case .cancelled: []
        }
    }

    /// Whether it is still to take place.
    public var isAhead: Bool { self == .scheduled || self == .confirmed }
}
