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
    private let signature: UltravoxSignature
    private let clock: @Sendable () -> Date

    /// - Parameters:
    ///   - telephone: reads the words of calls whose sound does not pass here.
    ///   - secrets: sign what Ultravox tells; each that is in force.
    public init(
        calls: Calls, access: CallAccess, admission: Admission, telephone: UltravoxTelephone?, secrets: [Secret],
        clock: @escaping @Sendable () -> Date
    ) {
        self.telephone = telephone
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
    ) async throws -> ToolAnswer? {
        guard let (tenant, call) = try await access.tools(openedBy: token) else { return nil }
        guard tenant.id == business else { throw Problem.notFound("call") }
        guard case .object(var members) = arguments, let reference = members.removeValue(forKey: UltravoxAnswering.callIDName)?.text,
            try await known(as: reference, in: tenant) == call
        else { throw Problem.notFound("call") }
        return try await take(tool, .object(members), invocation: nil, in: call, of: tenant)
    }

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

    /// The header that tells Ultravox what to do with an answer.
    public static func header(for answer: ToolAnswer) -> (name: String, value: String) {
        (answer.endsCall ? UltravoxToolReaction.hangUp : .result).header
    }

    /// Takes a message about a call.
    ///
    /// - Parameter body: `{"event": "call.ended", "call": {…}}`, or `{"type": "tool_called", "callId": …, "data": {…}}`.
    /// - Throws: `Unproven`; `Problem` when there is no such business or call, or the message makes no sense.
    public func hear(
        _ body: [UInt8], signatures: String?, timestamp: String?, about business: Business.ID
    ) async throws -> Receipt {
        do {
            try signature.check(signatures: signatures, timestamp: timestamp, body: body, at: clock())
        } catch {
            throw Unproven()
        }
        let message: UltravoxNews
        do {
            message = try JSONDecoder().decode(UltravoxNews.self, from: Data(body))
        } catch {
            throw Problem.invalid("#", "The message has neither an event with a call nor a type with a callId.")
        }
        let tenant = try await tenant(business)
        guard let call = try await known(as: message.reference, in: tenant) else { throw Problem.notFound("call") }
        switch message.matter {
        case .tool(let name, let arguments, let invocation):
            return .answered(try await take(name, arguments, invocation: invocation, in: call, of: tenant))
        case .event(let name, let isEnd, let billed):
            let (now, reference) = (clock(), message.reference)
            let isNews = try await tenant.write { transaction in
                try transaction.keep(name, of: reference, billedSeconds: billed, at: now)
            }
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

/// A message of Ultravox's about one call, in its own envelope or in the one of our first clients.
private struct UltravoxNews: Decodable {
    /// Ultravox's name of the call.
    let reference: String
    let matter: Matter
    /// Whether it came in the envelope of our first clients.
    let isOurs: Bool

    enum Matter {
        case tool(name: String, arguments: JSONValue, invocation: String?)
        case event(name: String, isEnd: Bool, billedSeconds: Int?)
    }

    private enum CodingKeys: String, CodingKey {
        case event, call, type, callId, data
    }

    private static let longestName = 64

    init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        if let event = try container.decodeIfPresent(String.self, forKey: .event) {
            let call = try container.decode(UltravoxCall.self, forKey: .call)
            reference = call.id
            isOurs = false
            matter = .event(
                name: String(event.prefix(Self.longestName)), isEnd: event == "call.ended" && call.isFinished,
                billedSeconds: call.billedDuration.map { Int($0.components.seconds) })
            return
        }
        isOurs = true
        let type = try container.decode(String.self, forKey: .type)
        reference = try container.decode(String.self, forKey: .callId)
        let data = try container.decodeIfPresent(JSONValue.self, forKey: .data) ?? [:]
        guard type == "tool_called" else {
            matter = .event(name: String(type.prefix(Self.longestName)), isEnd: type == "call_ended", billedSeconds: nil)
            return
        }
        guard let name = (data["toolName"] ?? data["tool"])?.text else {
            throw DecodingError.dataCorruptedError(forKey: .data, in: container, debugDescription: "no tool is named")
        }
        matter = .tool(name: name, arguments: data["parameters"] ?? [:], invocation: data["invocationId"]?.text)
    }
}
