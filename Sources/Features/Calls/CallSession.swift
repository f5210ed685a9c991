public import Conversation
public import Core
public import Foundation
public import Storage
public import Voice

/// A call in progress: the only writer of its log in this process, one turn at a time.
///
/// What it holds in memory is the fold of its log. It may be dropped between turns at any time, or die with the process:
/// the next turn folds the log again. A second process that writes to the same log is noticed by the sequence number, and
/// the turn is taken again on top of what was written.
public actor CallSession {
    public nonisolated let id: Call.ID
    public nonisolated let tenant: Tenant
    let agents: Agents
    let hub: Hub
    let identifiers: IdentifierSource
    let clock: @Sendable () -> Date
    let outbox: OutboxSignal
    let model: LanguageModel?
    /// While a model hears the caller.
    var hearing: AsyncStream<LanguageModel.Step>.Continuation?
    var memory: Memory?
    /// The version of the business's data that the call follows, once it is known.
    var followedVersion: Int?
    /// What the dialogue said while nobody was on a line, for the next one.
    var unsaid: Answer?
    /// While another agent holds the conversation.
    var attendance = CallAttendance()
    var length = CallLength()
    private var newestLine = 0
    private var lines: Set<Int> = []
    private var isBusy = false
    private var waiting: [CheckedContinuation<Void, Never>] = []
    /// When the last turn was taken, for passivation.
    public internal(set) var lastTurn: Date

    /// A caller's line joins. The newest one is the caller's; older ones are what a dropped connection left behind.
    ///
    /// - Returns: the line's number, for `isNewest` and `detach`.
    func attach() -> Int {
        newestLine += 1
        lines.insert(newestLine)
        return newestLine
    }

    func detach(_ line: Int) {
        lines.remove(line)
    }

    func isNewest(_ line: Int) -> Bool { line == newestLine }

    /// Whether somebody is on a line.
    var hasLines: Bool { !lines.isEmpty }

    /// Forgets what the log knows, between two turns.
    func passivate() {
        if !isBusy { memory = nil }
    }

    /// Whether the call is known to have ended.
    var isOver: Bool { memory?.isEnded == true }

    struct Memory {
        var state: Dialogue.State
        var sequence: Int
        var outcome: Call.Outcome
        var isEnded: Bool
        var expects: Expectation?
    }

    /// What a turn led to, once it is committed.
    public struct Answer: Sendable, Hashable {
        /// Sentences to be said, in this order.
        public var replies: [String]
        public var expects: Expectation
        public var isEnded: Bool
        /// What was added to the log.
        public var events: [CallEvent]
        /// For an attendant that called a tool.
        var toolAnswer: ToolAnswer?
    }

    /// Why a turn was not taken. Nothing was written.
    public enum TurnError: Error, Hashable {
        case noSuchCall
        case ended
        /// The log kept moving under the turn: another process answers this call.
        case contended
    }

    init(
        id: Call.ID, tenant: Tenant, agents: Agents, hub: Hub, identifiers: IdentifierSource, clock: @escaping @Sendable () -> Date,
        outbox: OutboxSignal,
        model: LanguageModel? = nil
    ) {
        self.id = id
        self.tenant = tenant
        self.agents = agents
        self.hub = hub
        self.identifiers = identifiers
        self.clock = clock
        self.outbox = outbox
        self.model = model
        lastTurn = clock()
    }

    /// Greets the caller, once: a call that has begun stays as it is, unless another agent held it, which is taken over from.
    ///
    /// - Returns: the greeting; on a later line what waited for it, or nil when nothing did.
    public func begin() async throws -> Answer? {
        if let unsaid {
            self.unsaid = nil
            // What an attendant was to say is asked again in taking over from it.
            if memory?.state.isAttended != true { return unsaid }
        }
        let (id, identifiers, now, lost, filled) = (id, identifiers, clock(), attendance.lost, attendance.filled)
        attendance.lost = nil
        attendance.filled = []
        do {
            return try await exclusively { session in
                try await session.commit(ordinary: true) { transaction, agent, memory in
                    // Two connections may come at once: only the transaction knows who was first.
                    guard memory.sequence == 0 else {
                        guard memory.state.isAttended else { throw AlreadyBegun() }
                        return try Self.turn(
                            .handedBack, as: .handedBack(reason: lost ?? "its line is gone"), of: id, agent, memory,
                            identifiers: identifiers, at: now, in: transaction)
                    }
                    let caller = try transaction.caller(of: id)
                    if let announcement = try transaction.announcement(to: caller.phone) {
                        return Self.unavailable(announcement, after: .started(caller), memory)
                    }
                    var begun = try Self.turn(
                        .started(caller), as: .started(caller), of: id, agent, memory, identifiers: identifiers, at: now, in: transaction)
                    begun.kinds.insert(contentsOf: filled + (lost.map { [.handedBack(reason: $0)] } ?? []), at: 1)
                    return begun
                }
            }
        } catch is AlreadyBegun {
            return nil
        }
    }

    /// What a recogniser may know before the caller speaks.
    public func recognitionHints(expecting expectation: Expectation) async -> RecognitionHints {
        guard let agent = await knownAgent()?.agent else { return RecognitionHints(expectation: expectation) }
        return RecognitionHints(
            for: agent, expecting: expectation, in: await agents.language(of: tenant.id, following: followedVersion))
    }

    /// The voice that this business speaks with.
    public func voice() async -> VoiceSettings {
        await knownAgent()?.voice ?? VoiceSettings()
    }

    /// What words promise that the caller may go on with: whether to wait for more. Writes nothing.
    public func outlook(of hypotheses: [Hypothesis]) async -> Outlook {
        guard let memory, let agent = await knownAgent()?.agent else { return .open }
        return Dialogue(agent: agent, state: memory.state).outlook(of: hypotheses, at: clock())
    }

    public func press(_ digits: String) async throws -> Answer {
        let digits = CardNumber.hidden(in: digits)
        return try await take(.keys(digits), as: .heard(text: digits, medium: .keys, alternatives: []))
    }

    public func stayedSilent() async throws -> Answer {
        try await take(.silence, as: .silent)
    }

    /// A person set a field of the form; nil clears it.
    public func edit(_ field: String, to value: String?) async throws -> Answer {
        let value = value.map { CardNumber.hidden(in: $0) }
        return try await take(.edit(field: field, value: value), as: .formEdited(field: field, value: value))
    }

    /// The caller broke in: what was not heard of these sentences has not been said. To be told before what the caller said.
    public func interrupted(_ cuts: [Cut]) async throws {
        guard !cuts.isEmpty else { return }
        do {
            try await exclusively { session in
                _ = try await session.commit(ordinary: true) { _, agent, memory in
                    var dialogue = Dialogue(agent: agent, state: memory.state)
                    for cut in cuts { dialogue.interrupted(cut.sentence.text, afterHearing: cut.heard) }
                    var after = memory
                    after.state = dialogue.state
                    return TurnResult(
                        kinds: cuts.map(\.kind) + [.understood(form: dialogue.form, state: dialogue.state)], memory: after, replies: [],
                        expects: memory.expects ?? .anything)
                }
            }
        } catch TurnError.ended {
            // A goodbye that nobody waited for.
            return
        }
    }

    /// Writes down that something was said to fill a wait.
    public func filled(with text: String, reason: String) async throws {
        // While a model is waited for it stands in the log where it was said, before the answer.
        if case .enqueued? = hearing?.yield(.filled(text, reason: reason)) { return }
        try await exclusively { session in
            let filled = CallEvent.Kind.filled(text: text, reason: reason)
            // A call begins with its beginning.
            guard try await session.current().sequence > 0 else { return session.attendance.filled.append(filled) }
            _ = try await session.note(filled)
        }
    }

    /// Ends the call from outside the conversation. Ending an ended call does nothing.
    ///
    /// - Parameter cuts: what was being said at that moment, and is not heard any more.
    public func end(_ reason: CallEvent.EndReason, after cuts: [Cut] = []) async throws {
        hearing?.finish()
        do {
            try await exclusively { session in
                _ = try await session.commit(ordinary: true) { [id] transaction, _, memory in
                    try transaction.releaseHolds(of: id)
                    var ended = memory
                    ended.isEnded = true
                    return TurnResult(
                        kinds: cuts.map(\.kind) + [.ended(outcome: memory.outcome, reason: reason)], memory: ended, replies: [],
                        expects: .anything)
                }
            }
        } catch TurnError.ended {
            return
        }
    }

    func take(_ turn: Turn, as heard: CallEvent.Kind) async throws -> Answer {
        let now = clock()
        return try await exclusively { session in try await session.commit(turn, as: heard, at: now) }
    }

    func commit(_ turn: Turn, as heard: CallEvent.Kind, at now: Date) async throws -> Answer {
        if let answer = try await answerOverlong(heard, at: now) { return answer }
        return try await commit(ordinary: memory?.expects.map { $0 != .yesOrNo } ?? false) { [id, identifiers] transaction, agent, memory in
            if try transaction.serviceTerms().isShutOut == true, let announcement = try transaction.unavailability() {
                try transaction.releaseHolds(of: id)
                return Self.unavailable(announcement, after: heard, memory)
            }
            return try Self.turn(turn, as: heard, of: id, agent, memory, identifiers: identifiers, at: now, in: transaction)
        }
    }

    /// Adds to the log what is no turn of the dialogue.
    func note(_ kind: CallEvent.Kind) async throws -> [CallEvent] {
        try await commit(ordinary: true) { _, _, memory in
            TurnResult(kinds: [kind], memory: memory, replies: [], expects: .anything)
        }.events
    }

    static func turn(
        _ turn: Turn, as heard: CallEvent.Kind?, of id: Call.ID, _ agent: Agent, _ memory: Memory, identifiers: IdentifierSource,
        at now: Date, in transaction: TenantTransaction
    ) throws -> TurnResult {
        var run = CallTurn(
            call: id, dialogue: Dialogue(agent: agent, state: memory.state), outcome: memory.outcome,
            actions: CallActions(facts: agent.facts, identifiers: identifiers, now: now), transaction: transaction)
        try run.take(turn, heard: heard)
        if run.isEnded { try transaction.releaseHolds(of: id) }
        let after = Memory(
            state: run.dialogue.state, sequence: memory.sequence, outcome: run.outcome, isEnded: run.isEnded, expects: run.expects)
        return TurnResult(kinds: run.kinds, memory: after, replies: run.replies, expects: run.expects)
    }

    /// The agent says one thing, and the call is over.
    private static func unavailable(_ announcement: String, after heard: CallEvent.Kind, _ memory: Memory) -> TurnResult {
        var ended = memory
        ended.isEnded = true
        return TurnResult(
            kinds: [heard, .said(text: announcement), .ended(outcome: memory.outcome, reason: .unavailable)], memory: ended,
            replies: [announcement], expects: .anything)
    }

    /// The call was greeted before.
    struct AlreadyBegun: Error {}

    /// Turns are taken one after the other, in the order they came.
    func exclusively<Result: Sendable>(
        _ body: @Sendable (isolated CallSession) async throws -> Result
    ) async throws -> Result {
        if isBusy {
            await withCheckedContinuation { waiting.append($0) }
        }
        isBusy = true
        defer {
            // Whoever waits takes over without a gap in which a third could slip in.
            if waiting.isEmpty { isBusy = false } else { waiting.removeFirst().resume() }
        }
        return try await body(self)
    }
}
