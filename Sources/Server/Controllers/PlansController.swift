import Features
import Hummingbird

/// What the platform's plans cost, for whoever thinks of registering.
struct PlansController: Sendable {
    let billing: Billing

    private struct Offer: Encodable {
        let trialDays: Int
        let data: [PlanBody]
    }

    func addRoutes(to routes: inout Routes, on router: some RouterMethods<AppRequestContext>) {
        let offer = JSONSchema.object([
            "trialDays": .integer(0...3650).described("How long a new business tries the platform for nothing"),
            "data": .array(of: .plan),
        ])
        routes.add(
            Endpoint(
                .get, "/api/plans", summary: "List the plans that are offered now", access: .open, tags: ["Registration"],
                responses: [.init(200, "The plans, the smallest first", .json(offer))]), to: router
        ) { _, _ in
            let plans = try await billing.offeredPlans()
            return JSON(Offer(trialDays: billing.terms.trialDays, data: plans.map(PlanBody.init)))
        }
    }
}
