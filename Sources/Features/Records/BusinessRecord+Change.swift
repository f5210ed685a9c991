import Conversation
import Core
import Foundation
import Storage

extension BusinessRecord {
    /// What staff see and change of it, of whatever kind it is.
    public var record: any StaffRecord {
        switch self {
        case .order(let order): order
        case .appointment(let appointment): appointment
        case .ticket(let ticket): ticket
        case .submission(let submission): submission
        }
    }

    /// The entry in the history for what a caller did. The call's own log has its place in the feed.
    func change(byCaller action: RecordChange.Action, identifiers: IdentifierSource, at instant: Date) -> RecordChange {
        let record = record
        return RecordChange(
            id: "chg_" + identifiers.uuid(at: instant), position: nil, at: instant, kind: type(of: record).kind, record: record.key,
            number: record.shownNumber, version: record.version, author: "the caller", action: action, changes: [:])
    }
}

extension ActionRequest.Action {
    /// As the history names it.
    var recorded: RecordChange.Action {
        switch self {
        case .placeOrder: .placed
        case .bookAppointment: .booked
        case .openTicket, .promiseCallBack: .opened
        case .submit: .submitted
        case .cancelOrder, .cancelAppointment: .cancelled
        case .moveAppointment: .moved
        case .addToTicket: .addedTo
        }
    }
}
