import CoreMetrics
import Features

/// What is measured of the business side, each time somebody looks.
extension PlatformMetrics {
    static let businessHelp = [
        businesses: "Businesses, by how they stand with the platform.",
        invoices: "Invoices that are to be paid, by whether their time has come (overdue) or not (open).",
        quarantined: "Registrations whose steps failed too often, and that wait for a person.",
        lettersWaiting: "Letters of the platform's that are on their way.",
        oldestLetter: "How long the longest of them has waited.",
        lettersKept: "Letters that were given up or withheld, by state.",
        outboxesOverdue: "Businesses whose messages should have been sent a minute ago.",
        stripeEventsWaiting: "What Stripe has told and nobody has looked after yet.",
        stripeEventsFailed: "What Stripe has told and was given up.",
        meterEventsWaiting: "Sessions beyond a plan that Stripe has yet to be told of.",
        meterDifferences: "Days on which a meter of Stripe's has counted something else than it was told.",
        refundsFailed: "Refunds that Stripe could not pay back, and that wait for a person.",
    ]

    private static let businesses = "voiceagent_businesses"
    private static let invoices = "voiceagent_invoices"
    private static let quarantined = "voiceagent_registrations_quarantined"
    private static let lettersWaiting = "voiceagent_letters_waiting"
    private static let oldestLetter = "voiceagent_letters_oldest_seconds"
    private static let lettersKept = "voiceagent_letters_kept"
    private static let outboxesOverdue = "voiceagent_outboxes_overdue"
    private static let stripeEventsWaiting = "voiceagent_stripe_events_waiting"
    private static let stripeEventsFailed = "voiceagent_stripe_events_failed"
    private static let meterEventsWaiting = "voiceagent_stripe_meter_events_waiting"
    private static let meterDifferences = "voiceagent_stripe_meter_differences"
    private static let refundsFailed = "voiceagent_refunds_failed"

    static func record(_ figures: PlatformFigures) {
        for (standing, number) in figures.standings {
            Gauge(label: businesses, dimensions: [("standing", standing.rawValue)]).record(number)
        }
        Gauge(label: invoices, dimensions: [("state", "open")]).record(figures.openInvoices - figures.overdueInvoices)
        Gauge(label: invoices, dimensions: [("state", "overdue")]).record(figures.overdueInvoices)
        Gauge(label: quarantined).record(figures.quarantinedRegistrations)
        Gauge(label: lettersWaiting).record(figures.waitingLetters)
        Gauge(label: oldestLetter).record(figures.oldestLetter)
        for (state, number) in figures.keptLetters {
            Gauge(label: lettersKept, dimensions: [("state", state.rawValue)]).record(number)
        }
        Gauge(label: outboxesOverdue).record(figures.overdueOutboxes)
        Gauge(label: stripeEventsWaiting).record(figures.waitingStripeEvents)
        Gauge(label: stripeEventsFailed).record(figures.failedStripeEvents)
        Gauge(label: meterEventsWaiting).record(figures.waitingMeterEvents)
        Gauge(label: meterDifferences).record(figures.meterDifferences)
        Gauge(label: refundsFailed).record(figures.failedRefunds)
    }
}
