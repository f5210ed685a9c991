import Core
import Features
import Hummingbird

/// Which demo businesses there are, for the platform's front page.
struct DemoController: Sendable {
    let directory: BusinessDirectory

    private struct Demo: Encodable {
        let name: String
        let subdomain: String
        let type: String
    }

    func addRoutes(to routes: inout Routes, on router: some RouterMethods<AppRequestContext>) {
        let demo = JSONSchema.object(["name": .string(), "subdomain": .string(), "type": .string()])
        routes.add(
            Endpoint(
                .get, "/api/demo", summary: "List the demo businesses", access: .open, tags: ["Registration"],
                responses: [.init(200, "They are there", .json(.object(["data": .array(of: demo)])))],
                problems: [.notFound("demo business")]), to: router
        ) { _, _ in
            let demos = try await directory.demoBusinesses()
            guard !demos.isEmpty else { throw Problem.notFound("demo business") }
            return JSON(["data": demos.map { Demo(name: $0.name, subdomain: $0.subdomain, type: $0.type.lowercased()) }])
        }
    }
}
