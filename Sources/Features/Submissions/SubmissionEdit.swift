import Core
public import Storage

/// What staff change of a submission.
public struct SubmissionEdit: Sendable, Codable {
    public var status: Submission.Status
}

extension BackOffice {
    /// - Throws: `StaleRecord`; `Problem` when there is no such submission, or it does not allow the change.
    public func change(
        submission id: String, at version: RecordVersion, to edit: SubmissionEdit, by principal: Principal, in tenant: Tenant
    ) async throws -> Submission {
        try await act(by: principal, in: tenant) { desk in
            let before: Submission = try desk.take(id, at: version)
            var submission = before
            guard edit.status != before.status else { return before }
            guard before.status.next.contains(edit.status) else {
                throw Problem.notAllowed(from: before.status.rawValue, to: before.status.next.map(\.rawValue))
            }
            submission.status = edit.status
            return try desk.put(submission, replacing: before, as: edit.status.action)
        }
    }
}

extension Submission.Status {
    /// As the history names the change to it.
    fileprivate var action: RecordChange.Action {
        switch self {
        case .open: .reopened
        case .inProgress: .begun
        case .completed: .completed
        case .cancelled: .cancelled
        }
    }
}
