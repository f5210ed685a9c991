public import Conversation
public import Core
import Foundation
import Storage

/// What a session remembers of an attendant's conversation, beside what the log knows.
struct CallAttendance: Sendable {
    var breaker = ToolBreaker()
    /// An attendant that does not learn from it is not told for ever.
    fileprivate var correctionsLeft = 3
    /// Why the attendant is gone, until that is written down.
    var lost: String?
    /// What was said to fill the wait for it, until the call has begun.
    var filled: [CallEvent.Kind] = []
    /// Follows what both sides say, for one version of the business's data and one wish of the call.
    fileprivate var following: (overhearing: Overhearing, version: Int, wish: Int)?
    /// Calls of tools that wait for what the caller is saying just now.
    fileprivate var waiting: [AsyncStream<Never>.Continuation] = []
}

/// A call whose conversation an attendant holds: the log is written here, and only here is anything done.
extension CallSession {
    /// The caller's yes and the tool it leads to come on different ways; the tool may be the faster one.
    private static let longestWaitForWords = Duration.milliseconds(1200)
    /// What is read again when a conversation is followed anew.
    private static let mostLines = 60

    /// What is told to an attendant that may take the call.
    func briefing() async throws -> AttendantBriefing {
        let memory = try await current()
        guard !memory.isEnded else { throw TurnError.ended }
        try await followPresentConfiguration()
        let known = await knownAgent()
        let now = clock()
        return try await tenant.read { [id, unsaid, followedVersion] transaction in
            let followed = try transaction.agent(following: followedVersion, known: known)
            var briefing = try Self.briefing(on: id, memory, followed, at: now, in: transaction)
            briefing.greeting = briefing.greeting ?? unsaid?.replies.joined(separator: " ")
            briefing.transcript = try transaction.transcript(of: id, limit: TranscriptLine.mostTold)
            return briefing
        }
    }

    /// What an attendant has to be told anew because what can be had has changed since it was told; nil while it has not.
    ///
    /// It is told once: whoever does not pass it on leaves the attendant with what it knew, and the workflow still decides.
    func news() async throws -> AttendantBriefing? {
        let memory = try await current()
        let (known, now) = (await knownAgent(), clock())
        let isBehind = try await tenant.read { [id] transaction in
            try transaction.versionTold(toAttendantOf: id) != transaction.dataVersion()
        }
        guard isBehind, memory.state.isAttended, !memory.isEnded else { return nil }
        return try await tenant.write { [id, followedVersion] transaction in
            let followed = try transaction.agent(following: followedVersion, known: known)
            let briefing = try Self.briefing(on: id, memory, followed, at: now, in: transaction)
            try transaction.note(told: briefing.version, toAttendantOf: id)
            return briefing
        }
    }

    private static func briefing(
        on id: Call.ID, _ memory: Memory, _ followed: Agents.Versioned, at now: Date, in transaction: TenantTransaction
    ) throws -> AttendantBriefing {
        var dialogue = Dialogue(agent: followed.agent, state: memory.state)
        var greeting: String?
        if memory.sequence == 0 {
            greeting = dialogue.hear(.started(try transaction.caller(of: id)), at: now).replies.joined(separator: " ")
        }
        let voice = followed.configuration.profile.voiceConfiguration
        return AttendantBriefing(
            instructions: dialogue.attendantInstructions(personality: voice.personality, at: now), version: followed.dataVersion,
            tools: followed.agent.attendantTools, voice: voice, greeting: greeting, transcript: [])
    }

    /// An attendant takes the call.
    ///
    /// - Parameter version: of the business's data that it was told of.
    func begin(with attendant: Attendant, toldOf version: Int) async throws {
        let (id, identifiers, now) = (id, identifiers, clock())
        let filled = attendance.filled
        attendance = CallAttendance()
        unsaid = nil
        _ = try await exclusively { session in
            try await session.commit(ordinary: true) { transaction, agent, memory in
                try transaction.insert(attendant, of: id, toldOf: version, at: now)
                let caller = try transaction.caller(of: id)
                var result = try Self.turn(
                    .overheard(.taken(caller)), as: .attended(attendant), of: id, agent, memory, identifiers: identifiers, at: now,
                    in: transaction)
                if memory.sequence == 0 { result.kinds.insert(contentsOf: [.started(caller)] + filled, at: 0) }
                return result
            }
        }
    }

    /// The caller said something to the attendant.
    func overhear(_ words: String, medium: CallEvent.Medium) async throws {
        attendance.breaker.callerSpoke()
        let words = CardNumber.hidden(in: words)
        let gathered = try await follow { $0.caller(words) }
        let (id, identifiers, now) = (id, identifiers, clock())
        _ = try await exclusively { session in
            let overheard = CallEvent.Kind.heard(text: words, medium: medium, alternatives: [])
            if let answer = try await session.answerOverlong(overheard, at: now) { return answer }
            return try await session.commit(ordinary: true) { transaction, agent, memory in
                var heard = try Self.turn(
                    .overheard(.caller([Hypothesis(words)])), as: overheard, of: id, agent, memory, identifiers: identifiers, at: now,
                    in: transaction)
                heard.kinds.removeLast()
                let result = try Self.turn(
                    .overheard(.gathered(gathered)), as: nil, of: id, agent, heard.memory, identifiers: identifiers, at: now,
                    in: transaction)
                heard.kinds += result.kinds
                heard.memory = result.memory
                return heard
            }
        }
        for waiting in attendance.waiting { waiting.finish() }
        attendance.waiting = []
    }

    /// The attendant said something to the caller.
    ///
    /// - Returns: what it has to be told when that is not so.
    func overhear(attendant words: String) async throws -> String? {
        let words = CardNumber.hidden(in: words)
        _ = try await follow { $0.attendant(words) }
        let (id, identifiers, now) = (id, identifiers, clock())
        let correction = try await exclusively { session in
            try await session.commit(ordinary: true) { transaction, agent, memory in
                var result = try Self.turn(
                    .overheard(.attendant(words)), as: .said(text: words), of: id, agent, memory, identifiers: identifiers, at: now,
                    in: transaction)
                // The form is as it was; what was said is in the log.
                result.kinds = [.said(text: words)]
                result.replies = Dialogue(agent: agent, state: result.memory.state).correction(of: words).map { [$0] } ?? []
                return result
            }
        }.replies.first
        guard let correction, attendance.correctionsLeft > 0 else { return nil }
        attendance.correctionsLeft -= 1
        return correction
    }

    /// A person set a field of the form; nil clears it.
    ///
    /// - Returns: what the attendant has to be told; nil when nothing has changed.
    func editWhileAttended(_ field: String, to value: String?) async throws -> String? {
        let value = value.map { CardNumber.hidden(in: $0) }
        let (id, identifiers, now) = (id, identifiers, clock())
        return try await exclusively { session in
            try await session.commit(ordinary: true) { transaction, agent, memory in
                let before = Dialogue(agent: agent, state: memory.state)
                var result = try Self.turn(
                    .overheard(.edited(field: field, value: value)), as: .formEdited(field: field, value: value), of: id, agent, memory,
                    identifiers: identifiers, at: now, in: transaction)
                let after = Dialogue(agent: agent, state: result.memory.state)
                result.replies = after.notice(ofEdit: field, since: before).map { [$0] } ?? []
                return result
            }
        }.replies.first
    }

    /// Whether the attendant has said goodbye and was told that the call may end.
    var hasSaidGoodbye: Bool {
        get async {
            do {
                return try await current().state.hasEnded
            } catch {
                return false
            }
        }
    }

    /// An attendant's line is gone, or could not be had. What the caller hears next is said by `begin()`.
    func handBack(because reason: String) {
        attendance.lost = reason
    }

    /// An attendant calls one of `Agent.attendantTools`.
    ///
    /// - Parameter invocation: what the attendant's company calls this call of the tool. A repeat gets the first answer, and nothing is
    ///   done again.
    public func call(_ tool: String, with arguments: JSONValue, invocation: String? = nil) async throws -> ToolAnswer {
        let arguments = CardNumber.hidden(in: arguments)
        if let stop = attendance.breaker.count() {
            if attendance.breaker.hasJustTripped { try await note(ToolCall(tool, arguments, answered: stop)) }
            return stop
        }
        let maySettle = try await maySettle(tool)
        if maySettle { try await waitForWords(beforeSettlingWith: tool) }
        let (id, identifiers, now) = (id, identifiers, clock())
        let answer = try await exclusively { session in
            // What may do something survives a power cut.
            try await session.commit(ordinary: !maySettle) { transaction, agent, memory in
                let earlier = try invocation.flatMap { try transaction.toolAnswer(to: $0, in: id) }
                if let earlier {
                    return TurnResult(kinds: [], memory: memory, replies: [], expects: .anything, toolAnswer: earlier)
                }
                var result = try Self.result(
                    of: tool, with: arguments, in: id, agent, memory, identifiers: identifiers, at: now, in: transaction)
                let answer = result.toolAnswer ?? ToolAnswer("")
                result.kinds.insert(.toolCalled(ToolCall(tool, arguments, answered: answer)), at: 0)
                if let invocation { try transaction.keep(answer, to: invocation, in: id, at: now) }
                return result
            }
        }
        return answer.toolAnswer ?? ToolAnswer("")
    }

    private static func result(
        of tool: String, with arguments: JSONValue, in id: Call.ID, _ agent: Agent, _ memory: Memory, identifiers: IdentifierSource,
        at now: Date, in transaction: TenantTransaction
    ) throws -> TurnResult {
        let before = Dialogue(agent: agent, state: memory.state)
        func only(_ answer: ToolAnswer) -> TurnResult {
            TurnResult(kinds: [], memory: memory, replies: [], expects: .anything, toolAnswer: answer)
        }
        guard before.isAttended else {
            return only(ToolAnswer("Refused: you do not hold this conversation any more. Say nothing further.", isRefused: true))
        }
        guard try transaction.serviceTerms().isShutOut != true else {
            return only(ToolAnswer("Refused: the business takes no calls any more. Tell the caller so and say goodbye.", isRefused: true))
        }
        let moves: [Move]
        do throws(Problem) {
            moves = try before.moves(calling: tool, with: arguments, at: now)
        } catch {
            return only(ToolAnswer("Refused: \(error.detail)", isRefused: true))
        }
        guard !before.isDone(moves) else { return only(before.doneAlready) }
        var result = try turn(
            .interpreted(Interpretation(moves: moves)), as: nil, of: id, agent, memory, identifiers: identifiers, at: now, in: transaction)
        let after = Dialogue(agent: agent, state: result.memory.state)
        result.toolAnswer = after.answer(toTool: tool, saying: result.replies, after: before)
        return result
    }

    private func note(_ call: ToolCall) async throws {
        _ = try await exclusively { session in
            try await session.commit(ordinary: true) { _, _, memory in
                TurnResult(kinds: [.toolCalled(call)], memory: memory, replies: [], expects: .anything)
            }
        }
    }

    /// Follows both sides, from the log where that is not remembered.
    ///
    /// - Returns: what the caller has given so far.
    private func follow(_ hear: (inout Overhearing) -> Void) async throws -> [Slot.Name: SlotValue] {
        let memory = try await current()
        let known = await knownAgent()
        let now = clock()
        let (agent, lines) = try await tenant.read { [id, followedVersion, following = attendance.following] transaction in
            let agent = try transaction.agent(following: followedVersion, known: known)
            let isFollowed = following.map { $0.version == agent.dataVersion && $0.wish == memory.state.wishNumber } ?? false
            return (agent, isFollowed ? nil : try transaction.conversation(of: id, limit: Self.mostLines))
        }
        await agents.keep(agent, of: tenant.id)
        if let lines {
            var overhearing = Overhearing(agent.agent, at: now)
            for line in lines { line.isCaller ? overhearing.caller(line.text) : overhearing.attendant(line.text) }
            attendance.following = (overhearing, agent.dataVersion, memory.state.wishNumber)
        }
        guard var following = attendance.following else { return [:] }
        hear(&following.overhearing)
        attendance.following = following
        return following.overhearing.values(at: now)
    }

    /// Whether a tool's call may do something, as things stand.
    private func maySettle(_ tool: String) async throws -> Bool {
        let memory = try await current()
        guard let agent = await knownAgent()?.agent else { return true }
        return Dialogue(agent: agent, state: memory.state).isAction(tool)
    }

    /// Waits for the caller's words, where a tool would be refused for want of a yes that may have been said already.
    private func waitForWords(beforeSettlingWith tool: String) async throws {
        let (words, heard) = AsyncStream<Never>.makeStream()
        attendance.waiting.append(heard)
        guard try await awaitsAnswer else { return heard.finish() }
        await withTaskGroup { group in
            group.addTask { for await _ in words {} }
            // Cancelled when the words are here.
            group.addTask { try? await Task.sleep(for: Self.longestWaitForWords) }
            await group.next()
            group.cancelAll()
        }
    }
}

extension ToolCall {
    /// What is kept of the arguments, in characters of their JSON.
    private static let mostCharacters = 4_000

    init(_ tool: String, _ arguments: JSONValue, answered answer: ToolAnswer) {
        let encoded = (try? JSONEncoder().encode(arguments))?.count ?? 0
        self.init(
            tool: String(tool.prefix(64)), arguments: encoded <= Self.mostCharacters ? arguments : .null, answer: answer.text,
            isRefused: answer.isRefused)
    }
}

extension CallSession {
    /// Who holds the conversation now; nil when it is the dialogue.
    func presentAttendant() async throws -> Attendant? {
        guard try await current().state.isAttended else { return nil }
        return try await tenant.read { [id] transaction in try transaction.attendant(of: id) }
    }

    /// Whether a tool would be refused as things stand, for want of a yes that may have been said already.
    func lacksWords(toSettleWith tool: String) async throws -> Bool {
        guard try await maySettle(tool) else { return false }
        return try await awaitsAnswer
    }

    /// Whether something was read back and the caller has not answered to it.
    private var awaitsAnswer: Bool {
        get async throws {
            let memory = try await current()
            guard let agent = await knownAgent()?.agent else { return false }
            return Dialogue(agent: agent, state: memory.state).awaitsAnswer
        }
    }
}
