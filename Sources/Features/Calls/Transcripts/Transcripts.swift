public import Core
public import Foundation
public import Storage

/// What was said in a call, for its business: each line once, as the caller heard it.
public struct CallTranscript: Sendable, Hashable, Encodable {
    public let callId: String
    public let startedAt: Date
    public let endedAt: Date?
    public let lines: [Line]

    public struct Line: Sendable, Hashable, Encodable {
        public let sequence: Int
        public let at: Date
        public let role: Role
        public let text: String
        /// The caller broke in: this much was heard.
        public let interrupted: Bool
    }

    public enum Role: String, Sendable, Hashable, Encodable {
        case user, agent
    }
}

/// Hands out transcripts and deletes them.
public enum Transcripts {
    /// A call with more lines than this is cut off in the export.
    private static let mostEvents = 10_000

    /// - Throws: `Problem` when there is no such call.
    public static func transcript(of call: Call.ID, in tenant: Tenant) async throws -> CallTranscript {
        try await tenant.read { transaction in
            guard let found = try transaction.call(call) else { throw Problem.notFound("call") }
            let events = try transaction.events(of: call, after: 0, limit: mostEvents)
            let hides = try transaction.profile().privacy.hidesPersonalData
            return CallTranscript(
                callId: call.rawValue, startedAt: found.startedAt, endedAt: found.endedAt, lines: lines(events, hidesPersonalData: hides))
        }
    }

    /// Deletes what was said in a call that is over, and its recording. What was agreed stays in the books.
    ///
    /// - Throws: `Problem` when there is no such call, or it still goes on.
    public static func delete(_ call: Call.ID, recordings: Recordings?, in tenant: Tenant) async throws {
        try await tenant.write { transaction in
            guard let found = try transaction.call(call) else { throw Problem.notFound("call") }
            guard found.isEnded else { throw Problem.conflict("This call still goes on. Delete its transcript when it is over.") }
            try transaction.execute("DELETE FROM call_event WHERE call_id = \(call)")
            try transaction.execute("DELETE FROM tool_answer WHERE call_id = \(call)")
        }
        try await recordings?.delete(call, in: tenant)
    }

    static func lines(_ events: [CallEvent], hidesPersonalData: Bool) -> [CallTranscript.Line] {
        var cuts: [Int: String] = [:]
        for case .cut(let sentence, let heard) in events.map(\.kind) { cuts[sentence] = heard }
        return events.compactMap { event in
            let (role, said): (CallTranscript.Role, String)
            switch event.kind {
            case .heard(let text, _, _): (role, said) = (.user, text)
            case .said(let text), .filled(let text, _): (role, said) = (.agent, cuts[event.sequence] ?? text)
            default: return nil
            }
            guard !said.isEmpty else { return nil }
            return CallTranscript.Line(
                sequence: event.sequence, at: event.at, role: role, text: hidesPersonalData ? PersonalData.hidden(in: said) : said,
                interrupted: cuts[event.sequence] != nil)
        }
    }
}
