import Features
import Foundation
import Hummingbird

/// Which names can be had.
struct SubdomainController: Sendable {
    let subdomains: SubdomainBook

    func addRoutes(to routes: inout Routes, on router: some RouterMethods<AppRequestContext>) {
        let schema = JSONSchema.object(
            ["name": .string(), "isAvailable": .boolean, "reason": .string(), "suggestions": .array(of: .string())], optional: ["reason"])
        routes.add(
            Endpoint(
                .get, "/api/subdomains/{name}", summary: "Ask whether a subdomain can be had",
                details: "Anything may be asked for, such as what a business is called: the suggestions are made of it.", access: .open,
                tags: ["Registration"], responses: [.init(200, "Whether, and which ones instead", .json(schema))]), to: router
        ) { _, context in
            JSON(try await subdomains.availability(of: context.parameters.require("name").removingPercentEncoding ?? ""))
        }
    }
}
