import Features
import Foundation
import Hummingbird
import Storage

/// What a business's calls came to: this period's count, the months' sums, the ledger.
struct UsageController: Sendable {
    let usage: Usage

    func addRoutes(to routes: inout Routes, on router: some RouterMethods<TenantRequestContext>) {
        routes.add(
            Endpoint(
                .get, "/api/business/{businessId}/usage", summary: "Read what was used",
                details: "`sessions` are those of the period so far, counted from the ledger; `months` are calendar months in UTC, "
                    + "as last summed up.", access: .member(.manager, .readBilling), tags: ["Subscription"],
                responses: [.init(200, "As of now", .json(.usage))]), to: router
        ) { _, context in
            JSON(try await usage.report(in: context.tenant))
        }
        routes.add(
            Endpoint(
                .get, "/api/business/{businessId}/usage/sessions", summary: "List the sessions in the usage ledger, newest first",
                access: .member(.manager, .readBilling), tags: ["Subscription"], parameters: .paging,
                responses: [.init(200, "A page of them", .json(.page(of: .usageRecord)))]), to: router
        ) { request, context in
            let paging = try Paging(request)
            return JSON(try await usage.records(after: paging.cursor, limit: paging.limit, in: context.tenant))
        }
    }
}
