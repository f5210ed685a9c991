import Conversation
import Core
import Foundation
import Storage

/// The attendants' own names of our calls, and what they have told us of them.
extension TenantTransaction {
    /// - Parameter version: of the business's data that it was told of.
    func insert(_ attendant: Attendant, of call: Call.ID, toldOf version: Int, at instant: Date) throws {
        try execute(
            """
            INSERT INTO attendant_call (reference, attendant, call_id, medium, told_version, created_at)
            VALUES (\(attendant.reference), \(attendant.name), \(call), \(attendant.medium), \(version), \(instant))
            """)
    }

    /// Of which version of the business's data the newest attendant of a call was told; nil where there is none.
    func versionTold(toAttendantOf call: Call.ID) throws -> Int? {
        try row(
            "SELECT told_version FROM attendant_call WHERE call_id = \(call) ORDER BY created_at DESC, reference LIMIT 1"
        )?.get("told_version")
    }

    func note(told version: Int, toAttendantOf call: Call.ID) throws {
        guard let attendant = try attendant(of: call) else { return }
        try execute("UPDATE attendant_call SET told_version = \(version) WHERE reference = \(attendant.reference)")
    }

    /// The call that an attendant knows by a name of its own.
    func call(knownAs reference: String, to attendant: String) throws -> Call.ID? {
        try row("SELECT call_id FROM attendant_call WHERE reference = \(reference) AND attendant = \(attendant)")?.get("call_id")
    }

    /// The newest attendant of a call.
    func attendant(of call: Call.ID) throws -> Attendant? {
        try row(
            """
            SELECT attendant, reference, medium FROM attendant_call WHERE call_id = \(call)
            ORDER BY created_at DESC, reference LIMIT 1
            """
        ).map { Attendant(name: try $0.get("attendant"), reference: try $0.get("reference"), medium: try $0.get("medium")) }
    }

    /// Keeps what an attendant's company has told about a call.
    ///
    /// - Parameter usage: what the message says of it.
    /// - Returns: false when it had told that before.
    func keep(_ event: String, of reference: String, usage: AttendantUsage = AttendantUsage(), at instant: Date) throws -> Bool {
        let isNews =
            try execute(
                """
                INSERT INTO attendant_event (reference, event, billed_seconds, received_at)
                VALUES (\(reference), \(event), \(usage.billedSeconds), \(instant))
                ON CONFLICT (business_id, reference, event) DO NOTHING
                """) == 1
        guard isNews else { return false }
        if let reason = usage.endReason {
            try execute("UPDATE attendant_call SET end_reason = \(reason) WHERE reference = \(reference)")
        }
        if let seconds = usage.billedSeconds {
            try execute("UPDATE attendant_call SET billed_seconds = \(seconds) WHERE reference = \(reference)")
        }
        return true
    }

    /// What a call took of an attendant's company, with all lines that it was held on.
    func attendantUsage(of call: Call.ID) throws -> AttendantUsage {
        let lines = try rows(
            "SELECT end_reason, billed_seconds FROM attendant_call WHERE call_id = \(call) ORDER BY created_at, reference DESC")
        let billed: [Int] = try lines.compactMap { try $0.get("billed_seconds") }
        return AttendantUsage(
            endReason: try lines.last?.get("end_reason"), billedSeconds: billed.isEmpty ? nil : billed.reduce(0, +))
    }

    /// What a call of a tool was answered the first time that it came.
    func toolAnswer(to invocation: String, in call: Call.ID) throws -> ToolAnswer? {
        try row("SELECT answer FROM tool_answer WHERE call_id = \(call) AND invocation = \(invocation)")?
            .json("answer", as: ToolAnswer.self)
    }

    func keep(_ answer: ToolAnswer, to invocation: String, in call: Call.ID, at instant: Date) throws {
        try execute(
            """
            INSERT INTO tool_answer (call_id, invocation, answer, created_at)
            VALUES (\(call), \(invocation), \(json: answer), \(instant))
            """)
    }

    /// What was said since the last thing was done, in order, as far as it can matter still.
    func conversation(of call: Call.ID, limit: Int) throws -> [TranscriptLine] {
        let start = try lastEvent(named: "actionDone", of: call)?.sequence ?? 0
        let rows = try rows(
            """
            SELECT body FROM call_event WHERE call_id = \(call) AND kind IN ('heard', 'said') AND sequence > \(start)
            ORDER BY sequence DESC LIMIT \(limit)
            """)
        return try rows.reversed().compactMap { row in
            switch try row.json("body", as: CallEvent.Kind.self) {
            case .heard(let text, _, _): TranscriptLine(isCaller: true, text: text)
            case .said(let text): TranscriptLine(isCaller: false, text: text)
            default: nil
            }
        }
    }
}
