public import Conversation
public import Core
public import Foundation

/// What a caller answered to the questions of a workflow that the owner declared.
public struct Submission: Sendable, Hashable, Codable, Identifiable {
    public typealias ID = Identifier<Submission>

    public var id: ID
    /// What callers and staff call it; counts up within the business.
    public var number: String
    public var callID: Call.ID?
    /// The workflow's name.
    public var workflow: String
    /// The workflow's title when it was submitted.
    public var title: String
    public var status: Status
    /// In the order in which they were declared.
    public var answers: [SubmissionDraft.Answer]
    public var customerName: String
    public var customerPhone: PhoneNumber?
    public var createdAt: Date
    public var version = RecordVersion.first

    public enum Status: String, Sendable, Hashable, Codable, CaseIterable {
        case open = "Open"
        case inProgress = "In Progress"
        case completed = "Completed"
        case cancelled = "Cancelled"
    }

    enum CodingKeys: String, CodingKey {
        case id, number, workflow, title, status, answers, version
        case callID = "call_id"
        case customerName = "customer_name"
        case customerPhone = "customer_phone"
        case createdAt = "created_at"
    }
}

extension Submission.Status {
    /// What it may become; from the last two it is opened again.
    public var next: Set<Submission.Status> {
        switch self {
        case .open: [.inProgress, .completed, .cancelled]
        case .inProgress: [.open, .completed, .cancelled]
        case .completed, .cancelled: [.open]
        }
    }
}
