import Core
import Foundation
import Storage

extension TenantTransaction {
    /// What each change of the books leads to, whoever made it: the one place through which all of them pass, in the transaction that
    /// makes them. `change.name` says what happened: `order.confirmed`, `appointment.moved`, `waiting_list.offered`.
    ///
    /// - Parameter record: as it is after the change; nil for what no list shows.
    /// - Returns: what else has changed by it.
    func follow(_ change: RecordChange, _ record: BusinessRecord?, identifiers: IdentifierSource) throws -> [BusinessEvent] {
        try insert(change)
        if let record { try announce(record, after: change.action, identifiers: identifiers, at: change.at) }
        guard change.mayFreeTime else { return [] }
        var desk = Desk(transaction: self, author: WaitingListEntry.author, now: change.at, identifiers: identifiers)
        try desk.offerFreeTimes()
        return desk.events
    }
}

extension RecordChange {
    /// Whether somebody who waits for a time may have one now.
    fileprivate var mayFreeTime: Bool {
        switch kind {
        case .appointment: action == .cancelled || action == .moved
        case .waiting: action == .added || action == .withdrawn
        case .order, .ticket, .submission, .customer, .stock: false
        }
    }
}
