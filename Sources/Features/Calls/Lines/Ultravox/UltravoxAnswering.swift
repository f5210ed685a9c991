import Conversation
public import Core
public import Foundation
public import Logging
public import Storage
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

    let socket = WebSocketClient(limits: .init(connecting: .seconds(3), silence: .seconds(4)))
    let logger: Logger
    /// Keeps the agents that calls are made with.
    public let agents: UltravoxAgents
    /// Has Ultravox tell what becomes of calls; nil where it could not be believed, or cannot reach this server.
    public let subscription: UltravoxSubscription?
    let writer: UltravoxWriter
    private let configuration: Configuration
    private let ultravox: Ultravox
    private let access: CallAccess
    private let report: @Sendable (Outcome) -> Void
    /// After a failure it is left alone for a while: no caller waits for what is down.
    private let rest = Mutex(Rest())

    /// - Parameters:
    ///   - transport: to the vendor's REST interface.
    ///   - store: where the businesses' agents are kept.
    ///   - access: makes the token that each call's tools carry.
    ///   - report: told of each conversation, for metrics.
    public init(
        _ configuration: Configuration, over transport: Transport, store: Store, access: CallAccess,
        clock: @escaping @Sendable () -> Date, logger: Logger, report: @escaping @Sendable (Outcome) -> Void = { _ in }
    ) {
        self.configuration = configuration
        self.access = access
        self.logger = logger
        self.report = report
        ultravox = Ultravox(configuration.api, over: transport.retrying(.duringCall))
        writer = UltravoxWriter(
            model: configuration.model, callbackURL: configuration.callbackURL, webhookSecrets: configuration.webhookSecrets)
        // Nobody waits for what is kept in step.
        var patient = configuration.api
        patient.timeout = max(patient.timeout, .seconds(10))
        let office = Ultravox(patient, over: transport)
        agents = UltravoxAgents(office, writer: writer, store: store, clock: clock, logger: logger)
        subscription = UltravoxSubscription(
            office, callbackURL: configuration.callbackURL, secrets: configuration.webhookSecrets, logger: logger)
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
        let call: UltravoxCall
        do {
            call = try await within(configuration.patience) { try await self.call(for: session, briefing, over: medium, token: token) }
        } catch {
            // A caller who does not wait is no failure of theirs.
            try Task.checkCancellation()
            throw refusal(error)
        }
        guard let address = call.joinURL else { throw Lost(reason: "Ultravox gave no address to join") }
        try await session.begin(with: Attendant(name: Self.name, reference: call.id, medium: medium), toldOf: briefing.version)
        // The telephone company speaks a protocol of its own there.
        return Opened(id: call.id, address: medium == .direct ? address : address.withAPIVersion)
    }

    /// Made of the business's agent where that is as it should be, else by itself.
    private func call(
        for session: CallSession, _ briefing: AttendantBriefing, over medium: Attendant.Medium, token: Secret
    ) async throws -> UltravoxCall {
        let business = session.tenant.id
        let draft = writer.agent(
            of: business, part: briefing.instructions.part, tools: briefing.tools, voice: briefing.voice)
        if let agent = await agents.agent(for: draft, of: business) {
            let request = writer.agentCall(for: session, briefing, over: medium, token: token)
            do throws(Transport.Failure) {
                return try await ultravox.create(request, withAgent: agent)
            } catch {
                guard error.isMissing || error.isSenseless else { throw error }
                logger.warning(
                    "Ultravox made no call with a business's agent; it is made without",
                    metadata: ["business_id": "\(business)", "reason": "\(error.wordsOfUltravox)"])
                await agents.doubt(agent, of: business)
            }
        }
        return try await ultravox.create(writer.call(for: session, briefing, over: medium, token: token))
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
        return Lost(reason: failure.wordsOfUltravox)
    }
}

extension Transport.Failure {
    /// Why Ultravox did not do something, for the log. Its own words may quote what it was sent: who the caller is, is left out of them.
    var wordsOfUltravox: String {
        switch self {
        case .refused(let status, let message, _): "Ultravox answered \(status): \(PersonalData.hidden(in: message))"
        case .timedOut: "Ultravox did not answer in time"
        case .unreachable(let reason): "Ultravox cannot be reached: \(reason)"
        case .garbled(let reason): "Ultravox's answer makes no sense: \(reason)"
        case .tooLarge: "Ultravox's answer has no end"
        case .cancelled: "nobody waits for Ultravox any more"
        }
    }
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

extension Secret {
    /// With the version of the vendor's protocol that is spoken here.
    fileprivate var withAPIVersion: Secret {
        let address = reveal()
        return Secret(address + (address.contains("?") ? "&" : "?") + "apiVersion=1")
    }
}
