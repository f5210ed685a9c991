import Conversation
import Core
import Foundation
import Storage

extension TenantTransaction {
    /// Further numbers of a customer.
    func otherNumbers(of customer: Customer.ID) throws -> [PhoneNumber] {
        try rows("SELECT phone FROM customer_alias WHERE customer_id = \(customer) ORDER BY phone_identity")
            .compactMap { PhoneNumber(try $0.get("phone")) }
    }

    /// Moves all that stands under one customer to another, and its number with it.
    func give(everythingOf gone: Customer, to kept: Customer) throws {
        guard let id = gone.id, let target = kept.id else { return }
        try execute("UPDATE voice_restaurant_order SET customer_id = \(target) WHERE customer_id = \(id)")
        try execute("UPDATE voice_appointment SET customer_id = \(target) WHERE customer_id = \(id)")
        try execute("UPDATE voice_support_ticket SET customer_id = \(target) WHERE customer_id = \(id)")
        try execute("UPDATE voice_submission SET customer_id = \(target) WHERE customer_id = \(id)")
        try execute("UPDATE record_note SET record_id = \(target) WHERE kind = \(Customer.kind) AND record_id = \(id)")
        try execute("UPDATE customer_alias SET customer_id = \(target) WHERE customer_id = \(id)")
        try execute("DELETE FROM customer WHERE id = \(id)")
        try execute(
            """
            INSERT INTO customer_alias (phone_identity, customer_id, phone)
            VALUES (\(gone.phone.identity), \(target), \(gone.phone.written))
            """)
    }

    /// Erases a person, whose calls in progress go on as those of somebody unknown.
    ///
    /// - Returns: their calls that are over.
    @discardableResult
    func erase(_ customer: Customer) throws -> [Call.ID] {
        guard let id = customer.id else { return [] }
        let numbers = [customer.phone] + (try otherNumbers(of: id))
        let calls = try endedCalls(of: id, from: numbers)
        try eraseRecords(of: id)
        for call in calls { try eraseWords(of: call) }
        for number in numbers { try eraseTraces(of: number) }
        try execute("DELETE FROM record_note WHERE kind = \(Customer.kind) AND record_id = \(id)")
        try execute("UPDATE record_change SET changes = '{}' WHERE kind = \(Customer.kind) AND record_id = \(id)")
        try execute("DELETE FROM customer_alias WHERE customer_id = \(id)")
        try execute("DELETE FROM customer WHERE id = \(id)")
        return calls
    }

    private func endedCalls(of customer: Customer.ID, from numbers: [PhoneNumber]) throws -> [Call.ID] {
        let fromRecords = try rows(
            """
            SELECT id FROM voice_session WHERE status = 'ended' AND id IN (
                SELECT call_id FROM voice_restaurant_order WHERE customer_id = \(customer)
                UNION SELECT call_id FROM voice_appointment WHERE customer_id = \(customer)
                UNION SELECT call_id FROM voice_support_ticket WHERE customer_id = \(customer)
                UNION SELECT call_id FROM voice_submission WHERE customer_id = \(customer))
            """)
        let fromLines = try numbers.flatMap { number in
            try rows(
                """
                SELECT id FROM voice_session
                WHERE status = 'ended' AND (phone = \(number.written) OR phone = \(number.e164 ?? number.written))
                """)
        }
        return try Set((fromRecords + fromLines).map { try $0.get("id") as Call.ID }).sorted { $0.rawValue < $1.rawValue }
    }

    private func eraseRecords(of customer: Customer.ID) throws {
        let records = try rows(
            """
            SELECT id FROM voice_submission WHERE customer_id = \(customer)
            UNION ALL SELECT id FROM voice_restaurant_order WHERE customer_id = \(customer)
            UNION ALL SELECT id FROM voice_appointment WHERE customer_id = \(customer)
            UNION ALL SELECT id FROM voice_support_ticket WHERE customer_id = \(customer)
            """)
        for record in records {
            let id: String = try record.get("id")
            let mention = "%\(id)%"
            try execute("DELETE FROM outbox WHERE body LIKE \(mention)")
        }
        for order in try orders(of: customer, limit: .max) {
            let lines = order.lines.map { line in
                var line = line
                line.note = nil
                return line
            }
            try execute("UPDATE voice_restaurant_order SET lines = \(json: lines) WHERE id = \(order.id)")
        }
        for appointment in try rows(
            """
            SELECT id FROM voice_appointment WHERE customer_id = \(customer)
                AND (status = \(Appointment.Status.scheduled) OR status = \(Appointment.Status.confirmed))
            """)
        {
            try freeTime(of: try appointment.get("id"))
        }
        try execute(
            """
            DELETE FROM record_note WHERE record_id IN (
                SELECT id FROM voice_restaurant_order WHERE customer_id = \(customer)
                UNION SELECT id FROM voice_appointment WHERE customer_id = \(customer)
                UNION SELECT id FROM voice_support_ticket WHERE customer_id = \(customer)
                UNION SELECT id FROM voice_submission WHERE customer_id = \(customer))
            """)
        try execute(
            """
            UPDATE record_change SET changes = '{}' WHERE record_id IN (
                SELECT id FROM voice_restaurant_order WHERE customer_id = \(customer)
                UNION SELECT id FROM voice_appointment WHERE customer_id = \(customer)
                UNION SELECT id FROM voice_support_ticket WHERE customer_id = \(customer)
                UNION SELECT id FROM voice_submission WHERE customer_id = \(customer))
            """)
        try execute(
            """
            UPDATE voice_restaurant_order SET customer_id = NULL, customer_name = '', customer_phone = NULL, delivery_address = NULL,
                notes = NULL, cancel_reason = NULL, version = version + 1
            WHERE customer_id = \(customer)
            """)
        try execute(
            """
            UPDATE voice_appointment SET customer_id = NULL, customer_name = '', customer_phone = NULL, notes = NULL,
                status = CASE WHEN status = \(Appointment.Status.scheduled) OR status = \(Appointment.Status.confirmed)
                    THEN \(Appointment.Status.cancelled) ELSE status END, version = version + 1
            WHERE customer_id = \(customer)
            """)
        try execute(
            """
            UPDATE voice_support_ticket SET customer_id = NULL, customer_name = '', customer_phone = NULL, subject = 'Erased',
                description = '', version = version + 1
            WHERE customer_id = \(customer)
            """)
        try execute(
            """
            UPDATE voice_submission SET customer_id = NULL, customer_name = '', customer_phone = NULL, answers = '[]',
                version = version + 1
            WHERE customer_id = \(customer)
            """)
    }

    /// What was said in a call that is over, and what stands in the log of what it did.
    private func eraseWords(of call: Call.ID) throws {
        try execute("DELETE FROM call_event WHERE call_id = \(call)")
        try execute("DELETE FROM tool_answer WHERE call_id = \(call)")
        try execute("DELETE FROM action_receipt WHERE call_id = \(call)")
        try execute("UPDATE phone_leg SET number = '' WHERE call_id = \(call)")
        try execute("UPDATE voice_session SET phone = NULL WHERE id = \(call)")
    }

    private func eraseTraces(of number: PhoneNumber) throws {
        for entry in try rows(
            """
            SELECT id FROM waiting_list_entry
            WHERE customer_phone = \(number.written) OR customer_phone = \(number.e164 ?? number.written)
            """)
        {
            let id: String = try entry.get("id")
            try releaseHolds(of: Call.ID("waiting_\(id)"))
            try execute("DELETE FROM waiting_list_entry WHERE id = \(id)")
        }
    }
}
