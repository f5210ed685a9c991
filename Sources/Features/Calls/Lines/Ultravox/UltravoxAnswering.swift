import Conversation
public import Core
import Foundation
public import Logging
import Storage
import Synchronization
public import Vendors
import Voice

/// Ultravox as this platform calls it: one conversation for each line, from the business's own data and workflow.
public final class UltravoxAnswering: Sendable {
    public struct Configuration: Sendable {
        public var api: Ultravox.Configuration
        /// The vendor's newest when nil.
        public var model: String?
        /// Where Ultravox reaches this server, without a slash at the end.
        public var callbackURL: String
        /// Sign what Ultravox tells; the first signs new calls' callbacks.
        public var webhookSecrets: [Secret]
        /// A caller waits so long for the agent to be called, and then the dialogue answers.
        public var patience: Duration

        public init(
            api: Ultravox.Configuration, model: String? = nil, callbackURL: String, webhookSecrets: [Secret] = [],
            patience: Duration = .seconds(3)
        ) {
            self.api = api
            self.model = model
            self.callbackURL = callbackURL.hasSuffix("/") ? String(callbackURL.dropLast()) : callbackURL
            self.webhookSecrets = webhookSecrets
            self.patience = patience
        }
    }

    /// What became of a conversation that Ultravox was asked to hold, for metrics.
    public enum Outcome: String, Sendable {
        /// It was held to its end.
        case held
        /// It never began.
        case refused
        /// It broke off, and the dialogue went on.
        case lost
    }

    /// Why there is no agent, or no more.
    struct Lost: Error, Hashable {
        var reason: String
    }

    /// A call that Ultravox holds ready.
    struct Opened: Sendable {
        var id: String
        /// Opens the conversation to whoever has it.
        var address: Secret
    }

    private enum Limit {
        static let joinTimeout = Duration.seconds(30)
        static let longestCall = Duration.seconds(3600)
        static let toolTimeout = Duration.seconds(8)
        static let patience = Duration.seconds(10)
    }

    let socket = WebSocketClient(limits: .init(connecting: .seconds(3), silence: .seconds(4)))
    let logger: Logger
    private let configuration: Configuration
    private let ultravox: Ultravox
    private let access: CallAccess
    private let report: @Sendable (Outcome) -> Void
    /// After a failure it is left alone for a while: no caller waits for what is down.
    private let rest = Mutex(Rest())

    /// - Parameters:
    ///   - transport: to the vendor's REST interface.
    ///   - access: makes the token that each call's tools carry.
    ///   - report: told of each conversation, for metrics.
    public init(
        _ configuration: Configuration, over transport: Transport, access: CallAccess, logger: Logger,
        report: @escaping @Sendable (Outcome) -> Void = { _ in }
    ) {
        self.configuration = configuration
        self.access = access
        self.logger = logger
        self.report = report
        ultravox = Ultravox(configuration.api, over: transport.retrying(.duringCall))
    }

    /// A caller waits so long for the agent to be called.
    var patience: Duration { configuration.patience }

    /// Has Ultravox hold a conversation ready, and writes down that it holds this call.
    ///
    /// - Parameter medium: which way the sound will go.
    /// - Throws: `Lost`, or what the storage throws.
    func open(_ session: CallSession, over medium: Attendant.Medium = .relayed) async throws -> Opened {
        guard rest.withLock({ $0.isOver(at: .now) }) else { throw Lost(reason: "Ultravox has failed just before and is left alone") }
        let briefing = try await session.briefing()
        let token = try await access.toolToken(for: session.id, in: session.tenant)
        let request = request(for: session, briefing, over: medium, token: token)
        let call: UltravoxCall
        do {
            call = try await within(configuration.patience) { [ultravox] in try await ultravox.create(request) }
        } catch {
            // A caller who does not wait is no failure of theirs.
            try Task.checkCancellation()
            throw refusal(error)
        }
        guard let address = call.joinURL else { throw Lost(reason: "Ultravox gave no address to join") }
        try await session.begin(with: Attendant(name: Self.name, reference: call.id, medium: medium))
        // The telephone company speaks a protocol of its own there.
        return Opened(id: call.id, address: medium == .direct ? address : address.withAPIVersion)
    }

    /// Whether a conversation that was closed had come to its end.
    func hasEnded(_ id: String) async -> Bool {
        do {
            return try await within(configuration.patience) { [ultravox] in try await ultravox.call(id) }.isFinished
        } catch {
            // Nobody can tell: then the caller is asked to go on.
            return false
        }
    }

    /// What was said in a conversation so far, in order.
    func messages(of id: String) async throws -> [UltravoxMessage] { try await ultravox.messages(of: id) }

    /// Says something to the agent of a conversation that goes on.
    func send(_ message: UltravoxClientMessage, to id: String) async throws { try await ultravox.send(message, to: id) }

    func note(_ outcome: Outcome, of session: CallSession, because reason: String? = nil) {
        if outcome == .held { rest.withLock { $0.end() } }
        if outcome != .held { rest.withLock { $0.begin(at: .now) } }
        report(outcome)
        guard let reason else { return }
        logger.warning(
            "Ultravox does not hold a call, and the dialogue answers", metadata: ["call_id": "\(session.id)", "reason": "\(reason)"])
    }

    /// As the log and the books call it.
    public static let name = "ultravox"

    private func refusal(_ error: any Error) -> Lost {
        let failure = Transport.Failure(error)
        var retryAfter: Duration?
        if case .refused(_, _, let wish) = failure { retryAfter = wish }
        rest.withLock { $0.begin(at: .now, wish: retryAfter) }
        let reason =
            switch failure {
            case .refused(let status, let message, _): "Ultravox answered \(status): \(message)"
            case .timedOut: "Ultravox did not answer in time"
            case .unreachable(let reason): "Ultravox cannot be reached: \(reason)"
            case .garbled(let reason): "Ultravox's answer makes no sense: \(reason)"
            case .tooLarge: "Ultravox's answer has no end"
            case .cancelled: "nobody waits for Ultravox any more"
            }
        return Lost(reason: reason)
    }

    private func request(
        for session: CallSession, _ briefing: AttendantBriefing, over medium: Attendant.Medium, token: Secret
    ) -> UltravoxCallRequest {
        var request = UltravoxCallRequest(systemPrompt: briefing.instructions, medium: .init(medium))
        let base = "\(configuration.callbackURL)/webhook/\(session.tenant.id)/ultravox"
        request.model = configuration.model
        request.temperature = 0
        request.voice = briefing.voice.voice?.voice
        request.languageHint = briefing.voice.language
        request.joinTimeout = UltravoxDuration(Limit.joinTimeout)
        request.maxDuration = UltravoxDuration(Limit.longestCall)
        request.firstSpeakerSettings =
            briefing.greeting.map { .agentSays($0, isUninterruptible: false) } ?? .agentIsTold(Self.resumption)
        request.inactivityMessages = [
            .init(after: Limit.patience, "Are you still there?"),
            .init(after: Limit.patience, "I can't hear you. Please call again. Goodbye.", endBehavior: .hangUpSoft),
        ]
        // A dictated number has longer gaps than a sentence.
        request.vadSettings = .init(turnEndpointDelay: .milliseconds(512), minimumInterruptionDuration: .milliseconds(96))
        request.metadata = ["business": "\(session.tenant.id)", "session": "\(session.id)"]
        if !briefing.transcript.isEmpty {
            request.initialMessages = briefing.transcript.map { .init($0.isCaller ? .user : .agent, $0.text) }
        }
        if let secret = configuration.webhookSecrets.first, base.utf8.count <= Self.longestCallback {
            let callback = UltravoxCallRequest.Callback(url: base, secrets: [secret])
            request.callbacks = .init(ended: callback, billed: callback)
        }
        request.selectedTools = briefing.tools.map { tool in
            UltravoxTool(
                name: tool.name, description: tool.description, parameters: tool.ultravoxParameters, callIDName: Self.callIDName,
                url: "\(base)/tools/\(tool.name)", token: token, timeout: Limit.toolTimeout)
        }
        return request
    }

    /// The member under which Ultravox's own name of the call comes with each call of a tool.
    public static let callIDName = "ultravox_call_id"
    private static let longestCallback = 200
    private static let resumption =
        "The line was cut off for a moment in the middle of the conversation. Say so in a few words, and go on where it was."
}

/// Does work that has to be done within a time.
///
/// - Throws: `Transport.Failure.timedOut`, or what the work throws.
private func within<Result: Sendable>(
    _ limit: Duration, _ work: @escaping @Sendable () async throws -> Result
) async throws -> Result {
    try await withThrowingTaskGroup(of: Result.self) { group in
        group.addTask { try await work() }
        group.addTask {
            try await Task.sleep(for: limit)
            throw Transport.Failure.timedOut
        }
        defer { group.cancelAll() }
        guard let result = try await group.next() else { throw Transport.Failure.cancelled }
        return result
    }
}

extension UltravoxCallRequest.Medium {
    /// So far may the agent's sound run ahead of what is heard.
    private static let bufferMilliseconds = 10_000

    fileprivate init(_ medium: Attendant.Medium) {
        self =
            switch medium {
            case .relayed:
                .serverWebSocket(
                    .init(
                        sampleRate: PCM.hearingRate, clientBufferMilliseconds: Self.bufferMilliseconds,
                        dataMessages: ["userStartedSpeaking": true, "userStoppedSpeaking": true]))
            case .direct: .twilio
            }
    }
}

extension ToolSchema {
    /// The members of the arguments, as Ultravox wants them: one by one.
    fileprivate var ultravoxParameters: [UltravoxTool.Parameter] {
        guard case .object(let properties)? = parameters["properties"] else { return [] }
        return properties.sorted { $0.key < $1.key }.map { UltravoxTool.Parameter(name: $0.key, schema: $0.value) }
    }
}

extension Secret {
    /// With the version of the vendor's protocol that is spoken here.
    fileprivate var withAPIVersion: Secret {
        let address = reveal()
        return Secret(address + (address.contains("?") ? "&" : "?") + "apiVersion=1")
    }
}
