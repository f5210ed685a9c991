public import Core
public import Foundation
public import Logging
public import Storage
public import Vendors

/// Calls that we make: the customer of a ticket is rung and joined with the agent.
public struct CallBacks: Sendable {
    /// How calls are placed.
    public struct Dialler: Sendable {
        let account: TwilioAccount
        let webhooks: @Sendable (_ number: String, Call.ID) -> Webhooks

        /// - Parameter webhooks: what the telephone company asks and tells about a call from one of our numbers.
        public init(account: TwilioAccount, webhooks: @escaping @Sendable (_ number: String, Call.ID) -> Webhooks) {
            self.account = account
            self.webhooks = webhooks
        }
    }

    public struct Webhooks: Sendable, Hashable {
        let answered: String
        let status: String

        public init(answered: String, status: String) {
            self.answered = answered
            self.status = status
        }
    }

    /// How long it rings, in seconds.
    private static let ringing = 30
    /// Within this time nobody can say that a call was not placed after all. In seconds.
    private static let uncertain = 90.0

    private let store: Store
    private let calls: Calls
    private let dialler: Dialler?
    private let clock: @Sendable () -> Date
    private let logger: Logger

    /// - Parameter dialler: nil where no telephone account is configured.
    public init(store: Store, calls: Calls, dialler: Dialler?, clock: @escaping @Sendable () -> Date, logger: Logger) {
        self.store = store
        self.calls = calls
        self.dialler = dialler
        self.clock = clock
        self.logger = logger
    }

    /// Rings the customer of a ticket, unless that is being done: then nothing new happens, and the call going on is returned.
    ///
    /// - Throws: `Problem` when there is no such ticket, nobody to be rung, no number to ring from, or the telephone company refuses.
    public func place(for ticket: Ticket.ID, in tenant: Tenant) async throws -> CallBack {
        guard let dialler else { throw Problem.telephoneNotConfigured }
        guard let number = try await store.platform.read({ try $0.numbers(of: tenant.id).first?.number }) else {
            throw Problem.conflict("The business has no telephone number to call from; its operator assigns one.")
        }
        switch try await prepare(ticket, in: tenant) {
        case .going(let callBack): return callBack
        case .new(let callBack, let customer):
            try await ring(customer, from: number, for: callBack, over: dialler, in: tenant)
            return callBack
        }
    }

    private enum Plan: Sendable {
        case going(CallBack)
        case new(CallBack, customer: String)
    }

    private func prepare(_ id: Ticket.ID, in tenant: Tenant) async throws -> Plan {
        let now = clock()
        return try await tenant.write { transaction in
            guard let ticket = try transaction.ticket(id) else { throw Problem.notFound("ticket") }
            guard try transaction.serviceTerms().answersCalls else { throw Problem.agentUnavailable }
            let region = try transaction.profile().region
            guard let phone = ticket.customerPhone?.reread(in: region), let customer = phone.e164 else {
                throw Problem.conflict("The ticket has no telephone number that can be dialled.")
            }
            if let known = try transaction.callBack(for: id), try transaction.isGoing(known, at: now) { return .going(known) }
            let call = calls.newCall(from: phone, over: .phone, in: tenant)
            try transaction.insert(call)
            let callBack = CallBack(ticket: id, call: call.id, askedAt: now)
            try transaction.save(callBack)
            return .new(callBack, customer: customer)
        }
    }

    private func ring(
        _ customer: String, from number: String, for callBack: CallBack, over dialler: Dialler, in tenant: Tenant
    ) async throws {
        let webhooks = dialler.webhooks(number, callBack.call)
        let wish = TwilioAccount.OutgoingCall(
            to: customer, from: number, url: webhooks.answered, statusURL: webhooks.status, timeout: Self.ringing)
        do throws(Transport.Failure) {
            _ = try await dialler.account.call(wish)
        } catch {
            logger.warning("A call-back was not placed", metadata: ["call_id": "\(callBack.call)", "error": "\(error)"])
            switch error {
            case .refused:
                try await tenant.write { transaction in try transaction.remove(callBack) }
                try await calls.session(callBack.call, in: tenant).end(.abandoned)
            case .unreachable, .timedOut, .tooLarge, .garbled, .cancelled:
                // It may ring all the same; then its webhooks arrive, and until then nobody is rung again.
                break
            }
            throw Problem.telephoneFailed(error.sentence)
        }
    }

    fileprivate static func isUncertain(_ callBack: CallBack, at now: Date) -> Bool {
        now.timeIntervalSince(callBack.askedAt) < uncertain
    }
}

/// The last attempt to ring the customer of a ticket.
public struct CallBack: Sendable, Hashable, Codable {
    public var ticket: Ticket.ID
    public var call: Call.ID
    public var askedAt: Date

    enum CodingKeys: String, CodingKey {
        case ticket = "ticket_id"
        case call = "call_id"
        case askedAt = "asked_at"
    }
}

extension TenantTransaction {
    fileprivate func callBack(for ticket: Ticket.ID) throws -> CallBack? {
        try row("SELECT * FROM call_back WHERE ticket_id = \(ticket)").map { row in
            CallBack(ticket: try row.get("ticket_id"), call: try row.get("call_id"), askedAt: try row.get("asked_at"))
        }
    }

    /// Whether it rings, or they talk, or nobody knows yet.
    fileprivate func isGoing(_ callBack: CallBack, at now: Date) throws -> Bool {
        guard try call(callBack.call)?.isEnded == false else { return false }
        return try phoneLeg(of: callBack.call).map { !$0.status.isFinal } ?? CallBacks.isUncertain(callBack, at: now)
    }

    fileprivate func save(_ callBack: CallBack) throws {
        try execute(
            """
            INSERT INTO call_back (ticket_id, call_id, asked_at) VALUES (\(callBack.ticket), \(callBack.call), \(callBack.askedAt))
            ON CONFLICT (business_id, ticket_id) DO UPDATE SET call_id = excluded.call_id, asked_at = excluded.asked_at
            """)
    }

    fileprivate func remove(_ callBack: CallBack) throws {
        try execute("DELETE FROM call_back WHERE ticket_id = \(callBack.ticket) AND call_id = \(callBack.call)")
    }
}

extension Problem {
    public static let telephoneNotConfigured = Problem(
        code: "telephone-not-configured", status: 501, title: "No telephone",
        detail: "This platform has no telephone account; its operator can set one up.")

    /// - Parameter reason: how the telephone company answered.
    public static func telephoneFailed(_ reason: String) -> Problem {
        Problem(
            code: "telephone-failed", status: 502, title: "The call was not made",
            detail: "The telephone company did not make the call: \(reason)",
            retryAfterSeconds: 120)
    }
}
