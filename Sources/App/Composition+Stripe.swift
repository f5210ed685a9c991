import Features
import Foundation
import Server
import ServiceLifecycle
import Storage
import Vendors

/// Cards, where they are taken, and invoices as documents.
extension Composition {
    /// Nil where the platform has no account at Stripe.
    func stripe(returningTo addresses: Addresses) -> StripeBilling? {
        configuration.stripe.map { account in
            StripeBilling(
                stripe: stripe(account), webhookSecrets: account.webhookSecrets, billing: billing, store: store,
                pages: .init { subdomain in addresses.url(of: subdomain) + "/plan" }, identifiers: identifiers,
                addsTax: account.addsTax, clock: clock, logger: logger)
        }
    }

    /// Whom a command tells what is wanted of a subscription.
    var subscriptionDesk: SubscriptionDesk {
        let addresses = Addresses(domain: PlatformDomain(configuration.platformDomain), port: configuration.port)
        return SubscriptionDesk(billing: billing, stripe: stripe(returningTo: addresses)?.desk)
    }

    /// The account itself, over the network.
    func stripe(_ account: Configuration.StripeAccount) -> Stripe { .live(account.api, over: .live(httpClient)) }

    var documents: BillingDocuments {
        let lines = configuration.invoiceIssuer
        let issuer = BillingDocument.Party(name: lines.first ?? configuration.platformDomain, details: Array(lines.dropFirst()))
        return BillingDocuments(platform: store.platform, issuer: issuer, clock: clock)
    }
}

/// Does what there is to do about Stripe until the server stops.
struct StripeService: Service {
    let stripe: StripeBilling

    func run() async throws {
        await cancelWhenGracefulShutdown { await stripe.run() }
    }
}
