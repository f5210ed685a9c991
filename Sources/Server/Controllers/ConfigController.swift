import Conversation
import Core
import Features
import Hummingbird

/// What anybody may know of a business: what its pages and widgets need.
struct ConfigController: Sendable {
    let directory: BusinessDirectory
    let speech: Speech

    /// The seeds' answer, with what a page needs beside it.
    private struct Config: Encodable {
        let businessId: String
        let name: String
        let type: String
        let phone: String?
        let currency: String
        let timeZone: String
        let voiceConfig: [String: String] = [:]
        let features: Features
        let customization: Branding
    }

    private struct Features: Encodable {
        let speech: Bool
        let recognizer: String?
        let synthesizer: String?
        let notice: String?
    }

    func addRoutes(to routes: inout Routes, on router: some RouterMethods<TenantRequestContext>) {
        routes.add(
            Endpoint(
                .get, "/api/business/config", summary: "Read a business's public facts", access: .businessHost, tags: ["Calls"],
                responses: [.init(200, "The facts", .json(.businessConfig))]), to: router
        ) { _, context in
            let profile = try await directory.profile(of: context.tenant)
            let status = await speech.status()
            return JSON(
                Config(
                    businessId: context.businessID.rawValue, name: profile.name, type: profile.kind.rawValue,
                    phone: profile.phone?.written, currency: profile.currency, timeZone: profile.timeZone,
                    features: Features(
                        speech: status.isAvailable, recognizer: status.recognizer, synthesizer: status.synthesizer,
                        notice: status.notice), customization: profile.branding ?? Branding()))
        }
    }
}
