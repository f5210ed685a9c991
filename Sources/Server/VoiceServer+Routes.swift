import Core
import Features
import Foundation
import HTTPTypes
public import Hummingbird
import Logging
import NIOCore
import Storage
import Synchronization

extension VoiceServer {
    /// Where every route is added, and who may come to it, with the table of them all: the router answers what the table lists. The
    /// routes of the larger parts are in `Routes`.
    ///
    /// - Parameter port: the one that addresses are given with.
    public static func router(_ parts: Parts, port: Int) throws -> (router: Router<AppRequestContext>, routes: Routes) {
        let router = Router(context: AppRequestContext.self, options: .autoGenerateHeadEndpoints)
        var routes = Routes()
        let files = StaticFiles(folder: parts.webRoot)
        let table = FinishedTable()
        router.add(middleware: OriginMiddleware(domain: parts.domain, customDomains: parts.domains))
        router.add(middleware: RequestLog(level: .debug))
        router.add(middleware: MetricsMiddleware())
        router.add(middleware: SecurityHeaders())
        router.add(middleware: RateLimitFields())
        router.add(middleware: ProblemMiddleware(methods: { table.routes.methods(of: $0) }, describe: problem(for:)))
        router.add(middleware: PreflightMiddleware { table.routes.methods(of: $0, for: .businessHost) })
        router.add(middleware: StaticFilesMiddleware(files))

        let doors = Doors(admission: parts.store.admission)
        let addresses = Addresses(domain: parts.domain, port: port)
        let directory = BusinessDirectory(platform: parts.store.platform)
        let store = parts.store

        let limits = parts.rateLimits
        let refusals = RefusalLimitMiddleware(RateLimiter(perMinute: limits.address), by: Self.stranger)
        let unproven = RefusalLimitMiddleware(RateLimiter(perMinute: limits.unprovenWebhooks), by: Self.stranger)
        // One of a business's keys, or one of its people, is not to use up what the others need.
        let keys = RateLimitMiddleware(RateLimiter(perMinute: limits.key), named: "key") {
            $1.admitted.flatMap { $0.actor.id.isEmpty ? nil : $0.actor.id }
        }

        // Anybody.
        let registrants = router.group().add(
            middleware: RateLimitMiddleware(RateLimit.registrations, named: "registrations", by: Self.stranger))
        DemoController(directory: directory).addRoutes(to: &routes, on: router)
        OperationsController(
            speech: parts.speech, calls: parts.calls, metrics: parts.metrics, store: store, clock: parts.clock
        ).addRoutes(to: &routes, on: router)
        DomainsController(domains: parts.domains, addresses: addresses).addCertificateQuestion(to: &routes, on: router)

        addPersonalRoutes(parts, doors, refusals, to: &routes, on: router)
        addOperatorRoutes(parts, doors, refusals, addresses, to: &routes, on: router)

        // A business's visitors: its own host, or either of its keys.
        let visitors = router.group()
            .add(middleware: RateLimitMiddleware(RateLimiter(perMinute: limits.address), named: "address", by: Self.stranger))
            .add(middleware: AdmissionMiddleware { try await doors.visitor($0, $1) })
            .add(middleware: keys)
            .add(middleware: PageOriginMiddleware())
            .add(middleware: IdempotencyMiddleware(requests: parts.idempotency))
            .group(context: TenantRequestContext.self)
        ConfigController(directory: directory, speech: parts.speech).addRoutes(to: &routes, on: visitors)
        let access = CallAccess(store: store, identifiers: parts.identifiers, clock: parts.clock)
        let sessions = SessionsController(
            calls: parts.calls, access: access, addresses: addresses, limits: NewCallLimits(parts.rateLimits))
        sessions.addRoutes(to: &routes, on: visitors)

        // Who proves it with the request itself: the holder of a call's token, another company's server.
        sessions.addCallRoutes(to: &routes, on: router)
        UltravoxController(
            desk: UltravoxDesk(
                calls: parts.calls, access: access, admission: store.admission, telephone: parts.ultravox.telephone,
                answering: parts.ultravox.answering, secrets: parts.ultravox.secrets, clock: parts.clock,
                report: PlatformMetrics.count(ultravoxSeconds:))
        ).addRoutes(to: &routes, on: router.group().add(middleware: unproven))

        // A business's people and programs: the cookie of who signed in, or its secret key.
        let owners = router.group()
            .add(middleware: refusals)
            .add(middleware: AdmissionMiddleware { try await doors.member($0, $1) })
            .add(
                middleware: RateLimitMiddleware(RateLimiter(perMinute: limits.business), named: "business") {
                    $1.admitted?.tenant.id.rawValue
                }
            )
            .add(middleware: keys)
            .add(middleware: IdempotencyMiddleware(requests: parts.idempotency))
            .add(middleware: StandingMiddleware())
            .group(context: TenantRequestContext.self)
            .add(middleware: OutboxMiddleware(outbox: parts.messages.outbox))
            .add(middleware: UltravoxAgentMiddleware(agents: parts.ultravox.answering?.agents))
        func editor<Resource: OwnedResource>(of _: Resource.Type) -> ResourceEditor<Resource> {
            ResourceEditor(identifiers: parts.identifiers, clock: parts.clock)
        }
        ResourceController(editor: editor(of: MenuItems.self), schema: .menuItem).addRoutes(to: &routes, on: owners)
        ResourceController(editor: editor(of: Services.self), schema: .service).addRoutes(to: &routes, on: owners)
        ResourceController(editor: editor(of: SupportCategories.self), schema: .supportCategory).addRoutes(to: &routes, on: owners)
        ResourceController(editor: editor(of: Workflows.self), schema: .workflow).addRoutes(to: &routes, on: owners)
        DocumentController.hours.addRoutes(to: &routes, on: owners, clock: parts.clock)
        DocumentController.voiceConfiguration(agents: parts.ultravox.answering?.agents)
            .addRoutes(to: &routes, on: owners, clock: parts.clock)
        addConfigurationRoutes(parts, to: &routes, on: owners)
        addOfficeRoutes(
            parts, to: &routes, owners: owners, anybody: router.group().add(middleware: refusals), doors: doors, addresses: addresses)
        CallArchiveController(recordings: parts.recordings, clock: parts.clock).addRoutes(to: &routes, on: owners)
        addMessageRoutes(parts, to: &routes, owners: owners, anybody: router.group().add(middleware: unproven))

        addPeople(parts, to: &routes, on: owners)

        PhoneController(numbers: parts.numbers, callBacks: parts.callBacks).addRoutes(to: &routes, on: owners)
        addBillingRoutes(to: &routes, on: owners, parts)
        addStripeRoutes(to: &routes, owners: owners, anybody: router.group().add(middleware: unproven), parts)

        addRegistrationRoutes(
            to: &routes, parts: parts, addresses: addresses,
            anybody: router.group().add(
                middleware: RateLimitMiddleware(RateLimiter(perMinute: limits.address), named: "address", by: Self.stranger)),
            registrants: registrants, owners: owners)

        // Twilio: its signature.
        TwilioWebhooks(
            phone: parts.phone, door: parts.twilio, texts: TextReports(admission: store.admission, clock: parts.clock)
        ).addRoutes(to: &routes, on: router.group().add(middleware: unproven))

        // Sockets answer here only to who did not ask for one, or may not have it.
        for endpoint in [CallSocket.endpoint, StaffSocket.endpoint, TwilioMediaSocket.endpoint] {
            routes.add(endpoint, to: router) { _, _ -> Response in throw Problem.upgradeRequired }
        }
        for path in StaticFiles.pages {
            let page = Endpoint(
                .get, path, summary: "A page of the web app", access: .open, tags: ["Pages"],
                responses: [.init(200, "The page", .init(.string(), mediaType: "text/html"))], kind: .page)
            routes.add(page, to: router) { request, _ in files.page(for: request) }
        }
        addDocument(to: &routes, on: router, table)
        table.finish(routes)
        return (router, routes)
    }

    /// What one address may do. Programs on this machine are not limited: behind a proxy nobody else has its address.
    private enum RateLimit {
        static var registrations: RateLimiter { RateLimiter(capacity: 20, per: .seconds(3600)) }
    }

    @Sendable static func stranger(_ request: Request, _ context: AppRequestContext) -> String? {
        context.origin.isLoopback ? nil : NetworkAddress.network(of: context.origin.address)
    }

    private static func addDocument(to routes: inout Routes, on router: Router<AppRequestContext>, _ table: FinishedTable) {
        let endpoint = Endpoint(
            .get, "/openapi.json", summary: "This document", access: .open, tags: ["Operations"],
            responses: [.init(200, "The OpenAPI 3.1 document", .json(.any))])
        routes.add(endpoint, to: router) { _, _ in
            let document = OpenAPIDocument(title: "Voice agent platform", version: "1", endpoints: table.routes.endpoints, schemas: [:])
            return Response(
                status: .ok, headers: [.contentType: "application/json"],
                body: ResponseBody(byteBuffer: ByteBuffer(bytes: try document.json())))
        }
    }
}

/// The table of routes once it is whole, for those routes and middleware that speak about all of them.
private final class FinishedTable: Sendable {
    private let table = Mutex(Routes())

    var routes: Routes { table.withLock { $0 } }

    func finish(_ routes: Routes) {
        table.withLock { $0 = routes }
    }
}

/// What a stranger may know of an error of ours; nil for what is nobody's business.
@Sendable private func problem(for error: any Error) -> Problem? {
    switch error {
    case StorageError.full:
        Problem(
            code: "storage-full", status: 507, title: "No room left",
            detail: "There is no room left on the server's disk; nothing was stored. Tell its operator.")
    case StorageError.unstorableText:
        .invalid("#", "A text holds the character U+0000, which cannot be stored.")
    case StorageError.unavailable:
        Problem(
            code: "unavailable", status: 503, title: "Not available", detail: "The data cannot be reached now. Try again shortly.",
            retryAfterSeconds: 5)
    default: nil
    }
}
