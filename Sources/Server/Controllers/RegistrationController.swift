import Core
import Features
import Hummingbird

/// `POST /api/business/register`, as the seeds have it.
struct RegistrationController: Sendable {
    let registration: Registration
    let addresses: Addresses

    /// The seeds' answer, and a publishable key beside it.
    struct Registered: Encodable {
        let success: Bool
        let businessID: String
        let subdomain: String
        let apiKey: String
        let publishableKey: String
        let setupURL: String

        enum CodingKeys: String, CodingKey {
            case success, subdomain
            case businessID = "business_id"
            case apiKey = "api_key"
            case publishableKey = "publishable_key"
            case setupURL = "setup_url"
        }

        init(_ registered: Registration.Registered, _ addresses: Addresses) {
            let host = addresses.host(of: registered.subdomain)
            success = true
            businessID = registered.businessID.rawValue
            subdomain = host.name
            apiKey = registered.secretKey.reveal()
            publishableKey = registered.publishableKey.reveal()
            setupURL = "\(host.url)/setup"
        }
    }

    func addRoutes(to routes: inout Routes, on router: some RouterMethods<AppRequestContext>) {
        routes.add(
            Endpoint(
                .post, "/api/business/register", summary: "Register a business",
                details:
                    "The answer holds the keys, which are shown this once: `api_key` is secret, `publishable_key` may stand in a page. "
                    + "A repeat with the same Idempotency-Key, of at least 20 characters, is answered the same for an hour.",
                access: .open, tags: ["Registration"], request: .json(Self.requestSchema),
                responses: [.init(200, "The business is ready", .json(Self.answerSchema))],
                problems: [.conflict("The subdomain is taken."), .registrationStopped, .keysNoLongerShown], isDoneOnce: true), to: router
        ) { request, _ in
            let wanted = try await request.json(as: RegistrationRequest.self)
            let idempotencyKey = request.headers[named: "Idempotency-Key"]
            return JSON(Registered(try await registration.register(wanted, idempotencyKey: idempotencyKey), addresses))
        }
    }

    private static let requestSchema = JSONSchema.object(
        [
            "business_name": .string(length: 1...120),
            "business_type": .string().described("restaurant, appointment, support or custom, in any case"),
            "subdomain": .string(length: 1...63), "email": .string(format: "email"),
            "phone": .string().described("Vanity spellings are accepted: +1-555-PIZZA"),
            "plan": .string().described("Starter (as without one), Professional or Enterprise"), "demo_account": .boolean,
            "time_zone": .string().described("IANA name, such as Europe/Rome"), "currency": .string(pattern: "^[A-Za-z]{3}$"),
        ], optional: ["phone", "plan", "demo_account", "time_zone", "currency"])

    static let answerSchema = JSONSchema.object(
        [
            "success": .boolean, "business_id": .string(format: "uuid"), "subdomain": .string(), "api_key": .string(),
            "publishable_key": .string(), "setup_url": .string(format: "uri"),
        ])
}
