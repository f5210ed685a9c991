import Core
import Features
import HTTPTypes
import Hummingbird
import Logging
import NIOCore
import Voice

/// `GET /api/sessions/{id}/socket`: a caller's page on one side, the call on the other.
struct CallSocket: Sendable {
    static let endpoint = Endpoint(
        .get, "/api/sessions/{id}/socket", summary: "The call's socket",
        details: "A WebSocket: sound both ways as binary frames, messages as text frames; see the contract's page of the sockets.",
        access: .callToken, tags: ["Calls"],
        parameters: [
            .init("token", "The call's token", isRequired: true),
            .init("after", "The last sequence number seen; what followed is sent first", schema: .integer(0...Int.max)),
        ], responses: [.init(101, "The socket is open")], problems: [.upgradeRequired], kind: .socket)

    private enum Limit {
        /// Turns of one call, on whichever socket: so many at once, …
        static let turnsAtOnce = 30
        /// … and then one a second.
        static let refill = Duration.seconds(turnsAtOnce)
    }

    let calls: Calls
    let access: CallAccess
    let switchboard: Switchboard
    private let watch: LineWatch
    private let turns = RateLimiter(capacity: Limit.turnsAtOnce, per: Limit.refill)

    init(calls: Calls, access: CallAccess, switchboard: Switchboard, watch: LineWatch = LineWatch()) {
        self.watch = watch
        self.calls = calls
        self.access = access
        self.switchboard = switchboard
    }

    /// The socket that a path names; nil when it is another path.
    func handler(for request: WebSocketRequest) -> WebSocketHandler? {
        let parts = request.uri.path.split(separator: "/")
        guard parts.count == 4, parts[0] == "api", parts[1] == "sessions", parts[3] == "socket" else { return nil }
        let id = Call.ID(String(parts[2]))
        let token = Secret(request.uri.queryParameters.get("token") ?? "")
        let after = request.uri.queryParameters.get("after").flatMap { Int($0) } ?? 0
        return { messages, connection in
            guard let feed = try await open(id, with: token, after: after) else {
                connection.close(.unauthorized, reason: "This token does not open this call.")
                return
            }
            try await serve(feed, messages, connection) { try await access.tenant(of: id, openedBy: token) != nil }
        }
    }

    /// A call that its token opened: where it is followed, and how it is answered.
    private struct OpenCall {
        let session: CallSession
        let events: EventFeed<CallEvent>
    }

    private func open(_ id: Call.ID, with token: Secret, after sequence: Int) async throws -> OpenCall? {
        guard let tenant = try await access.tenant(of: id, openedBy: token) else { return nil }
        let session = await calls.session(id, in: tenant)
        return OpenCall(session: session, events: EventFeed(of: id, after: max(0, sequence), in: tenant, hub: calls.hub))
    }

    /// - Parameter isAdmitted: whether the token still opens the call.
    private func serve(
        _ call: OpenCall, _ messages: WebSocketMessages, _ connection: WebSocketConnection,
        isAdmitted: @escaping @Sendable () async throws -> Bool
    ) async throws {
        let line = await switchboard.line(for: call.session)
        await line.begin()
        try await withThrowingTaskGroup(of: Void.self) { group in
            // A call that is over closes the socket, which ends the messages; a caller who left ends the conversation here.
            group.addTask { try await closingOnFailure(connection) { try await converse(call, on: line, connection) } }
            group.addTask { await watch.watch(line, connection, isAdmitted: isAdmitted) }
            try await listen(to: messages, of: call.session.id, on: line, connection)
            group.cancelAll()
            try await group.waitForAll()
        }
    }

    private func listen(
        to messages: WebSocketMessages, of call: Call.ID, on line: any CallLine, _ connection: WebSocketConnection
    ) async throws {
        var samples = LittleEndianSamples()
        var pace = SocketPace(at: .now)
        for await message in messages {
            let wait: Duration
            switch message {
            case .binary(let bytes):
                let sound = samples.read(bytes.readableBytesView)
                await line.hear(sound)
                wait = pace.takeSound(samples: sound.count, at: .now)
            case .text(let text):
                do {
                    let message = try ClientMessage(text)
                    if message.isTurn { try await takeTurn(of: call) }
                    try await take(message, on: line, connection)
                } catch let refused as ClientMessage.Refused {
                    try connection.send(.error(code: refused.code, message: refused.reason))
                }
                wait = pace.takeMessage(at: .now)
            }
            if wait > .zero { try await Task.sleep(for: wait) }
        }
    }

    private func takeTurn(of call: Call.ID) async throws(ClientMessage.Refused) {
        guard await turns.wait(of: call.rawValue) == nil else { throw ClientMessage.Refused.tooFast }
        _ = await turns.admit(call.rawValue)
    }

    private func take(_ message: ClientMessage, on line: any CallLine, _ connection: WebSocketConnection) async throws {
        switch message {
        case .userText(let text): await line.type(text)
        case .setOutputMedium(let isVoice): await line.speakAloud(isVoice)
        case .formEdit(let field, let value): await line.edit(field, to: value)
        case .keypad(let digits): await line.press(digits)
        case .hangUp: await line.hangUp()
        case .ping(let timestamp): try connection.send(.pong(timestamp: timestamp))
        }
    }

    /// Runs the call's agent on this line until the call is over, then says so and closes.
    private func converse(_ call: OpenCall, on line: any CallLine, _ connection: WebSocketConnection) async throws {
        async let talking: Void = line.run()
        async let playing: Void = play(line.outputs, connection)
        let end = try await follow(call.events, connection)
        await line.finish()
        // The goodbye is heard before the call is said to be over.
        try await playing
        await talking
        if let end, let message = SocketMessage(end) {
            try connection.send(message, at: end)
            connection.close(.normal)
        }
    }

    /// - Returns: the event that ended the call; nil when the line was given up before.
    private func follow(_ events: EventFeed<CallEvent>, _ connection: WebSocketConnection) async throws -> CallEvent? {
        for try await event in events {
            if case .ended = event.kind { return event }
            if let message = SocketMessage(event) { try connection.send(message, at: event) }
        }
        return nil
    }

    private func play(_ outputs: AsyncStream<LineOutput>, _ connection: WebSocketConnection) async throws {
        for await output in outputs {
            switch output {
            case .audio(let sound): connection.send(.binary(ByteBuffer(bytes: sound.littleEndianBytes)))
            // A page cannot tell what was played.
            case .mark: break
            case .clearPlayback: try connection.send(.playbackClearBuffer)
            case .state(let state): try connection.send(.state(state))
            case .userStartedSpeaking: try connection.send(.userStartedSpeaking)
            case .userStoppedSpeaking: try connection.send(.userStoppedSpeaking)
            case .failed(let failure): try connection.send(.error(code: failure.rawValue, message: failure.message))
            }
        }
    }
}
