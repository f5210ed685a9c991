import Conversation
public import Core
public import Foundation
public import Logging
public import Storage
import Vendors

/// Calls on the telephone, from the first ring to the last report: decides what the caller meets. What it is asked may be asked
/// again, and comes in any order.
public struct PhoneCalls: Sendable {
    /// From the answer to a ring until the line is there.
    private static let tokenSeconds = 120.0
    /// A call whose line was lost more often than this is not mended by another one.
    private static let mostConnections = 20

    private let store: Store
    private let calls: Calls
    private let identifiers: IdentifierSource
    private let clock: @Sendable () -> Date
    private let ultravox: UltravoxTelephone?
    private let canTalk: @Sendable (Tenant) async -> Bool
    private let logger: Logger

    /// - Parameters:
    ///   - ultravox: answers the calls of businesses that want them answered there; nil where it is not configured.
    ///   - canTalk: whether a business's callers could be heard and answered aloud just now.
    public init(
        store: Store, calls: Calls, identifiers: IdentifierSource, clock: @escaping @Sendable () -> Date,
        ultravox: UltravoxTelephone? = nil, canTalk: @escaping @Sendable (Tenant) async -> Bool, logger: Logger
    ) {
        self.ultravox = ultravox
        self.store = store
        self.calls = calls
        self.identifiers = identifiers
        self.clock = clock
        self.canTalk = canTalk
        self.logger = logger
    }

    /// A leg as its reports name it.
    public struct Reference: Sendable, Hashable {
        public let leg: PhoneLeg.ID
        /// The business's number, in E.164.
        public let number: String

        public init(leg: PhoneLeg.ID, number: String) {
            self.leg = leg
            self.number = number
        }
    }

    // MARK: What a caller meets

    /// It rings.
    ///
    /// - Parameter caller: nil for one who hides their number.
    public func incoming(_ reference: Reference, from caller: PhoneNumber?) async throws -> PhoneStep {
        let tenant: Tenant
        do {
            tenant = try await store.admission.admit(dialledNumber: reference.number)
        } catch Admission.Refusal.inactive, Admission.Refusal.suspended {
            return .refuse(PhoneSentences.switchedOff)
        } catch is Admission.Refusal {
            logger.notice("A number that is nobody's was called", metadata: ["leg": "\(reference.leg)"])
            return .refuse(PhoneSentences.notInService)
        }
        if let announcement = try await tenant.read({ try $0.announcement(to: caller) }) { return .refuse(announcement) }
        let call = calls.newCall(from: caller, over: .phone, in: tenant)
        let known = try await tenant.write { transaction in
            try transaction.leg(reference, for: call, direction: .inbound).call
        }
        guard try await !isEnded(known, in: tenant) else { return .hangUp }
        return try await firstStep(of: known, in: tenant)
    }

    /// A call that was placed from here has its name at the telephone company, whoever tells of it first.
    public func attach(_ reference: Reference, to call: Call.ID) async throws {
        let tenant: Tenant
        do {
            tenant = try await store.admission.admit(dialledNumber: reference.number)
        } catch is Admission.Refusal {
            return
        }
        try await tenant.write { transaction in
            guard let call = try transaction.call(call), try transaction.phoneLeg(of: call.id) == nil else { return }
            _ = try transaction.addLeg(reference, of: call, direction: .outbound)
        }
    }

    /// The caller of a call that was placed from here has picked up, or one who was asked to choose has chosen the agent.
    public func connect(_ reference: Reference) async throws -> PhoneStep {
        guard let (tenant, leg) = try await find(reference), try await !isEnded(leg.call, in: tenant) else { return .hangUp }
        return try await talk(leg.call, in: tenant)
    }

    /// The caller would rather leave a message.
    public func message(_ reference: Reference) async throws -> PhoneStep {
        guard let (tenant, leg) = try await find(reference), try await !isEnded(leg.call, in: tenant) else { return .hangUp }
        return .takeMessage(PhoneSentences.leaveMessage)
    }

    /// The agent's line has ended: the call is over, or was given away, or the line was lost.
    public func lineEnded(_ reference: Reference) async throws -> PhoneStep {
        guard let (tenant, leg) = try await find(reference) else { return .hangUp }
        try await ultravox?.lineEnded(of: calls.session(leg.call, in: tenant))
        let (isEnded, isAwaitingPerson, handOffNumber) = try await tenant.read { transaction in
            (
                try transaction.call(leg.call)?.isEnded ?? true, try transaction.isAwaitingPerson(leg.call),
                try transaction.profile(of: leg.call).handOffNumber?.e164
            )
        }
        if isEnded || leg.status.isFinal { return .hangUp }
        if isAwaitingPerson {
            if let handOffNumber { return .ring(number: handOffNumber) }
            try await calls.session(leg.call, in: tenant).handOffFailed()
        }
        guard leg.connections <= Self.mostConnections else {
            try await calls.session(leg.call, in: tenant).end(.abandoned)
            return .refuse(PhoneSentences.trouble)
        }
        return try await talk(leg.call, in: tenant)
    }

    /// The person who was rung has hung up, or has not taken the call.
    public func ringEnded(_ reference: Reference) async throws -> PhoneStep {
        guard let (tenant, leg) = try await find(reference), try await !isEnded(leg.call, in: tenant) else { return .hangUp }
        try await calls.session(leg.call, in: tenant).handOffFailed()
        return try await talk(leg.call, in: tenant)
    }

    /// What the person who was rung is told before taking the call; nil when nobody waits any more.
    public func whisper(_ reference: Reference) async throws -> String? {
        guard let (tenant, leg) = try await find(reference) else { return nil }
        return try await tenant.read { transaction in
            guard try transaction.isAwaitingPerson(leg.call), try transaction.call(leg.call)?.isEnded == false,
                case .transferred(let reason)? = try transaction.lastEvent(named: "transferred", of: leg.call)?.kind
            else { return nil }
            return PhoneSentences.whisper(reason, business: try transaction.profile().name)
        }
    }

    /// The person who was rung takes the call: the agent's part is over.
    ///
    /// - Returns: whether the two may be joined.
    public func taken(_ reference: Reference) async throws -> Bool {
        guard let (tenant, leg) = try await find(reference),
            try await tenant.read({ transaction in try transaction.isAwaitingPerson(leg.call) })
        else { return false }
        try await calls.session(leg.call, in: tenant).end(.agent)
        let ended = try await tenant.read { transaction in try transaction.lastEvent(named: "ended", of: leg.call)?.kind }
        // A caller who has hung up meanwhile cannot be joined with anybody.
        return if case .ended(_, .agent)? = ended { true } else { false }
    }

    // MARK: What the telephone company reports

    /// A message was left.
    public func recorded(_ message: VoiceMessage, on reference: Reference) async throws {
        guard let (tenant, leg) = try await find(reference) else { return }
        try await calls.session(leg.call, in: tenant).keep(message)
    }

    /// - Returns: the leg as it is now; nil when it is nobody's.
    @discardableResult
    public func report(_ report: PhoneLeg.Report, on reference: Reference) async throws -> PhoneLeg? {
        guard let (tenant, known) = try await find(reference) else { return nil }
        let now = clock()
        let leg = try await tenant.write { transaction in
            let leg = (try transaction.phoneLeg(known.id) ?? known).after(report)
            try transaction.update(leg, at: now)
            return leg
        }
        if leg.status.isFinal {
            try await ultravox?.readAll(of: calls.session(leg.call, in: tenant))
            try await calls.session(leg.call, in: tenant).end(leg.status == .completed ? .caller : .abandoned)
        }
        return leg
    }

    // MARK: The agent's line

    /// A caller's place in a call: whom the line belongs to, and what happens in the call from now on.
    public struct Line: Sendable {
        public let session: CallSession
        public let events: EventFeed<CallEvent>
        /// The business's number that was called, in E.164.
        let number: String
    }

    /// Whether the business that was called still has its calls taken.
    public func takesCalls(_ line: Line) async throws -> Bool {
        do {
            return try await store.admission.admit(dialledNumber: line.number).id == line.session.tenant.id
        } catch is Admission.Refusal {
            return false
        }
    }

    /// - Returns: nil when the token does not open the call of this leg, was used before, or the call is over.
    public func join(_ leg: PhoneLeg.ID, with token: Secret) async throws -> Line? {
        let (tenant, opened): (Tenant, String)
        do {
            (tenant, opened) = try await store.admission.admit(lineToken: token)
        } catch is Admission.Refusal {
            return nil
        }
        let now = clock()
        let joined = try await tenant.write { transaction -> (call: Call, number: String)? in
            guard var leg = try transaction.phoneLeg(leg), leg.call.rawValue == opened, let call = try transaction.call(leg.call) else {
                return nil
            }
            leg.connections += 1
            try transaction.update(leg, at: now)
            return (call, leg.number)
        }
        guard let (call, number) = joined, !call.isEnded else { return nil }
        let session = await calls.session(call.id, in: tenant)
        return Line(
            session: session, events: EventFeed(of: call.id, after: call.lastSequence, in: tenant, hub: calls.hub), number: number)
    }

    // MARK: Inside

    private func firstStep(of call: Call.ID, in tenant: Tenant) async throws -> PhoneStep {
        let now = clock()
        let (profile, isOpen) = try await tenant.read { transaction in
            let profile = try transaction.profile()
            let local = now.local(in: profile.zone)
            return (profile, try transaction.openingHours().isOpen(on: local.date, at: local.time))
        }
        guard await canTalk(tenant) else { return .takeMessage(PhoneSentences.nobodyThere(profile.name)) }
        switch profile.afterHours ?? .agent {
        case .voicemail where !isOpen: return .takeMessage(PhoneSentences.closed(profile.name))
        case .choice where !isOpen:
            return .choose(PhoneSentences.choice(profile.name), otherwise: PhoneSentences.leaveMessage)
        case .agent, .voicemail, .choice: return try await talk(call, in: tenant)
        }
    }

    private func talk(_ call: Call.ID, in tenant: Tenant) async throws -> PhoneStep {
        if let address = try await ultravox?.address(for: calls.session(call, in: tenant)) { return .join(address: address) }
        let (identifiers, now) = (identifiers, clock())
        let token = try await store.platform.write { transaction in
            try transaction.expectUsage(of: tenant.id, at: now)
            return try transaction.issueLineToken(
                for: tenant.id, call: call.rawValue, identifiers: identifiers, at: now,
                expiresAt: now.addingTimeInterval(Self.tokenSeconds))
        }
        return .talk(token: token)
    }

    private func isEnded(_ call: Call.ID, in tenant: Tenant) async throws -> Bool {
        try await tenant.read { transaction in try transaction.call(call)?.isEnded ?? true }
    }

    /// - Returns: nil when the number is nobody's, or its business has no such leg.
    private func find(_ reference: Reference) async throws -> (Tenant, PhoneLeg)? {
        do {
            let tenant = try await store.admission.admit(dialledNumber: reference.number)
            return try await tenant.read { transaction in try transaction.phoneLeg(reference.leg) }.map { (tenant, $0) }
        } catch is Admission.Refusal {
            return nil
        }
    }
}

extension TenantTransaction {
    /// The leg, with its call: as known, or written down now.
    func leg(_ reference: PhoneCalls.Reference, for call: Call, direction: PhoneLeg.Direction) throws -> PhoneLeg {
        if let known = try phoneLeg(reference.leg) { return known }
        try insert(call)
        return try addLeg(reference, of: call, direction: direction)
    }

    func addLeg(_ reference: PhoneCalls.Reference, of call: Call, direction: PhoneLeg.Direction) throws -> PhoneLeg {
        let leg = PhoneLeg(
            id: reference.leg, call: call.id, number: reference.number, direction: direction, status: .ringing, statusSequence: -1,
            durationSeconds: nil, connections: 0, startedAt: call.startedAt)
        try insert(leg)
        return leg
    }
}
