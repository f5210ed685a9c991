import Core

/// The part of a month's price that falls on a part of the month.
///
/// Reckoned in whole seconds and minor units. What does not come out even is rounded half away from zero, line by line, so that a credit
/// and a debit for the same time and price cancel out. Of a month of 30 days at $99.00, 19 days 21 hours are
/// 9900 × 1,717,200 ÷ 2,592,000 = 6558.75, which is $65.59.
enum Proration {
    static func share(of price: Money, for part: BillingPeriod, of period: BillingPeriod) -> Money {
        let exact = (dividend: price.minorUnits.magnitude * UInt(part.seconds), divisor: UInt(period.seconds))
        let rounded = Int((2 * exact.dividend + exact.divisor) / (2 * exact.divisor))
        return Money(minorUnits: price.minorUnits < 0 ? -rounded : rounded, currency: price.currency)
    }
}
