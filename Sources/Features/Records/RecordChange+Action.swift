extension RecordChange {
    /// What was done, as the history, the feed and the audit log name it.
    public enum Action: String, Sendable, Hashable, Codable, CaseIterable {
        /// An order, an appointment, a ticket, a submission: it is in the books from now on.
        case placed, booked, opened, submitted
        case changed, moved, confirmed, preparing, ready, completed, cancelled
        /// Back to where it was before: an appointment that is only scheduled, a ticket that waits to be begun.
        case putBack = "put-back"
        /// Nobody came to the appointment.
        case missed
        case begun, resolved, closed, reopened, assigned
        /// The customer of a ticket has heard from the business.
        case answered
        /// The caller said more about a ticket.
        case addedTo = "added-to"
        /// Somebody wrote beside the record.
        case noted
        /// Was found to be the same as another record, which took it in.
        case merged
        case tookIn = "took-in"
        case blocked, unblocked, erased
        case soldOut = "sold-out"
        case restocked
        /// What becomes of who waits for a time; who takes an offer is `booked`.
        case added, offered, lapsed, withdrawn

        /// Whether it puts a record into the books.
        var isMaking: Bool {
            switch self {
            case .placed, .booked, .opened, .submitted: true
            default: false
            }
        }
    }
}
