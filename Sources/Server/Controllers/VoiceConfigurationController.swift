import Features
import Hummingbird

/// How a business's agent greets, how sure it must be of what it hears, and what hears it.
struct VoiceConfigurationController: Sendable {

    func addRoutes(to routes: inout Routes, on router: some RouterMethods<TenantRequestContext>) {
        let path = "/api/business/{businessId}/voice-config"
        let configuration = Endpoint.Content.json(.voiceConfiguration)
        routes.add(
            Endpoint(
                .get, path, summary: "Read the agent's configuration", access: .secretKey, tags: ["Business"],
                responses: [.init(200, "The configuration", configuration)]), to: router
        ) { request, context in
            JSON(try await VoiceConfigurationEditor.configuration(of: context.tenant))
        }
        routes.add(
            Endpoint(
                .put, path, summary: "Replace the agent's configuration",
                details: "From `accept` on a value is taken and read back once, at the end; from `confirm` on it is confirmed on its own; "
                    + "below that it is asked again. The brain `llm` hears callers only where the platform has a language model; the "
                    + "dialogue hears them while that fails.", access: .secretKey, tags: ["Business"], request: configuration,
                responses: [.init(200, "What is stored now", configuration)]), to: router
        ) { request, context in
            JSON(try await VoiceConfigurationEditor.replace(with: request.json(), in: context.tenant))
        }
    }
}
