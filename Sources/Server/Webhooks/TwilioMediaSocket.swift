import Core
import CoreMetrics
import Features
import HTTPTypes
import HummingbirdCore
import Logging
import Vendors
import Voice

/// A telephone line on one side, the call on the other: Twilio's media stream, joined to whoever answers.
struct TwilioMediaSocket: Sendable {
    static let tokenParameter = "token"

    static let endpoint = Endpoint(
        .get, TwilioAddresses.Path.media, summary: "A telephone line's sound",
        details: "Twilio's media stream. Its first message names the call, with the token that was handed out for this line.",
        access: .signature(of: .twilio), tags: ["Telephone"], responses: [.init(101, "The socket is open")],
        problems: [.upgradeRequired, TwilioDoor.refusal], kind: .socket)

    private enum Limit {
        /// Twilio says at once who it is.
        static let introduction = Duration.seconds(10)
        /// Messages that were not understood. More is somebody else's protocol.
        static let misunderstandings = 20
    }

    private static let anonymous = "The stream did not say what it is."

    let phone: PhoneCalls
    let switchboard: Switchboard
    let door: TwilioDoor
    let logger: Logger

    /// The socket, if that is what a request asks for and Twilio is who asks.
    func handler(for request: WebSocketRequest) -> WebSocketHandler? {
        guard request.uri.path == TwilioAddresses.Path.media else { return nil }
        guard door.admits(request) else {
            logger.warning("A media stream was not signed by Twilio")
            Counter(label: PlatformMetrics.phoneRefusals, dimensions: [("reason", "signature")]).increment()
            return nil
        }
        return { messages, connection in try await serve(messages, connection) }
    }

    private func serve(_ messages: WebSocketMessages, _ connection: WebSocketConnection) async throws {
        guard let start = await introduction(messages, connection) else {
            connection.close(.policyViolation, reason: Self.anonymous)
            return
        }
        let leg = PhoneLeg.ID(start.call)
        guard start.account == door.account, let token = start.parameters[Self.tokenParameter],
            let line = try await phone.join(leg, with: Secret(token))
        else {
            logger.warning("A media stream came without a token that opens its call", metadata: ["leg": "\(leg)"])
            Counter(label: PlatformMetrics.phoneRefusals, dimensions: [("reason", "token")]).increment()
            connection.close(.policyViolation, reason: "This token does not open this call.")
            return
        }
        try await carry(line, start.stream, messages, connection)
    }

    /// Waits for the message that says which call it is.
    private func introduction(_ messages: WebSocketMessages, _ connection: WebSocketConnection) async -> MediaStream.Start? {
        await connection.closing(after: Limit.introduction, .policyViolation, reason: Self.anonymous) {
            while let message = await messages.next() {
                guard case .text(let text) = message, let event = try? MediaStream.event(text) else { return nil }
                switch event {
                case .started(let start): return start
                case .connected, .unknown: continue
                case .sound, .key, .mark, .stopped: return nil
                }
            }
            return nil
        }
    }

    private func carry(
        _ call: PhoneCalls.Line, _ stream: MediaStream.StreamID, _ messages: WebSocketMessages, _ connection: WebSocketConnection
    ) async throws {
        let line = await switchboard.line(for: call.session)
        let speaker = PhoneSpeaker(to: stream, over: connection)
        await line.begin()
        try await withThrowingTaskGroup(of: Void.self) { group in
            // A call that is over closes the socket, which ends the messages; a caller who left ends the conversation here.
            group.addTask { try await closingOnFailure(connection) { try await converse(call, on: line, speaker, connection) } }
            group.addTask { await LineWatch().watch(line, connection) { try await phone.takesCalls(call) } }
            await listen(to: messages, on: line, speaker)
            group.cancelAll()
            try await group.waitForAll()
        }
    }

    private func listen(to messages: WebSocketMessages, on line: any CallLine, _ speaker: PhoneSpeaker) async {
        var hearing = PhoneHearing()
        var misunderstandings = 0
        for await message in messages {
            guard case .text(let text) = message, let event = try? MediaStream.event(text) else {
                misunderstandings += 1
                guard misunderstandings <= Limit.misunderstandings else {
                    return logger.warning("A media stream speaks another protocol")
                }
                continue
            }
            switch event {
            case .sound(let sound): await line.hear(hearing.hear(sound))
            case .key(let key): await line.press(key)
            case .mark(let name): if let mark = await speaker.heard(name) { await line.played(mark) }
            case .stopped: await line.hangUp()
            case .connected, .started, .unknown: break
            }
        }
    }

    /// Runs the call's agent on this line until the call is over or given to a person; what it says last is heard to its end.
    private func converse(
        _ call: PhoneCalls.Line, on line: any CallLine, _ speaker: PhoneSpeaker, _ connection: WebSocketConnection
    ) async throws {
        async let talking: Void = line.run()
        async let playing: Void = speaker.play(line.outputs)
        for try await event in call.events where event.endsLine { break }
        await line.finish()
        await playing
        await talking
        try await speaker.finish()
        connection.close(.normal)
    }
}

extension CallEvent {
    /// Whether the agent has nothing more to do on the telephone line.
    fileprivate var endsLine: Bool {
        switch kind {
        case .ended, .transferred: true
        default: false
        }
    }
}
