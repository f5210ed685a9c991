import Features
import Server

/// What plans begin with, and how long is waited for money.
struct BillingSettings: SettingGroup {
    let starterSessions = Setting.number(
        "DEFAULT_USAGE_LIMIT", standard: 100, in: 0...1_000_000_000, "sessions a month in the first version of the Starter plan")
    let invoiceDueDays = Setting.days("INVOICE_DUE_DAYS", standard: 14, "days within which an invoice is to be paid")
    let pastDueDays = Setting.days(
        "PAST_DUE_DAYS", standard: 14, "days from then until the agent gives callers the business's phone number only")
    let readOnlyDays = Setting.days("READ_ONLY_DAYS", standard: 30, "days from then until nobody is let in")
    let suspendedDays = Setting.days("SUSPENDED_DAYS", standard: 60, "days from then until the business's data is deleted")
    let issuer = Setting.lines(
        "INVOICE_ISSUER", "the platform's name and address on invoices, lines separated by semicolons; empty for its domain")
}

/// How much is answered.
struct LimitSettings: SettingGroup {
    private static let possible = 1...1_000_000

    let business = Setting.number(
        "API_RATE_LIMIT_PER_BUSINESS", standard: 1000, in: Self.possible, "requests a minute of one business's people and keys together")
    let key = Setting.number(
        "API_RATE_LIMIT_PER_KEY", standard: 600, in: Self.possible, "requests a minute of one key, or of one person")
    let address = Setting.number(
        "API_RATE_LIMIT_PER_ADDRESS", standard: 120, in: Self.possible,
        "requests a minute of one network address: of visitors, and attempts that were refused")
    let unprovenWebhooks = Setting.number(
        "WEBHOOK_RATE_LIMIT", standard: 100, in: Self.possible,
        "webhooks a minute of one network address that are not proven to be from whom they should; proven ones are not limited")
    let callsOfBusiness = Setting.number(
        "CALL_RATE_LIMIT_PER_BUSINESS", standard: 120, in: Self.possible,
        "calls a minute that visitors begin with one business; those that its secret key begins are not among them")
    let callsOfAddress = Setting.number(
        "CALL_RATE_LIMIT_PER_ADDRESS", standard: 20, in: Self.possible, "calls a minute that visitors begin from one network address")
    let sockets = Setting.number(
        "SOCKETS_PER_ADDRESS", standard: 100, in: Self.possible, "sockets that one network address may have open at once")
}

extension BillingTerms {
    init(_ values: SettingValues) throws {
        let settings = Settings.billing
        self.init(
            trialDays: try values[Settings.registration.trialDays], invoiceDueDays: try values[settings.invoiceDueDays],
            pastDueDays: try values[settings.pastDueDays], readOnlyDays: try values[settings.readOnlyDays],
            suspendedDays: try values[settings.suspendedDays], starterSessions: try values[settings.starterSessions])
    }
}

extension RateLimits {
    init(_ values: SettingValues) throws {
        let settings = Settings.limits
        self.init(
            business: try values[settings.business], key: try values[settings.key], address: try values[settings.address],
            unprovenWebhooks: try values[settings.unprovenWebhooks], callsOfBusiness: try values[settings.callsOfBusiness],
            callsOfAddress: try values[settings.callsOfAddress], sockets: try values[settings.sockets])
    }
}
