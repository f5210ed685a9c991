import Conversation
import Core
import Foundation
import Storage

extension BusinessRecord {
    /// The entry in the history for what a call did. The call's own log has its place in the feed.
    func change(by action: ActionRequest.Action, identifiers: IdentifierSource, at instant: Date) -> RecordChange {
        let (kind, id, number, version): (RecordChange.Kind, String, String, RecordVersion) =
            switch self {
            case .order(let order): (.order, order.key, order.number, order.version)
            case .appointment(let appointment): (.appointment, appointment.key, appointment.number, appointment.version)
            case .ticket(let ticket): (.ticket, ticket.key, ticket.number, ticket.version)
            case .submission(let submission): (.submission, submission.key, submission.number, submission.version)
            }
        return RecordChange(
            id: "chg_" + identifiers.uuid(at: instant), position: nil, at: instant, kind: kind, record: id, number: number,
            version: version, author: "the caller", action: action.deed, changes: [:])
    }
}

extension ActionRequest.Action {
    /// As the history names it.
    fileprivate var deed: String {
        switch self {
        case .placeOrder: "placed"
        case .bookAppointment: "booked"
        case .openTicket, .promiseCallBack: "opened"
        case .submit: "submitted"
        case .cancelOrder, .cancelAppointment: "cancelled"
        case .moveAppointment: "moved"
        case .addToTicket: "added-to"
        }
    }
}
