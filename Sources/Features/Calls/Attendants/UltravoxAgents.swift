import Conversation
public import Core
import Foundation
import Logging
import Storage
import Vendors

/// Keeps an agent at Ultravox for each business whose calls it answers, as the business's own data would have it now.
///
/// A call is never made with an agent that is behind, nor waits for one: see `agent(for:of:)`.
public struct UltravoxAgents: Sendable {
    private enum Limit {
        static let lookAround = Duration.seconds(5)
        static let mostAtOnce = 100
        /// One attempt, all of it.
        static let lease: TimeInterval = 60
        /// Of what the vendor refuses nothing changes by itself, but perhaps its account does.
        static let refused: TimeInterval = 3600
        /// Businesses that wait to be looked at; what is beyond that is found at their next call.
        static let mostWaiting = 1024
    }

    private static let backoff = Backoff(first: .seconds(5), longest: .seconds(600))

    private let ultravox: Ultravox
    private let writer: UltravoxWriter
    private let store: Store
    private let clock: @Sendable () -> Date
    private let logger: Logger
    private let changes: AsyncStream<Business.ID>
    private let change: AsyncStream<Business.ID>.Continuation

    /// - Parameter ultravox: over a transport that does not try again by itself: an agent that is made twice is two.
    init(_ ultravox: Ultravox, writer: UltravoxWriter, store: Store, clock: @escaping @Sendable () -> Date, logger: Logger) {
        self.ultravox = ultravox
        self.writer = writer
        self.store = store
        self.clock = clock
        self.logger = logger
        (changes, change) = AsyncStream.makeStream(bufferingPolicy: .bufferingNewest(Limit.mostWaiting))
    }

    /// To be called after whatever may have changed what a business's agent is. Where it did not, nothing comes of it.
    public func consider(_ business: Business.ID) { change.yield(business) }

    /// What is known of a business's agent; nil where Ultravox does not answer its calls.
    public func state(of business: Business.ID) async throws -> UltravoxAgentState? {
        try await store.platform.read { transaction in try transaction.ultravoxAgent(of: business) }?.state
    }

    /// Works until it is cancelled.
    public func run() async {
        await withDiscardingTaskGroup { group in
            group.addTask {
                // What a command, or a process that died, has changed is found once; what is due, whenever it is.
                await trying { for business in try await everybody() { await trying { try await look(after: business) } } }
                while !Task.isCancelled {
                    await trying { try await lookAround() }
                    do { try await Task.sleep(for: Limit.lookAround) } catch { return }
                }
            }
            for await business in changes { await trying { try await look(after: business) } }
            group.cancelAll()
        }
    }

    private func trying(_ work: () async throws -> Void) async {
        do { try await work() } catch is CancellationError {} catch {
            logger.warning("Agents at Ultravox could not be looked after", metadata: ["error": "\(error)"])
        }
    }

    private func everybody() async throws -> [Business.ID] {
        try await store.platform.read { try $0.businessesWithUltravoxAgents() }
    }

    private func lookAround() async throws {
        let now = clock()
        let (due, departed) = try await store.platform.read { transaction in
            (
                try transaction.ultravoxAgents(dueBefore: now, limit: Limit.mostAtOnce),
                try transaction.departedUltravoxAgents(limit: Limit.mostAtOnce)
            )
        }
        for business in due { consider(business) }
        for kept in departed { await trying { try await remove(kept) } }
    }

    // MARK: For a call

    /// The agent with which a call may be made: one that is, to the letter, what the business's data say now.
    ///
    /// - Returns: nil where there is none: then the call brings all it needs, and the agent is seen to meanwhile.
    func agent(for draft: UltravoxAgent.Draft, of business: Business.ID) async -> String? {
        do {
            let fingerprint = try draft.fingerprint
            let kept = try await store.platform.read { try $0.ultravoxAgent(of: business) }
            if let kept, kept.state.name == .synchronised, kept.fingerprint == fingerprint { return kept.state.id }
        } catch {
            logger.warning("The agent at Ultravox is not known", metadata: ["business_id": "\(business)", "error": "\(error)"])
        }
        consider(business)
        return nil
    }

    /// Ultravox did not make a call with an agent, whether it is gone or somebody has changed it there: it is sent anew.
    func doubt(_ agent: String, of business: Business.ID) async {
        let now = clock()
        await trying { try await store.platform.write { try $0.doubtUltravoxAgent(agent, of: business, at: now) } }
        consider(business)
    }

    // MARK: Keeping one

    /// Has Ultravox have what a business's data say now. Safe to repeat.
    func look(after business: Business.ID) async throws {
        // Who has left is seen off by `lookAround`.
        guard let tenant = try await tenant(business) else { return }
        let wish = try await tenant.read { [writer] transaction -> UltravoxAgent.Draft? in
            let profile = try transaction.profile()
            guard profile.brain == .ultravox else { return nil }
            let (agent, voice) = (Agent(facts: try transaction.businessFacts()), profile.voiceConfiguration)
            return writer.agent(
                of: business, part: agent.attendantsPart(personality: voice.personality), tools: agent.attendantTools, voice: voice)
        }
        let kept = try await store.platform.read { try $0.ultravoxAgent(of: business) }
        guard let wish else {
            if let kept { try await remove(kept) }
            return
        }
        let (fingerprint, now) = (try wish.fingerprint, clock())
        if let kept, kept.fingerprint == fingerprint, kept.dueAt.map({ $0 > now }) ?? true { return }
        let claimed = try await store.platform.write { transaction in
            try transaction.claimUltravoxAgent(of: business, at: now, until: now.addingTimeInterval(Limit.lease))
        }
        guard var agent = claimed else { return }
        await agent.note(send(wish, knownAs: agent.state.id), of: fingerprint, at: clock())
        try await store.platform.write { [agent] in try $0.save(agent) }
        guard let reason = agent.state.reason else { return }
        logger.warning(
            "An agent is not at Ultravox as it should be; calls are made without it",
            metadata: ["business_id": "\(business)", "reason": "\(reason)"])
    }

    private func send(_ draft: UltravoxAgent.Draft, knownAs id: String?) async -> Result<String, Transport.Failure> {
        do throws(Transport.Failure) {
            if let id {
                do throws(Transport.Failure) {
                    try await ultravox.replace(id, with: draft)
                    return .success(id)
                } catch {
                    guard error.isMissing else { return .failure(error) }
                }
            }
            // One that was made while its answer was lost is there under its name.
            if let found = try await ultravox.agents().first(where: { $0.name == draft.name }) {
                try await ultravox.replace(found.id, with: draft)
                return .success(found.id)
            }
            return .success(try await ultravox.create(draft).id)
        } catch {
            return .failure(error)
        }
    }

    private func remove(_ kept: KeptUltravoxAgent) async throws {
        if let id = kept.state.id {
            do throws(Transport.Failure) {
                try await ultravox.deleteAgent(id)
            } catch {
                guard error.isMissing else { throw error }
            }
        }
        try await store.platform.write { try $0.removeUltravoxAgent(of: kept.business) }
    }

    private func tenant(_ business: Business.ID) async throws -> Tenant? {
        do { return try await store.admission.admit(job: business) } catch is Admission.Refusal { return nil }
    }
}

extension KeptUltravoxAgent {
    /// Notes what became of an attempt.
    fileprivate mutating func note(_ outcome: Result<String, Transport.Failure>, of fingerprint: String, at now: Date) {
        self.fingerprint = fingerprint
        (claimedUntil, updatedAt) = (nil, now)
        switch outcome {
        case .success(let id):
            state = .init(id: id, name: .synchronised)
            (attempts, dueAt) = (0, nil)
        case .failure(let failure):
            attempts += 1
            (state.name, state.reason) = (failure.isFinal ? .refused : .waiting, failure.wordsOfUltravox)
            let wait = UltravoxAgents.wait(after: failure, attempts: attempts)
            dueAt = now.addingTimeInterval(wait)
        }
    }
}

extension UltravoxAgents {
    fileprivate static func wait(after failure: Transport.Failure, attempts: Int) -> TimeInterval {
        if failure.isFinal { return Limit.refused }
        if case .refused(_, _, let wish?) = failure { return min(wish / .seconds(1), Limit.refused) }
        return backoff.delay(afterFailures: attempts, jitter: .random(in: 0...1)) / .seconds(1)
    }
}

extension Transport.Failure {
    /// There is no such thing at the vendor's.
    var isMissing: Bool {
        if case .refused(404, _, _) = self { true } else { false }
    }

    /// The request makes no sense to the vendor.
    var isSenseless: Bool {
        if case .refused(400, _, _) = self { true } else { false }
    }

    /// The same request will be answered the same way.
    fileprivate var isFinal: Bool {
        guard case .refused(let status, _, _) = self else { return false }
        return (400..<500).contains(status) && ![408, 409, 425, 429].contains(status)
    }
}
