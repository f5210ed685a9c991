import Conversation
import Core
import Foundation
import Storage

/// The five-minute cells of a resource's time that a slot covers. A cell has one owner at most, by primary key: that is
/// what makes a double booking impossible on either engine.
struct SlotCells: Hashable {
    static let minutes = 5

    let resource: String
    /// Counted in cells since 1970-01-01T00:00Z; the end is exclusive.
    let range: Range<Int>

    init(resource: String, start: Date, minutes: Int) {
        self.resource = resource
        let first = Self.cell(of: start)
        range = first..<(first + max(1, (minutes + Self.minutes - 1) / Self.minutes))
    }

    /// All that a service takes which begins at an instant, with what is kept free before and after it.
    init(_ service: Service, with resource: String, at start: Date) {
        self.init(
            resource: resource, start: start.addingTimeInterval(-Double(service.bufferBeforeMinutes * 60)),
            minutes: service.bufferBeforeMinutes + service.durationMinutes + service.bufferMinutes)
    }

    /// The cell that an instant is in.
    static func cell(of instant: Date) -> Int {
        Int((instant.timeIntervalSince1970 / Double(60 * minutes)).rounded(.down))
    }
}

/// Whose a cell is.
struct SlotClaim: Hashable {
    let cell: Int
    /// Nil while it is only held.
    let appointment: String?
    let holder: Call.ID?
    let heldUntil: Date?
}

extension TenantTransaction {
    /// Who has any of the cells now, by cell.
    func claims(on cells: SlotCells, at now: Date) throws -> [SlotClaim] {
        try rows(
            """
            SELECT * FROM slot_claim
            WHERE resource = \(cells.resource) AND cell >= \(cells.range.lowerBound) AND cell < \(cells.range.upperBound)
                AND (appointment_id IS NOT NULL OR held_until > \(now))
            ORDER BY cell
            """
        ).map {
            SlotClaim(
                cell: try $0.get("cell"), appointment: try $0.get("appointment_id"), holder: try $0.get("call_id"),
                heldUntil: try $0.get("held_until"))
        }
    }

    /// The cells that nobody but this call may have: booked, or held by another call until later than `now`.
    func takenCells(of resource: String, in range: Range<Int>, except call: Call.ID, at now: Date) throws -> Set<Int> {
        let rows = try rows(
            """
            SELECT cell FROM slot_claim WHERE resource = \(resource) AND cell >= \(range.lowerBound) AND cell < \(range.upperBound)
                AND (appointment_id IS NOT NULL OR (held_until > \(now) AND call_id <> \(call)))
            """)
        return Set(try rows.map { try $0.get("cell") })
    }

    /// Keeps the cells for a call for a while, taking over holds that ran out.
    ///
    /// - Returns: false when one of them is another's; the transaction must then be undone or the rest released.
    func hold(_ cells: SlotCells, for call: Call.ID, until: Date, at now: Date) throws -> Bool {
        for cell in cells.range {
            let changed = try execute(
                """
                INSERT INTO slot_claim (resource, cell, call_id, held_until) VALUES (\(cells.resource), \(cell), \(call), \(until))
                ON CONFLICT (business_id, resource, cell) DO UPDATE SET call_id = excluded.call_id, held_until = excluded.held_until
                    WHERE slot_claim.appointment_id IS NULL AND (slot_claim.held_until <= \(now) OR slot_claim.call_id = excluded.call_id)
                """)
            if changed == 0 { return false }
        }
        return true
    }

    /// Gives back what a call held and did not book.
    func releaseHolds(of call: Call.ID) throws {
        try execute("DELETE FROM slot_claim WHERE call_id = \(call) AND appointment_id IS NULL")
    }

    /// Keeps what a call holds and nobody has taken over.
    func renewHolds(of call: Call.ID, until: Date) throws {
        try execute("UPDATE slot_claim SET held_until = \(until) WHERE call_id = \(call) AND appointment_id IS NULL")
    }

    /// Gives back what those calls from browsers hold that were silent for longest, when more than so many hold something.
    func limitUnprovenHolders(to count: Int) throws {
        try execute(
            """
            DELETE FROM slot_claim WHERE appointment_id IS NULL AND call_id IN (
                SELECT claim.call_id FROM slot_claim AS claim JOIN voice_session ON voice_session.id = claim.call_id
                WHERE claim.appointment_id IS NULL AND voice_session.channel = \(Call.Channel.browser)
                GROUP BY claim.call_id ORDER BY max(claim.held_until) DESC, claim.call_id LIMIT 1000 OFFSET \(count))
            """)
    }

    /// Gives back the time of an appointment that is cancelled or moved.
    func freeTime(of appointment: String) throws {
        try execute("DELETE FROM slot_claim WHERE appointment_id = \(appointment)")
    }

    /// Takes the cells for an appointment that staff make, over holds that ran out. Its own cells are given back before.
    ///
    /// - Returns: false when one of them is another's; the transaction must then be undone.
    func claim(_ cells: SlotCells, for appointment: Appointment.ID, at now: Date) throws -> Bool {
        try freeTime(of: appointment.rawValue)
        for cell in cells.range {
            let changed = try execute(
                """
                INSERT INTO slot_claim (resource, cell, appointment_id) VALUES (\(cells.resource), \(cell), \(appointment))
                ON CONFLICT (business_id, resource, cell) DO UPDATE SET appointment_id = excluded.appointment_id, call_id = NULL,
                    held_until = NULL
                    WHERE slot_claim.appointment_id IS NULL AND slot_claim.held_until <= \(now)
                """)
            if changed == 0 { return false }
        }
        return true
    }

    /// Turns a call's hold into a booking.
    ///
    /// - Returns: false when the call does not hold every cell any more.
    func book(_ cells: SlotCells, heldBy call: Call.ID, as appointment: Appointment.ID) throws -> Bool {
        let changed = try execute(
            """
            UPDATE slot_claim SET appointment_id = \(appointment), held_until = NULL
            WHERE resource = \(cells.resource) AND cell >= \(cells.range.lowerBound) AND cell < \(cells.range.upperBound)
                AND call_id = \(call) AND appointment_id IS NULL
            """)
        return changed == cells.range.count
    }
}
