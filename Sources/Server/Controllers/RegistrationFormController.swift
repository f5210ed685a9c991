import Core
import Features
import Foundation
import HTTPTypes
import Hummingbird
import NIOCore

/// The wizard's step-wise form of registration: begun by anybody, gone on with by whoever shows its token.
struct RegistrationFormController: Sendable {
    let desk: RegistrationDesk
    let addresses: Addresses

    /// How often a stream looks for what is new, and for how long.
    private static let pause = Duration.milliseconds(500)
    private static let mostLooks = 600

    private struct Begun: Encodable {
        let token: String
        let registration: RegistrationDesk.Progress
    }

    /// For anybody, and not often.
    func addRoutes(to routes: inout Routes, on router: some RouterMethods<AppRequestContext>) {
        routes.add(
            Endpoint(
                .post, "/api/registrations", summary: "Begin a registration, to be filled in step by step",
                details: "The token opens it, as a bearer, and is told this once. Nothing is registered until the form is sent off. An "
                    + "Idempotency-Key has at least 20 characters here.",
                access: .open, tags: ["Registration"], request: .json(.registrationForm),
                responses: [.init(201, "It is kept for a week after its last change", .json(Self.begunSchema))], isDoneOnce: true),
            to: router
        ) { request, _ in
            let (progress, token) = try await desk.begin(
                with: request.json(), idempotencyKey: request.headers[named: "Idempotency-Key"])
            return JSON(Begun(token: token.reveal(), registration: progress), status: .created)
        }
    }

    /// For who has the token.
    func addHolderRoutes(to routes: inout Routes, on router: some RouterMethods<AppRequestContext>) {
        let path = "/api/registrations/{id}"
        routes.add(
            Endpoint(
                .get, path, summary: "Read a registration and its steps", access: .registration, tags: ["Registration"],
                responses: [.init(200, "How it stands", .json(.registration))]), to: router
        ) { request, context in
            let (id, token) = try Self.holder(request, context)
            return JSON(try await desk.progress(of: id, openedBy: token))
        }
        routes.add(
            Endpoint(
                .patch, path, summary: "Fill in parts of the form",
                details: "A part that is sent replaces the one before; null empties it.",
                access: .registration, tags: ["Registration"], request: .json(.registrationForm),
                responses: [.init(200, "How it stands", .json(.registration))],
                problems: [.conflict("The form was sent off.")]), to: router
        ) { request, context in
            let (id, token) = try Self.holder(request, context)
            return JSON(try await desk.change(id, by: request.json(), openedBy: token))
        }
        routes.add(
            Endpoint(
                .post, "\(path)/complete", summary: "Send the form off: register the business",
                details: "The answer holds the keys. It is the same for an hour, so that a broken connection does not cost them.",
                access: .registration, tags: ["Registration"],
                responses: [.init(200, "The business is ready", .json(RegistrationController.answerSchema))],
                problems: [.conflict("The subdomain is taken."), .invalid([]), .registrationStopped, .keysNoLongerShown]), to: router
        ) { request, context in
            let (id, token) = try Self.holder(request, context)
            return JSON(RegistrationController.Registered(try await desk.complete(id, openedBy: token), addresses))
        }
        routes.add(
            Endpoint(
                .get, "\(path)/events", summary: "Follow a registration's steps",
                details: "Server-sent events: `registration`, with what GET answers, at once and after each change, until it rests.",
                access: .registration, tags: ["Registration"],
                responses: [.init(200, "A stream", .init(.string(), mediaType: "text/event-stream"))]), to: router
        ) { request, context in
            let (id, token) = try Self.holder(request, context)
            return Self.stream(of: try await desk.progress(of: id, openedBy: token)) { try await desk.progress(of: id, openedBy: token) }
        }
    }

    private static func holder(_ request: Request, _ context: AppRequestContext) throws -> (Business.ID, Secret) {
        guard let token = request.bearer else { throw Problem.unauthorized }
        return (Business.ID(try context.parameters.require("id")), token)
    }

    /// Source of the form: the HTML standard, section 9.2, server-sent events.
    private static func stream(
        of first: RegistrationDesk.Progress, next: @escaping @Sendable () async throws -> RegistrationDesk.Progress
    ) -> Response {
        Response(
            status: .ok, headers: [.contentType: "text/event-stream", .cacheControl: "no-store"],
            body: ResponseBody { writer in
                var sent = try JSONEncoder.wire.encode(first)
                try await writer.write(event(sent))
                var progress = first
                for _ in 0..<mostLooks where !progress.isAtRest {
                    try await Task.sleep(for: pause)
                    progress = try await next()
                    let data = try JSONEncoder.wire.encode(progress)
                    // A comment keeps proxies from closing what is quiet.
                    try await writer.write(data == sent ? ByteBuffer(string: ":\n\n") : event(data))
                    sent = data
                }
                try await writer.finish(nil)
            })
    }

    private static func event(_ data: Data) -> ByteBuffer {
        var buffer = ByteBuffer(string: "event: registration\ndata: ")
        buffer.writeBytes(data)
        buffer.writeString("\n\n")
        return buffer
    }

    private static let begunSchema = JSONSchema.object(["token": .string(), "registration": .registration])
}

extension JSONSchema {
    static let registrationForm = object(
        [
            "business": object(
                [
                    "name": string(length: 1...120), "type": string().described("restaurant, appointment, support or custom, in any case"),
                    "email": string(format: "email"), "phone": string().orNull, "timeZone": string().orNull, "currency": string().orNull,
                ], optional: ["phone", "timeZone", "currency"]
            ).orNull,
            "subdomain": string(length: 1...63).orNull, "voice": voiceConfiguration.orNull, "hours": hours.orNull,
            "menu": array(of: menuItem).orNull, "services": array(of: service).orNull,
            "supportCategories": array(of: supportCategory).orNull,
            "plan": string().described("Starter (as without one), Professional or Enterprise").orNull,
        ], optional: ["business", "subdomain", "voice", "hours", "menu", "services", "supportCategories", "plan"])

    static let registration = object(
        [
            "id": string(format: "uuid"), "state": choice(RegistrationRecord.State.allCases.map { $0.rawValue }), "form": registrationForm,
            "problems": array(of: object(["pointer": string(), "detail": string()])).described("What is wrong or missing in the form"),
            "steps": array(
                of: object(
                    [
                        "name": choice(ProvisioningStep.Name.allCases.map { $0.rawValue }),
                        "state": choice(ProvisioningStep.State.allCases.map { $0.rawValue }),
                        "detail": string().described("Why a step was skipped or waits"), "at": string(format: "date-time"),
                    ], optional: ["at"])),
            "expiresAt": string(format: "date-time").described("When the form is forgotten"),
        ], optional: ["expiresAt"])
}
