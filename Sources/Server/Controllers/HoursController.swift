import Features
import Hummingbird

/// A business's opening hours.
struct HoursController: Sendable {

    func addRoutes(to routes: inout Routes, on router: some RouterMethods<TenantRequestContext>) {
        let path = "/api/business/{businessId}/hours"
        let hours = Endpoint.Content.json(.hours)
        routes.add(
            Endpoint(
                .get, path, summary: "Read the opening hours", access: .secretKey, tags: ["Business"],
                responses: [.init(200, "The hours", hours)]), to: router
        ) { request, context in
            JSON(try await HoursEditor.hours(of: context.tenant))
        }
        routes.add(
            Endpoint(
                .put, path, summary: "Replace the opening hours",
                details: "Intervals are HH:MM-HH:MM in the business's time zone; a weekday left out is closed.", access: .secretKey,
                tags: ["Business"], request: hours, responses: [.init(200, "What is stored now", hours)]), to: router
        ) { request, context in
            return JSON(try await HoursEditor.replace(with: request.json(), in: context.tenant))
        }
    }
}
