public import Conversation
import Core
public import Storage

extension TenantTransaction {
    /// Everything the agent may say about the business, as it stands now.
    public func businessFacts() throws -> BusinessFacts {
        let profile = try profile()
        return BusinessFacts(
            name: profile.name, kind: profile.kind, timeZone: profile.zone, currency: profile.currency, phone: profile.phone,
            hours: try openingHours(), catalogue: Catalogue(items: try orderableItems(), categories: try catalogueCategories()),
            services: try services(), categories: try supportCategories(), workflow: try activeWorkflow()?.declaration,
            greeting: profile.greeting, notice: profile.privacy.isRecorded ? profile.privacy.recordingNotice : nil,
            thresholds: profile.thresholds, tax: try salesTax())
    }

    /// Grows with every change of what an owner configures: calls that begin with the same version follow the same data.
    public func factsVersion() throws -> Int {
        try row("SELECT value FROM counter WHERE name = 'facts_version'")?.get("value") ?? 0
    }

    /// To be called in the transaction that changes what an owner configures.
    func markFactsChanged() throws {
        _ = try next("facts_version")
    }

    /// To be called in the transaction in which something is sold out, or can be had again.
    func markAvailabilityChanged() throws {
        _ = try next("availability_version")
    }

    /// Grows with every change of either kind: a running call looks what can be had when it has grown.
    func dataVersion() throws -> Int {
        try rows("SELECT value FROM counter WHERE name IN ('facts_version', 'availability_version')")
            .reduce(0) { try $0 + $1.get("value") }
    }
}
