import Core
import Foundation
import Storage
import Vendors

extension TenantTransaction {
    func phoneLeg(_ id: PhoneLeg.ID) throws -> PhoneLeg? {
        try row("SELECT * FROM phone_leg WHERE id = \(id)").map { try PhoneLeg($0) }
    }

    func phoneLeg(of call: Call.ID) throws -> PhoneLeg? {
        try row("SELECT * FROM phone_leg WHERE call_id = \(call)").map { try PhoneLeg($0) }
    }

    func insert(_ leg: PhoneLeg) throws {
        try execute(
            """
            INSERT INTO phone_leg (id, call_id, number, direction, status, status_sequence, duration_seconds, connections, started_at,
                updated_at)
            VALUES (\(leg.id), \(leg.call), \(leg.number), \(leg.direction), \(leg.status), \(leg.statusSequence),
                \(leg.durationSeconds), \(leg.connections), \(leg.startedAt), \(leg.startedAt))
            """)
    }

    func update(_ leg: PhoneLeg, at instant: Date) throws {
        try execute(
            """
            UPDATE phone_leg SET status = \(leg.status), status_sequence = \(leg.statusSequence),
                duration_seconds = \(leg.durationSeconds), connections = \(leg.connections), updated_at = \(instant)
            WHERE id = \(leg.id)
            """)
    }
}

extension PhoneLeg {
    fileprivate init(_ row: Row) throws {
        self.init(
            id: try row.get("id"), call: try row.get("call_id"), number: try row.get("number"), direction: try row.get("direction"),
            status: try row.get("status"), statusSequence: try row.get("status_sequence"),
            durationSeconds: try row.get("duration_seconds"), connections: try row.get("connections"),
            startedAt: try row.get("started_at"))
    }
}
