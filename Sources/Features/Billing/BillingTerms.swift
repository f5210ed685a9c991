/// What the platform begins with, and how long it waits, in days of 24 hours.
public struct BillingTerms: Sendable, Hashable {
    /// A new business tries the platform for so long.
    public var trialDays: Int
    /// An invoice is to be paid within so many days.
    public var invoiceDueDays: Int
    /// From the day an invoice was to be paid until the agent stops answering.
    public var pastDueDays: Int
    /// From then until nobody is let in.
    public var readOnlyDays: Int
    /// From then until the business's data is deleted.
    public var suspendedDays: Int
    /// Sessions a month in the first version of the smallest plan.
    public var starterSessions: Int

    public init(
        trialDays: Int = 14, invoiceDueDays: Int = 14, pastDueDays: Int = 14, readOnlyDays: Int = 30, suspendedDays: Int = 60,
        starterSessions: Int = 100
    ) {
        self.trialDays = trialDays
        self.invoiceDueDays = invoiceDueDays
        self.pastDueDays = pastDueDays
        self.readOnlyDays = readOnlyDays
        self.suspendedDays = suspendedDays
        self.starterSessions = starterSessions
    }

    /// The end of a trial is announced so many days before.
    static let trialNoticeDays = 3
}
