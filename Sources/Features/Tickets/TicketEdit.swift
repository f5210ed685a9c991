public import Conversation
public import Core
import Foundation
public import Storage

/// What staff change of a ticket; what is left out stays.
public struct TicketEdit: Sendable, Codable {
    public var status: Ticket.Status?
    public var priority: SupportCategory.Priority?
    public var categoryID: SupportCategory.ID?
    public var subject: String?
    /// Who looks after it; null for nobody.
    public var assignee: Patch<String> = .keep

    enum CodingKeys: String, CodingKey {
        case status, priority, subject, assignee
        case categoryID = "category_id"
    }
}

extension BackOffice {
    /// - Throws: `StaleRecord`; `Problem` when there is no such ticket, or it does not allow the change.
    public func change(
        ticket id: String, at version: RecordVersion, to edit: TicketEdit, by principal: Principal, in tenant: Tenant
    ) async throws -> Ticket {
        try await act(by: principal, in: tenant) { desk in
            let before: Ticket = try desk.take(id, at: version)
            var ticket = before
            try desk.apply(edit, to: &ticket)
            return try desk.put(ticket, replacing: before, as: Self.action(from: before, to: ticket))
        }
    }

    /// Finds that two tickets are one: what was written beside the first moves to the other, and the first is closed.
    ///
    /// - Returns: the ticket that is left, and the one that is closed.
    /// - Throws: as `change`.
    public func merge(
        ticket id: String, at version: RecordVersion, into target: String, by principal: Principal, in tenant: Tenant
    ) async throws -> (kept: Ticket, closed: Ticket) {
        try await act(by: principal, in: tenant) { desk in
            let before: Ticket = try desk.take(id, at: version)
            let kept: Ticket = try desk.find(target)
            guard kept.id != before.id, kept.mergedInto == nil, before.mergedInto == nil else {
                throw Problem.conflict("A ticket is merged once, into another that was not merged itself.")
            }
            try desk.transaction.execute(
                "UPDATE record_note SET record_id = \(target) WHERE kind = \(Ticket.kind) AND record_id = \(id)")
            let words = "From ticket \(before.number), \(before.subject):\n\(before.description)"
            let note = RecordNote(
                id: "note_" + desk.identifiers.uuid(at: desk.now), at: desk.now, author: desk.author, isPublic: false, text: words)
            try desk.transaction.insert(note, beside: target, kind: Ticket.kind)
            var closed = before
            (closed.status, closed.mergedInto) = (.closed, kept.number)
            closed.resolvedAt = closed.resolvedAt ?? desk.now
            var more = kept
            if before.priority.urgency > kept.priority.urgency {
                more.priority = before.priority
                try desk.transaction.setDeadlines(of: &more)
            }
            let stored = try desk.put(closed, replacing: before, as: .merged)
            let result = try desk.put(more, replacing: kept, as: .tookIn)
            if result.version == kept.version { try desk.note(.tookIn, of: result) }
            return (result, stored)
        }
    }

    private static func action(from before: Ticket, to after: Ticket) -> RecordChange.Action {
        if after.status != before.status { return after.status.action(after: before.status) }
        if after.assignee != before.assignee { return .assigned }
        return .changed
    }
}

extension Desk {
    fileprivate func apply(_ edit: TicketEdit, to ticket: inout Ticket) throws {
        if let subject = edit.subject {
            let violations = Problem.Violation.inName(subject, at: "#/subject")
            guard violations.isEmpty else { throw Problem.invalid(violations) }
            ticket.subject = subject.trimmingCharacters(in: .whitespacesAndNewlines)
        }
        try edit.assignee.apply(to: &ticket.assignee, atMost: Problem.Violation.longestName, at: "#/assignee")
        if let id = edit.categoryID {
            guard let category = try transaction.supportCategory(id) else {
                throw Problem.invalid("#/category_id", "There is no such support category.")
            }
            (ticket.categoryID, ticket.category) = (category.id, category.name)
        }
        if let priority = edit.priority { ticket.priority = priority }
        if let status = edit.status, status != ticket.status { try move(&ticket, to: status) }
        if ticket.status.isUnsettled { try transaction.setDeadlines(of: &ticket) }
    }

    private func move(_ ticket: inout Ticket, to status: Ticket.Status) throws {
        guard ticket.mergedInto == nil, ticket.status.next.contains(status) else {
            throw Problem.notAllowed(
                from: ticket.status.rawValue, to: ticket.mergedInto == nil ? ticket.status.next.map(\.rawValue) : [])
        }
        let wasSettled = !ticket.status.isUnsettled
        ticket.status = status
        switch status {
        case .inProgress: ticket.respondedAt = ticket.respondedAt ?? now
        case .resolved, .closed: ticket.resolvedAt = ticket.resolvedAt ?? now
        case .open: break
        }
        if wasSettled, status.isUnsettled {
            // Whoever comes back waits anew.
            (ticket.clockStart, ticket.respondedAt, ticket.resolvedAt) = (now, status == .inProgress ? now : nil, nil)
        }
    }
}

extension Ticket.Status {
    /// As the history names the change to it.
    fileprivate func action(after before: Ticket.Status) -> RecordChange.Action {
        switch self {
        case .open: before.isUnsettled ? .putBack : .reopened
        case .inProgress: before.isUnsettled ? .begun : .reopened
        case .resolved: .resolved
        case .closed: .closed
        }
    }
}
