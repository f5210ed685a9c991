public import Core
public import Foundation
public import Storage

/// What an operator reads. Nothing but a business's failed webhooks is read from its own data.
extension OperatorDesk {
    private static let mostFailures = 100

    /// All that the platform knows of one business.
    public struct BusinessPage: Sendable, Codable {
        public let business: OperatedBusiness
        public let provisioning: [ProvisioningEntry]
        public let numbers: [AssignedNumber]
        public let failedLetters: [FailedLetter]
        public let failedWebhooks: [OutboxMessage]
        /// Where it is being deleted or was.
        public let departure: Departure?

        enum CodingKeys: String, CodingKey {
            case business, provisioning, numbers, departure
            case failedLetters = "failed_letters"
            case failedWebhooks = "failed_webhooks"
        }
    }

    /// What is left undone on the whole platform.
    public struct Failures: Sendable, Codable {
        public let letters: [FailedLetter]
        /// Registrations whose steps failed too often.
        public let registrations: [QuarantinedRegistration]
        public let deletions: [Departure]
        /// Days on which Stripe has counted something else than it was told.
        public let meters: [MeterDifference]
    }

    public struct QuarantinedRegistration: Sendable, Hashable, Codable {
        public let business: Business.ID
        public let name: String?
        public let subdomain: String?
        public let attempts: Int
        public let error: String?
        public let createdAt: Date

        enum CodingKeys: String, CodingKey {
            case name, subdomain, attempts, error
            case business = "business_id"
            case createdAt = "created_at"
        }
    }

    public func businesses(_ search: BusinessSearch) async throws -> Page<OperatedBusiness> {
        let now = clock()
        var more = search
        // One more than asked for tells whether there is another page.
        more.limit += 1
        let found = try await store.platform.read { [more] in try $0.operatedBusinesses(more, at: now) }
        let page = Array(found.prefix(search.limit))
        return Page(data: page, nextCursor: found.count > search.limit ? page.last?.id.rawValue : nil)
    }

    /// - Throws: `Problem` when there is no such business.
    public func page(of business: Business.ID, for person: Principal) async throws -> BusinessPage {
        let now = clock()
        let page = try await store.platform.read { transaction in
            guard let found = try transaction.operatedBusiness(business, at: now) else { throw Problem.notFound("business") }
            return (
                found, try transaction.provisioning(of: business), try transaction.numbers(of: business),
                try transaction.failedLetters(of: business, limit: Self.mostFailures), try transaction.departure(of: business)
            )
        }
        var webhooks: [OutboxMessage] = []
        if page.4 == nil {
            let tenant = try await enter(business, because: .lookingAtFailures, by: person)
            webhooks = try await tenant.read { try $0.failedMessages(limit: Self.mostFailures) }
        }
        return BusinessPage(
            business: page.0, provisioning: page.1, numbers: page.2, failedLetters: page.3, failedWebhooks: webhooks, departure: page.4)
    }

    /// In UTC.
    public var today: LocalDate { LocalDate(dayNumber: clock().dayNumber) }

    public func failures() async throws -> Failures {
        try await store.platform.read { transaction in
            Failures(
                letters: try transaction.failedLetters(of: nil, limit: Self.mostFailures),
                registrations: try transaction.registrations(in: .quarantined, limit: Self.mostFailures).map { record in
                    QuarantinedRegistration(
                        business: record.id, name: record.form.business?.name, subdomain: record.form.subdomain, attempts: record.attempts,
                        error: record.lastError, createdAt: record.createdAt)
                },
                deletions: try transaction.unfinishedDepartures(limit: Self.mostFailures),
                meters: try transaction.meterDifferences(limit: Self.mostFailures))
        }
    }

    /// - Parameter days: both ends included.
    /// - Throws: `Problem` when it is too long a time.
    public func analytics(of days: ClosedRange<LocalDate>) async throws -> PlatformAnalytics {
        guard days.upperBound.dayNumber - days.lowerBound.dayNumber < PlatformAnalytics.longestDays else {
            throw Problem.invalid("#/from", "At most \(PlatformAnalytics.longestDays) days are summed up at once.")
        }
        return try await store.platform.read { try $0.analytics(of: days) }
    }
}

extension TenantTransaction {
    fileprivate func failedMessages(limit: Int) throws -> [OutboxMessage] {
        try rows("SELECT * FROM outbox WHERE state = 'failed' ORDER BY updated_at DESC, id LIMIT \(limit)").map { try OutboxMessage($0) }
    }
}
