/// How English says that something has been done.
extension English {
    /// Said of nothing else, when a business is on the phone.
    static let settlingDeeds: Set<String> = ["placed", "booked", "scheduled", "reserved", "submitted"]
    /// Said of many things: of a record only when it is named too.
    static let recordDeeds: Set<String> = [
        "confirmed", "opened", "created", "changed", "moved", "cancelled", "canceled", "updated", "completed", "sent", "logged", "filed",
    ]
}
