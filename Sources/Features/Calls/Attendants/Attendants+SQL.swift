import Conversation
import Core
import Foundation
import Storage

/// The attendants' own names of our calls, and what they have told us of them.
extension TenantTransaction {
    func insert(_ attendant: Attendant, of call: Call.ID, at instant: Date) throws {
        try execute(
            """
            INSERT INTO attendant_call (reference, attendant, call_id, medium, created_at)
            VALUES (\(attendant.reference), \(attendant.name), \(call), \(attendant.medium), \(instant))
            """)
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
    /// - Parameter billedSeconds: what it charges for, where the message says so.
    /// - Returns: false when it had told that before.
    func keep(_ event: String, of reference: String, billedSeconds: Int?, at instant: Date) throws -> Bool {
        try execute(
            """
            INSERT INTO attendant_event (reference, event, billed_seconds, received_at)
            VALUES (\(reference), \(event), \(billedSeconds), \(instant))
            ON CONFLICT (business_id, reference, event) DO NOTHING
            """) == 1
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
