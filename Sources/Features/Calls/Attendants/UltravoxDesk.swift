public import Conversation
public import Core
public import Foundation
public import Storage
import Vendors

/// Where Ultravox reports: calls of tools, and what becomes of its calls. Each is believed by its own proof, and done once.
public struct UltravoxDesk: Sendable {
    private let calls: Calls
    private let access: CallAccess
    private let admission: Admission
    private let telephone: UltravoxTelephone?
    private let writer: UltravoxWriter?
    private let signature: UltravoxSignature
    private let clock: @Sendable () -> Date
    private let report: @Sendable (_ billedSeconds: Int) -> Void

    /// - Parameters:
    ///   - telephone: reads the words of calls whose sound does not pass here.
    ///   - answering: nil where no calls are given to Ultravox any more: what it still tells is taken.
    ///   - secrets: sign what Ultravox tells; each that is in force.
    ///   - report: told what each call is charged for, for metrics.
    public init(
        calls: Calls, access: CallAccess, admission: Admission, telephone: UltravoxTelephone?, answering: UltravoxAnswering?,
        secrets: [Secret], clock: @escaping @Sendable () -> Date, report: @escaping @Sendable (_ billedSeconds: Int) -> Void = { _ in }
    ) {
        self.telephone = telephone
        self.report = report
        writer = answering?.writer
        self.calls = calls
        self.access = access
        self.admission = admission
        self.clock = clock
        signature = UltravoxSignature(secrets: secrets)
    }

    /// Takes a tool's call.
    ///
    /// - Parameters:
    ///   - token: the one that was given to Ultravox for this call's tools.
    ///   - business: whose path it came on.
    ///   - arguments: an object, with Ultravox's name of the call as one of its members.
    /// - Returns: nil when the token opens nothing.
    /// - Throws: `Problem.notFound` when the token is another business's or another call's.
    public func call(
        _ tool: String, with arguments: JSONValue, token: Secret, of business: Business.ID
    ) async throws -> ToolReply? {
        guard let (tenant, call) = try await access.tools(openedBy: token) else { return nil }
        guard tenant.id == business else { throw Problem.notFound("call") }
        guard case .object(var members) = arguments, let reference = members.removeValue(forKey: Self.callIDName)?.text,
            try await known(as: reference, in: tenant) == call
        else { throw Problem.notFound("call") }
        let answer = try await take(tool, .object(members), invocation: nil, in: call, of: tenant)
        guard !answer.endsCall else { return ToolReply(text: answer.text, reaction: .hangUp) }
        let session = await calls.session(call, in: tenant)
        guard let writer, let news = try await session.news() else { return ToolReply(text: answer.text, reaction: .result) }
        // What the business has changed since the agent was told of it, the agent is told now.
        return ToolReply(stage: try JSONEncoder().encode(writer.stage(of: session, news, answering: answer, token: token)))
    }

    /// What Ultravox is answered when it calls a tool.
    public struct ToolReply: Sendable {
        public let body: [UInt8]
        public let mediaType: String
        /// Tells Ultravox what to do with it.
        public let header: (name: String, value: String)

        fileprivate init(text: String, reaction: UltravoxToolReaction) {
            body = Array(text.utf8)
            mediaType = "text/plain; charset=utf-8"
            header = reaction.header
        }

        fileprivate init(stage: Data) {
            body = Array(stage)
            mediaType = "application/json"
            header = UltravoxToolReaction.newStage.header
        }
    }

    /// The member under which Ultravox's own name of the call comes with each call of a tool.
    public static let callIDName = "ultravox_call_id"
    /// What a call is marked with at Ultravox: whose it is.
    static let businessKey = "business"

    /// A message was taken, now or when it came before.
    public enum Receipt: Sendable, Hashable {
        /// One of Ultravox's own, which wants no answer.
        case noted
        /// One in the other envelope.
        case acknowledged
        /// A tool was called with it.
        case answered(ToolAnswer)
    }

    /// A message that is not proven to be Ultravox's: unsigned, signed otherwise, or of another time.
    public struct Unproven: Error {}

    /// The headers that prove a message.
    public static let signatureHeader = UltravoxSignature.signatureHeader
    public static let timestampHeader = UltravoxSignature.timestampHeader

    /// Takes a message about a call of one business.
    ///
    /// - Parameter body: `{"event": "call.ended", "call": {…}}`, or `{"type": "tool_called", "callId": …, "data": {…}}`.
    /// - Throws: `Unproven`; `Problem` when there is no such business or call, or the message makes no sense.
    public func hear(
        _ body: [UInt8], signatures: String?, timestamp: String?, about business: Business.ID
    ) async throws -> Receipt {
        let message = try proven(body, signatures: signatures, timestamp: timestamp)
        let tenant = try await tenant(business)
        guard let call = try await known(as: message.reference, in: tenant) else { throw Problem.notFound("call") }
        return try await take(message, about: call, in: tenant)
    }

    /// Takes a message about any call of the account, which tells itself whose call it was. Of calls that are nobody's here nothing comes:
    /// the account may be used for others, and who is refused tells again and again.
    ///
    /// - Throws: as `hear(_:signatures:timestamp:about:)`, but never that there is no such call.
    public func hear(_ body: [UInt8], signatures: String?, timestamp: String?) async throws {
        let message = try proven(body, signatures: signatures, timestamp: timestamp)
        guard let business = message.business else { return }
        let tenant: Tenant
        do { tenant = try await admission.admit(signedMessageFor: business) } catch is Admission.Refusal { return }
        guard let call = try await known(as: message.reference, in: tenant) else { return }
        _ = try await take(message, about: call, in: tenant)
    }

    private func proven(_ body: [UInt8], signatures: String?, timestamp: String?) throws -> UltravoxNews {
        do {
            try signature.check(signatures: signatures, timestamp: timestamp, body: body, at: clock())
        } catch {
            throw Unproven()
        }
        do {
            return try JSONDecoder().decode(UltravoxNews.self, from: Data(body))
        } catch {
            throw Problem.invalid("#", "The message has neither an event with a call nor a type with a callId.")
        }
    }

    private func take(_ message: UltravoxNews, about call: Call.ID, in tenant: Tenant) async throws -> Receipt {
        switch message.matter {
        case .tool(let name, let arguments, let invocation):
            return .answered(try await take(name, arguments, invocation: invocation, in: call, of: tenant))
        case .event(let name, let isEnd, let usage):
            let (now, reference) = (clock(), message.reference)
            let isNews = try await tenant.write { transaction in
                try transaction.keep(name, of: reference, usage: usage, at: now)
            }
            if isNews, name == UltravoxNews.billed, let seconds = usage.billedSeconds { report(seconds) }
            if isNews, isEnd { try await end(call, knownAs: reference, in: tenant) }
            return message.isOurs ? .acknowledged : .noted
        }
    }

    private func take(
        _ tool: String, _ arguments: JSONValue, invocation: String?, in call: Call.ID, of tenant: Tenant
    ) async throws -> ToolAnswer {
        do {
            let session = await calls.session(call, in: tenant)
            try await telephone?.readAll(of: session, toSettleWith: tool)
            return try await session.call(tool, with: arguments, invocation: invocation)
        } catch CallSession.TurnError.ended {
            return ToolAnswer("Refused: this call has ended.", isRefused: true, endsCall: true)
        }
    }

    /// Ends our call with Ultravox's, unless a line of ours holds it, which knows better, or somebody else has taken over, or is rung.
    private func end(_ call: Call.ID, knownAs reference: String, in tenant: Tenant) async throws {
        let session = await calls.session(call, in: tenant)
        guard await !session.hasLines, let attendant = try await session.presentAttendant(),
            attendant.name == UltravoxAnswering.name, attendant.reference == reference
        else { return }
        try await telephone?.readAll(of: session)
        guard try await !tenant.read({ transaction in try transaction.isAwaitingPerson(call) }) else { return }
        try await session.end(.agent)
    }

    private func known(as reference: String, in tenant: Tenant) async throws -> Call.ID? {
        try await tenant.read { transaction in try transaction.call(knownAs: reference, to: UltravoxAnswering.name) }
    }

    private func tenant(_ business: Business.ID) async throws -> Tenant {
        do {
            return try await admission.admit(signedMessageFor: business)
        } catch is Admission.Refusal {
            throw Problem.notFound("business")
        }
    }
}
