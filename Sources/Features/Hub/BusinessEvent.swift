/// Something that was committed in a business, for those who watch it: a line of a call's log, or a change of the books by staff.
public enum BusinessEvent: Sendable, Hashable {
    case call(CallEvent)
    /// The record is as it was when the event was read; nil when it is of no kind that lists show, or gone.
    case changed(RecordChange, BusinessRecord?)

    /// Increasing in order of commits within the business, over all its calls and records.
    public var position: Int {
        switch self {
        case .call(let event): event.position
        case .changed(let change, _): change.position ?? 0
        }
    }
}
