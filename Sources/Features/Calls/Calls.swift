import Conversation
public import Core
public import Foundation
public import Storage

/// Starts calls and finds those in progress: one `CallSession` for each call that somebody talks to just now.
public actor Calls {
    /// A session that took no turn for this long leaves memory; its log stays, and the next turn folds it again.
    private static let idleSeconds = 60.0
    /// A call that took no turn for this long has been abandoned, and is ended.
    static let abandonedSeconds = 900.0
    /// A call that took no turn for this long was left behind: longer than its own server takes to end it.
    static let leftBehindSeconds = 2 * abandonedSeconds
    /// What is left of the calls of a server that died is ended the next time.
    private static let mostEndedAtOnce = 500

    private let agents: Agents
    private let identifiers: IdentifierSource
    private let clock: @Sendable () -> Date
    private let outbox: OutboxSignal
    private let model: LanguageModel?
    private var sessions: [Call.ID: CallSession] = [:]
    /// Calls that left memory while they went on.
    private var parked: [Call.ID: Parked] = [:]
    public nonisolated let hub: Hub

    private struct Parked {
        let tenant: Tenant
        let lastTurn: Date
    }

    /// - Parameters:
    ///   - outbox: told when a call has left a message for outside.
    ///   - model: hears the callers of businesses that have chosen so; nil where none is configured.
    public init(
        agents: Agents, hub: Hub, identifiers: IdentifierSource, clock: @escaping @Sendable () -> Date,
        outbox: OutboxSignal = OutboxSignal(), model: LanguageModel? = nil
    ) {
        self.agents = agents
        self.hub = hub
        self.identifiers = identifiers
        self.clock = clock
        self.outbox = outbox
        self.model = model
    }

    /// Sessions in memory, for metrics.
    public var count: Int { sessions.count }

    /// A new call. It begins to talk with `CallSession.begin`.
    ///
    /// - Parameter phone: where the caller is; without a country code it is one of the business's region.
    public func start(from phone: PhoneNumber?, over channel: Call.Channel, in tenant: Tenant) async throws -> Call {
        try await tenant.write { [self] transaction in
            let region = try transaction.profile().region
            let call = newCall(from: phone?.reread(in: region), over: channel, in: tenant)
            try transaction.insert(call)
            return call
        }
    }

    /// A call that has yet to be written down, for those who write more with it.
    nonisolated func newCall(from phone: PhoneNumber?, over channel: Call.Channel, in tenant: Tenant) -> Call {
        Call(
            id: .init("\(tenant.id.rawValue)_\(identifiers.token(count: 16))"), startedAt: clock(), endedAt: nil, phone: phone,
            channel: channel, outcome: .none, lastSequence: 0)
    }

    /// The session of a call of that tenant, in memory or to be folded from its log at its first turn.
    public func session(_ id: Call.ID, in tenant: Tenant) -> CallSession {
        if let known = sessions[id], known.tenant.id == tenant.id { return known }
        parked[id] = nil
        let session = newSession(id, in: tenant)
        sessions[id] = session
        return session
    }

    private func newSession(_ id: Call.ID, in tenant: Tenant) -> CallSession {
        CallSession(
            id: id, tenant: tenant, agents: agents, hub: hub, identifiers: identifiers, clock: clock, outbox: outbox, model: model)
    }

    /// Drops sessions that have been idle, and ends calls that were abandoned. To be called every few seconds.
    ///
    /// - Throws: what kept a call from being ended, when all others have been looked after; it is tried again the next time.
    public func passivateIdle() async throws {
        let now = clock()
        var failure: (any Error)?
        for (id, session) in sessions {
            let lastTurn = await session.lastTurn
            let idle = now.timeIntervalSince(lastTurn)
            let isOver = await session.isOver
            let hasLines = await session.hasLines
            // Nobody comes back to a call that is over.
            guard idle > Self.idleSeconds || isOver && !hasLines else { continue }
            if hasLines, !isOver {
                // Its line keeps it: a second session for the same call would be a second writer.
                guard idle > Self.abandonedSeconds else {
                    await session.passivate()
                    continue
                }
                do { try await session.end(.abandoned) } catch { failure = failure ?? error }
            } else {
                sessions[id] = nil
                if !isOver { parked[id] = Parked(tenant: session.tenant, lastTurn: lastTurn) }
            }
        }
        for (id, call) in parked where now.timeIntervalSince(call.lastTurn) > Self.abandonedSeconds {
            // Meanwhile its caller may have come back.
            guard parked[id] != nil else { continue }
            do {
                try await newSession(id, in: call.tenant).end(.abandoned)
                parked[id] = nil
            } catch {
                failure = failure ?? error
                // Its business may be gone. From here on `endAbandoned` ends it, as the calls that other servers left.
                if now.timeIntervalSince(call.lastTurn) > Self.leftBehindSeconds { parked[id] = nil }
            }
        }
        if let failure { throw failure }
    }

    /// Ends calls of a business that nobody has been heard in for long, and that are not in this server's memory: another server left
    /// them behind, or this one did when it died.
    ///
    /// - Returns: whether calls are in progress, or may still begin.
    func endAbandoned(in tenant: Tenant) async throws -> Bool {
        let silentSince = clock().addingTimeInterval(-Self.leftBehindSeconds)
        for id in try await tenant.read({ try $0.silentCalls(since: silentSince, limit: Self.mostEndedAtOnce) })
        where sessions[id] == nil && parked[id] == nil {
            try await newSession(id, in: tenant).end(.abandoned)
        }
        let letInSince = clock().addingTimeInterval(-CallAccess.lifetimeSeconds)
        return try await tenant.read { try $0.hasCalls(since: letInSince) }
    }
}
