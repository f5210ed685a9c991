import Hummingbird

extension VoiceServer {
    /// Cards, and invoices as documents.
    ///
    /// - Parameter anybody: with a limit to what is not proven.
    static func addStripeRoutes(
        to routes: inout Routes, owners: some RouterMethods<TenantRequestContext>, anybody: some RouterMethods<AppRequestContext>,
        _ parts: Parts
    ) {
        let stripe = StripeController(stripe: parts.stripe)
        stripe.addRoutes(to: &routes, on: owners)
        stripe.addWebhook(to: &routes, on: anybody)
        InvoiceDocumentsController(documents: parts.documents).addRoutes(to: &routes, on: owners)
    }
}
