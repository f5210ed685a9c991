import Storage

extension TenantTransaction {
    /// What happened in the business after a position, in order of commits.
    func businessEvents(after position: Int, limit: Int) throws -> [BusinessEvent] {
        let calls = try events(after: position, limit: limit).map { BusinessEvent.call($0) }
        let changes = try recordChanges(after: position, limit: limit).map { change in
            BusinessEvent.changed(change, try record(change.record, of: change.kind))
        }
        return Array((calls + changes).sorted { $0.position < $1.position }.prefix(limit))
    }

    private func record(_ id: String, of kind: RecordChange.Kind) throws -> BusinessRecord? {
        switch kind {
        case .order: try Order.find(id, in: self).map { .order($0) }
        case .appointment: try Appointment.find(id, in: self).map { .appointment($0) }
        case .ticket: try Ticket.find(id, in: self).map { .ticket($0) }
        case .submission: try Submission.find(id, in: self).map { .submission($0) }
        case .customer, .waiting, .stock: nil
        }
    }
}
