import Conversation
public import Core
public import Foundation
public import Storage

/// The log and the row of a call. Rows are only ever added to the log.
extension TenantTransaction {
    func insert(_ call: Call) throws {
        try execute(
            """
            INSERT INTO voice_session (id, started_at, phone, channel, status, outcome, last_sequence, updated_at)
            VALUES (\(call.id), \(call.startedAt), \(call.phone?.written), \(call.channel), 'active', \(call.outcome),
                \(call.lastSequence), \(call.startedAt))
            """)
    }

    public func call(_ id: Call.ID) throws -> Call? {
        try row("SELECT * FROM voice_session WHERE id = \(id)").map { try Call($0) }
    }

    /// Who a call comes from. A number that anybody may have typed proves nothing, and is told no customer's name.
    func caller(of id: Call.ID) throws -> Caller {
        guard let call = try call(id), let phone = call.phone else { return Caller() }
        let isProven = call.channel.provesNumber
        return Caller(phone: phone, knownName: isProven ? try customer(calling: phone)?.name : nil, isProven: isProven)
    }

    /// Calls in progress that took a turn since an instant, the oldest first.
    public func activeCalls(since instant: Date, limit: Int) throws -> [Call] {
        try rows(
            """
            SELECT * FROM voice_session WHERE status = 'active' AND last_sequence > 0 AND updated_at >= \(instant)
            ORDER BY started_at LIMIT \(limit)
            """
        ).map { try Call($0) }
    }

    /// Adds events after `sequence`, and moves the call's row along with them.
    ///
    /// - Parameter outcome: what came of the call so far: a revived call, and one that breaks off, still know it.
    /// - Returns: the events with their numbers, or nil when somebody else has written to the log meanwhile.
    func append(
        _ kinds: [CallEvent.Kind], to call: Call.ID, after sequence: Int, outcome: Call.Outcome, at instant: Date
    ) throws -> [CallEvent]? {
        guard !kinds.isEmpty else { return [] }
        let moved = try execute(
            """
            UPDATE voice_session SET last_sequence = \(sequence + kinds.count), outcome = \(outcome), updated_at = \(instant)
            WHERE id = \(call) AND last_sequence = \(sequence) AND status = 'active'
            """)
        guard moved == 1 else { return nil }
        let position = try next("event_position", count: kinds.count)
        let events = kinds.enumerated().map { index, kind in
            CallEvent(call: call, sequence: sequence + 1 + index, position: position + index, at: instant, kind: kind)
        }
        for event in events {
            try execute(
                """
                INSERT INTO call_event (position, call_id, sequence, at, kind, body)
                VALUES (\(event.position), \(event.call), \(event.sequence), \(event.at), \(event.kind.name), \(json: event.kind))
                """)
            if case .ended(_, let reason) = event.kind {
                try execute("UPDATE voice_session SET status = 'ended', ended_at = \(instant) WHERE id = \(call)")
                // A call that was only greeted, or in which the agent could not serve, is no session to pay for.
                if reason != .unavailable, try isUsed(call) {
                    try enterInLedger(
                        call, talkedUntil: reason == .abandoned ? lastHeard(in: call, at: sequence) : instant, endedAt: instant)
                }
            }
        }
        return events
    }

    /// Whether the caller did anything: said or typed something, pressed keys, filled in the form, left a message.
    private func isUsed(_ call: Call.ID) throws -> Bool {
        try row(
            "SELECT sequence FROM call_event WHERE call_id = \(call) AND kind IN ('heard', 'formEdited', 'actionDone') LIMIT 1") != nil
    }

    private func lastHeard(in call: Call.ID, at sequence: Int) throws -> Date? {
        try row("SELECT at FROM call_event WHERE call_id = \(call) AND sequence = \(sequence)")?.get("at")
    }

    /// Calls in progress that took no turn since an instant.
    func silentCalls(since instant: Date, limit: Int) throws -> [Call.ID] {
        try rows(
            """
            SELECT id FROM voice_session WHERE status = 'active' AND last_sequence > 0 AND updated_at < \(instant)
            ORDER BY started_at LIMIT \(limit)
            """
        ).map { try $0.get("id") }
    }

    /// Whether calls are in progress, or may still begin that were let in since an instant.
    func hasCalls(since instant: Date) throws -> Bool {
        try row(
            "SELECT id FROM voice_session WHERE status = 'active' AND (last_sequence > 0 OR started_at >= \(instant)) LIMIT 1") != nil
    }

    /// The log of a call after a sequence number, in order.
    public func events(of call: Call.ID, after sequence: Int, limit: Int) throws -> [CallEvent] {
        try rows("SELECT * FROM call_event WHERE call_id = \(call) AND sequence > \(sequence) ORDER BY sequence LIMIT \(limit)")
            .map { try CallEvent($0) }
    }

    /// The logs of all calls of the business after a position, in order of commits.
    public func events(after position: Int, limit: Int) throws -> [CallEvent] {
        try rows("SELECT * FROM call_event WHERE position > \(position) ORDER BY position LIMIT \(limit)").map { try CallEvent($0) }
    }

    /// The position of the newest event; 0 before the first.
    public func lastPosition() throws -> Int {
        try row("SELECT value FROM counter WHERE name = 'event_position'")?.get("value") ?? 0
    }

    /// The newest event of one kind in a call.
    func lastEvent(named name: String, of call: Call.ID) throws -> CallEvent? {
        try row("SELECT * FROM call_event WHERE call_id = \(call) AND kind = \(name) ORDER BY sequence DESC LIMIT 1").map {
            try CallEvent($0)
        }
    }
}

extension Call {
    fileprivate init(_ row: Row) throws {
        let phone: String? = try row.get("phone")
        self.init(
            id: try row.get("id"), startedAt: try row.get("started_at"), endedAt: try row.get("ended_at"),
            phone: phone.flatMap { PhoneNumber($0) }, channel: try row.get("channel"), outcome: try row.get("outcome"),
            lastSequence: try row.get("last_sequence"))
    }
}

extension CallEvent {
    fileprivate init(_ row: Row) throws {
        self.init(
            call: try row.get("call_id"), sequence: try row.get("sequence"), position: try row.get("position"), at: try row.get("at"),
            kind: try row.json("body", as: Kind.self))
    }
}
