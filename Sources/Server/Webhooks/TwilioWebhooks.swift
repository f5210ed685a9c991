import Core
import CoreMetrics
import Features
import HTTPTypes
import Hummingbird
import NIOCore
import Vendors

/// What Twilio asks and tells about calls. Every request is signed; each may come twice, and in any order.
struct TwilioWebhooks: Sendable {
    typealias Path = TwilioAddresses.Path

    /// The key by which a person takes a call, and a caller chooses the agent.
    private static let yes = "1"

    let phone: PhoneCalls
    /// Nil where no account is configured: then nothing can be signed by it.
    let door: TwilioDoor?
    let texts: TextReports

    func addRoutes(to routes: inout Routes, on router: some RouterMethods<AppRequestContext>) {
        answer(Path.voice, "A number of ours is called", on: router, &routes) { webhook, reference, _ in
            Counter(label: PlatformMetrics.phoneCalls, dimensions: [("direction", "inbound")]).increment()
            return .step(try await phone.incoming(reference, from: webhook.from.flatMap { PhoneNumber($0) }))
        }
        answer(Path.answered, "Somebody whom we called has picked up", on: router, &routes) { _, reference, _ in
            .step(try await phone.connect(reference))
        }
        answer(Path.lineEnded, "The stream between caller and agent has ended", on: router, &routes) { webhook, reference, _ in
            try await settle(webhook, reference)
            return .step(try await phone.lineEnded(reference))
        }
        answer(Path.ringEnded, "The person who was rung has hung up, or never answered", on: router, &routes) { webhook, reference, _ in
            try await settle(webhook, reference)
            return .step(try await phone.ringEnded(reference))
        }
        answer(Path.whisper, "The person who is rung has picked up", on: router, &routes) { _, reference, door in
            guard let text = try await phone.whisper(reference) else { return .step(.hangUp) }
            return .document(TwiML(whispering: text, for: reference, at: door.addresses))
        }
        answer(Path.taken, "The person who is rung has pressed a key", on: router, &routes) { webhook, reference, _ in
            guard webhook.digits == Self.yes, try await phone.taken(reference) else { return .step(.hangUp) }
            // Nothing more to do at this end: the two are joined.
            return .document(TwiML())
        }
        answer(Path.chosen, "A caller has chosen by a key", on: router, &routes) { webhook, reference, _ in
            .step(webhook.digits == Self.yes ? try await phone.connect(reference) : try await phone.message(reference))
        }
        answer(Path.recorded, "A caller has left a message", on: router, &routes) { webhook, reference, _ in
            if let recording = webhook.recording {
                let message = VoiceMessage(id: recording.sid, url: recording.url, seconds: recording.seconds)
                try await phone.recorded(message, on: reference)
            }
            return .document(TwiML(.say("Thank you. Goodbye."), .hangUp))
        }
        addStatus(to: &routes, on: router)
        addTextStatus(to: &routes, on: router)
    }

    private enum Answer {
        case step(PhoneStep)
        case document(TwiML)
    }

    private func answer(
        _ path: String, _ summary: String, on router: some RouterMethods<AppRequestContext>, _ routes: inout Routes,
        _ body: @escaping @Sendable (TwilioWebhook, PhoneCalls.Reference, TwilioDoor) async throws -> Answer
    ) {
        let endpoint = Self.endpoint(
            path, summary, response: .init(200, "What to do with the call, as TwiML", .init(.string(), mediaType: "text/xml")))
        routes.add(endpoint, to: router) { request, context in
            let (webhook, reference, door) = try await receive(request, context)
            let document =
                switch try await body(webhook, reference, door) {
                case .step(let step): TwiML(step, for: reference, at: door.addresses)
                case .document(let document): document
                }
            return Response(
                status: .ok, headers: [.contentType: TwiML.contentType],
                body: ResponseBody(byteBuffer: ByteBuffer(string: document.document)))
        }
    }

    private func addStatus(to routes: inout Routes, on router: some RouterMethods<AppRequestContext>) {
        let endpoint = Self.endpoint(Path.status, "Something has become of a call", response: .init(204, "Noted"))
        routes.add(endpoint, to: router) { request, context in
            let (webhook, reference, _) = try await receive(request, context)
            try await report(webhook, reference)
            return Response(status: .noContent)
        }
    }

    private func addTextStatus(to routes: inout Routes, on router: some RouterMethods<AppRequestContext>) {
        let endpoint = Self.endpoint(Path.text, "Something has become of a text", about: "MessageSid", response: .init(204, "Noted"))
        routes.add(endpoint, to: router) { request, context in
            guard let door else { throw TwilioDoor.refusal }
            let report = try await door.textReport(request, logger: context.logger)
            if let message = request.uri.queryParameters.get("message") { try await texts.take(report, of: .init(message)) }
            return Response(status: .noContent)
        }
    }

    private static func endpoint(_ path: String, _ summary: String, about name: String = "CallSid", response: Endpoint.Response) -> Endpoint
    {
        Endpoint(
            .post, path, summary: summary,
            details: "For Twilio, which signs its requests over the address in PUBLIC_URL. May be repeated.",
            access: .signature(of: .twilio),
            tags: ["Telephone"],
            request: Endpoint.Content(
                .object([name: .string(), "AccountSid": .string()]), mediaType: "application/x-www-form-urlencoded"),
            responses: [response], problems: [TwilioDoor.refusal])
    }

    private func receive(
        _ request: Request, _ context: AppRequestContext
    ) async throws -> (TwilioWebhook, PhoneCalls.Reference, TwilioDoor) {
        guard let door else { throw TwilioDoor.refusal }
        let webhook = try await door.webhook(request, logger: context.logger)
        // The query is signed too: what it says is what we wrote.
        let query = request.uri.queryParameters
        let number = query.get("number") ?? (webhook.isInbound ? webhook.to : webhook.from) ?? ""
        let reference = PhoneCalls.Reference(leg: .init(query.get("leg") ?? webhook.call), number: number)
        if let call = query.get("call") { try await phone.attach(reference, to: .init(call)) }
        return (webhook, reference, door)
    }

    /// Whoever asks what comes next may tell that the caller has hung up.
    private func settle(_ webhook: TwilioWebhook, _ reference: PhoneCalls.Reference) async throws {
        if webhook.status?.isFinal == true { try await report(webhook, reference) }
    }

    private func report(_ webhook: TwilioWebhook, _ reference: PhoneCalls.Reference) async throws {
        guard let status = webhook.status else { return }
        try await phone.report(
            PhoneLeg.Report(status: status, sequence: webhook.sequenceNumber, durationSeconds: webhook.duration), on: reference)
    }
}
