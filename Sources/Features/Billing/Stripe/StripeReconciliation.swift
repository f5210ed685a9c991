import Core
import Foundation
import Logging
import Storage
import Vendors

/// Compares every business's meters once a day: what we told them with what Stripe says it has counted.
///
/// Nothing is put right by itself. What differs is written down, for an operator to look at; what agrees again later is forgotten.
struct StripeReconciliation: Sendable {
    /// As far back as Stripe still takes what is missing, less a day.
    private static let days = 34
    /// Stripe counts what it was told when it gets to it, and a day's last sessions are told a little later.
    private static let patience: TimeInterval = 6 * 3600
    private static let interval: TimeInterval = 86_400
    private static let mostAtOnce = 20

    private let stripe: Stripe
    private let catalogue: StripeCatalogueCache
    private let store: Store
    private let clock: @Sendable () -> Date
    private let logger: Logger

    init(
        stripe: Stripe, catalogue: StripeCatalogueCache, store: Store, clock: @escaping @Sendable () -> Date, logger: Logger
    ) {
        self.stripe = stripe
        self.catalogue = catalogue
        self.store = store
        self.clock = clock
        self.logger = logger
    }

    /// Compares some of those whose turn it is. When Stripe cannot be asked it is their turn again.
    func run() async throws {
        let now = clock()
        let links = try await store.platform.read {
            try $0.stripeLinksToReconcile(lookedAtBefore: now.addingTimeInterval(-Self.interval), limit: Self.mostAtOnce)
        }
        for link in links {
            do {
                try await reconcile(link)
            } catch StripeFailure.refused(let refusal) where refusal.isMissing {
                logger.warning(
                    "Stripe knows nothing of a customer or a meter that was told of sessions",
                    metadata: ["business_id": "\(link.business)", "stripe_customer": "\(link.customer)", "error": "\(refusal.message)"])
            }
            try await store.platform.write { try $0.noteReconciled(link.business, at: now) }
        }
    }

    private func reconcile(_ link: StripeLink) async throws {
        let now = clock()
        let end = now.addingTimeInterval(-Self.patience).dayNumber
        let days = end - Self.days..<end
        var counted: [MeterDay: Int] = [:]
        for (meter, name) in try await catalogue.catalogue(at: now).meters {
            let (start, end) = (Date(dayNumber: days.lowerBound), Date(dayNumber: days.upperBound))
            for day in try await stripe.days(of: meter, customer: link.customer, from: start, to: end) {
                counted[MeterDay(name: name, day: day.startTime.dayNumber)] = Int(day.aggregatedValue.rounded())
            }
        }
        let (found, business) = (counted, link.business)
        let news = try await store.platform.write { transaction in
            let told = try transaction.metered(of: business, on: days)
            let differences = Set(told.keys).union(found.keys).compactMap { day -> MeterDifference? in
                let (told, counted) = (told[day] ?? MeterTold(), found[day] ?? 0)
                guard !told.agrees(with: counted) else { return nil }
                return MeterDifference(
                    business: business, name: day.name, day: LocalDate(dayNumber: day.day).description, told: told.settled, counted: counted
                )
            }
            return try transaction.replaceMeterDifferences(of: business, by: differences, since: days.lowerBound, at: now)
        }
        for difference in news.sorted(by: { ($0.day, $0.name) < ($1.day, $1.name) }) {
            logger.error(
                "A meter of Stripe's has counted something else than it was told",
                metadata: [
                    "business_id": "\(difference.business)", "meter": "\(difference.name)", "day": "\(difference.day)",
                    "told": "\(difference.told)", "counted": "\(difference.counted)",
                ])
        }
    }
}
