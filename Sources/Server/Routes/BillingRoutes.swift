import Features
import Hummingbird

extension VoiceServer {
    /// What a business pays and uses, for its owner.
    static func addBillingRoutes(to routes: inout Routes, on owners: some RouterMethods<TenantRequestContext>, _ parts: Parts) {
        BillingController(billing: parts.billing, desk: SubscriptionDesk(billing: parts.billing, stripe: parts.stripe?.desk)).addRoutes(
            to: &routes, on: owners)
        UsageController(usage: parts.billing.usage).addRoutes(to: &routes, on: owners)
    }
}
