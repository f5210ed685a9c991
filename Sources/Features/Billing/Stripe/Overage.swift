/// How many sessions have yet to be told to whoever charges for those beyond a plan.
///
/// A session that was told under another plan in the same period is settled: it counts against no plan.
enum Overage {
    /// - Parameters:
    ///   - used: sessions of the period so far.
    ///   - included: those that the plan holds.
    ///   - told: how many of the period were told under this plan.
    ///   - toldElsewhere: how many were told under others, before the plan was changed.
    static func untold(used: Int, included: Int, told: Int, toldElsewhere: Int) -> Int {
        max(0, used - toldElsewhere - included - told)
    }
}
