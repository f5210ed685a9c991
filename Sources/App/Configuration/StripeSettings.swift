import Core
import Vendors

/// Our account at Stripe.
struct StripeSettings: SettingGroup {
    let key = Setting.secret(
        "STRIPE_SECRET_KEY", "the key of the Stripe account that charges cards, sk_live_… or sk_test_…; empty for none")
    let webhookSecrets = Setting.secrets(
        "STRIPE_WEBHOOK_SECRET", "what signs its webhooks, whsec_…; two separated by a comma while one is replaced")
    let publishableKey = Setting.optional("STRIPE_PUBLISHABLE_KEY", "the account's key for pages, pk_…, of the same mode")
    let addsTax = Setting.flag("STRIPE_TAX", "true to have Stripe reckon tax and add it to what is paid by card")
    let baseURL = Setting.address("STRIPE_API_BASE", standard: "https://api.stripe.com", "where Stripe's API is")
}

extension Configuration {
    struct StripeAccount: Sendable {
        var api: Stripe.Configuration
        /// Each that is in force.
        var webhookSecrets: [Secret]
        /// Whether Stripe reckons tax and adds it.
        var addsTax: Bool

        /// - Returns: nil without a key.
        init?(_ values: SettingValues) throws {
            let settings = Settings.stripe
            let baseURL = try values[settings.baseURL] ?? ""
            addsTax = try values[settings.addsTax]
            guard let key = try values[settings.key] else { return nil }
            guard let mode = Self.mode(of: key.reveal(), kinds: ["sk", "rk"]) else {
                throw Configuration.Invalid(settings.key, "it begins with sk_live_, sk_test_, rk_live_ or rk_test_.")
            }
            webhookSecrets = try values[settings.webhookSecrets]
            guard !webhookSecrets.isEmpty, webhookSecrets.allSatisfy({ $0.reveal().hasPrefix("whsec_") }) else {
                throw Configuration.Invalid(settings.webhookSecrets, "give the secret of Stripe's webhook endpoint, whsec_….")
            }
            if let publishable = try values[settings.publishableKey], Self.mode(of: publishable, kinds: ["pk"]) != mode {
                throw Configuration.Invalid(settings.publishableKey, "it is not one of the secret key's mode, pk_\(mode)_….")
            }
            api = Stripe.Configuration(key: key, baseURL: baseURL)
        }

        /// `live` or `test`; nil for what is no key of these kinds.
        private static func mode(of key: String, kinds: [String]) -> String? {
            let parts = key.split(separator: "_", maxSplits: 2)
            guard parts.count == 3, kinds.contains(String(parts[0])), ["live", "test"].contains(parts[1]) else { return nil }
            return String(parts[1])
        }
    }
}
