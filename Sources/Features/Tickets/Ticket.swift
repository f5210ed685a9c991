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
    /// The category's name when the ticket was opened, or was last given one.
    public var category: String
    public var categoryID: SupportCategory.ID?
    public var priority: SupportCategory.Priority
    public var status: Status
    public var subject: String
    public var description: String
    public var customerName: String
    public var customerPhone: PhoneNumber?
    public var createdAt: Date
    /// Until when somebody has been promised to act; nil where nothing was promised.
    public var dueAt: Date?
    /// Who looks after it.
    public var assignee: String?
    /// When its clock began to run: when it was opened, or opened again.
    public var clockStart: Date?
    /// Until when the customer should have heard from somebody, and until when it should be settled, on the business's hours; nil where
    /// its category says nothing.
    public var respondBy: Date?
    public var resolveBy: Date?
    public var respondedAt: Date?
    public var resolvedAt: Date?
    /// The number of the ticket that it was found to be the same as.
    public var mergedInto: String?
    public var version = RecordVersion.first
    public var source = RecordSource.call

    public enum Status: String, Sendable, Hashable, Codable, CaseIterable {
        case open = "Open"
        case inProgress = "In Progress"
        case resolved = "Resolved"
        case closed = "Closed"
    }

    enum CodingKeys: String, CodingKey {
        case id, number, category, priority, status, subject, description, assignee, version, source
        case callID = "call_id"
        case categoryID = "category_id"
        case customerName = "customer_name"
        case customerPhone = "customer_phone"
        case createdAt = "created_at"
        case dueAt = "due_at"
        case clockStart = "clock_start"
        case respondBy = "respond_by"
        case resolveBy = "resolve_by"
        case respondedAt = "responded_at"
        case resolvedAt = "resolved_at"
        case mergedInto = "merged_into"
    }
}

extension Ticket {
    /// Whether it was, or still is, answered or settled later than it should have been.
    public func isBreached(at now: Date) -> Bool {
        isLate(respondedAt ?? resolvedAt, for: respondBy, at: now) || isLate(resolvedAt, for: resolveBy, at: now)
    }

    private func isLate(_ done: Date?, for due: Date?, at now: Date) -> Bool {
        due.map { (done ?? now) > $0 } ?? false
    }
}

extension Ticket.Status {
    /// What it may become; from the last two it is opened again.
    public var next: Set<Ticket.Status> {
        switch self {
        case .open: [.inProgress, .resolved, .closed]
        case .inProgress: [.open, .resolved, .closed]
        case .resolved: [.open, .inProgress, .closed]
        case .closed: [.open]
        }
    }

    /// Whether somebody still has to do something about it.
    public var isUnsettled: Bool { self == .open || self == .inProgress }
}
