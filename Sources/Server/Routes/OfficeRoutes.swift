import Features
import Hummingbird
import Storage

extension VoiceServer {
    /// The back office of a business: its books, its calendar, its stock.
    ///
    /// - Parameters:
    ///   - owners: the group whose requests were let into a business.
    ///   - anybody: the group for who proves it with the request itself.
    static func addOfficeRoutes(
        _ parts: Parts, to routes: inout Routes, owners: some RouterMethods<TenantRequestContext>,
        anybody: some RouterMethods<AppRequestContext>, doors: Doors, addresses: Addresses
    ) {
        let office = BackOffice(hub: parts.calls.hub, identifiers: parts.identifiers, clock: parts.clock)
        OfficeControllers(office: office, clock: parts.clock).addRoutes(to: &routes, on: owners)
        StockController(office: office).addRoutes(to: &routes, on: owners)
        ResourceController(editor: ResourceEditor<Resources>(identifiers: parts.identifiers, clock: parts.clock), schema: .resource)
            .addRoutes(to: &routes, on: owners)
        DocumentController.kitchen.addRoutes(to: &routes, on: owners, clock: parts.clock)
        DocumentController.tax.addRoutes(to: &routes, on: owners, clock: parts.clock)
        var customers = ResourceController(
            editor: ResourceEditor<Customers>(identifiers: parts.identifiers, clock: parts.clock), schema: .customer,
            scopes: (.readRecords, .writeRecords))
        customers.removing = { [recordings = parts.recordings] id, context in
            let calls = try await office.erase(customer: id, by: context.actor, in: context.tenant)
            for call in calls { _ = try await recordings?.delete(call, in: context.tenant) }
        }
        customers.searching = { try await Customers.search($0, after: $1.cursor, limit: $1.limit, in: $2) }
        customers.addRoutes(to: &routes, on: owners)
        let book = AppointmentBookController(
            office: office, feeds: CalendarFeeds(identifiers: parts.identifiers, clock: parts.clock), doors: doors, addresses: addresses,
            clock: parts.clock)
        book.addRoutes(to: &routes, on: owners)
        book.addFeed(to: &routes, on: anybody)
    }
}

extension DocumentController<KitchenPlan> {
    static var kitchen: Self {
        Self(
            path: "kitchen", noun: "what the kitchen can do",
            details: "Callers are told when their order will be ready: after the base minutes, in the first quarter of an hour that has "
                + "room. Without it nothing is promised.", schema: .kitchen, read: KitchenEditor.plan(of:),
            replace: KitchenEditor.replace(with:in:))
    }
}

extension DocumentController<TaxDocument> {
    static var tax: Self {
        Self(
            path: "tax", noun: "the tax on what is sold", details: "The rate is in per cent: 8.875. Totals that callers hear contain it.",
            schema: .tax, read: TaxEditor.tax(of:), replace: TaxEditor.replace(with:in:))
    }
}
