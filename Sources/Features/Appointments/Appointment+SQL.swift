import Conversation
import Core
import Foundation
public import Storage

extension TenantTransaction {
    /// One page of appointments, newest booking first, before a number; nil begins with the newest.
    public func appointments(before number: Int?, limit: Int) throws -> [Appointment] {
        try rows("SELECT * FROM voice_appointment WHERE number < \(number ?? .max) ORDER BY number DESC LIMIT \(limit)")
            .map { try Appointment($0) }
    }

    /// The appointments of a customer that still lie ahead, the latest booked first, each with its service.
    func upcomingAppointments(of customer: Customer.ID, after instant: Date, limit: Int) throws -> [(Appointment, Service.ID)] {
        try rows(
            """
            SELECT * FROM voice_appointment WHERE customer_id = \(customer) AND starts_at >= \(instant)
                AND (status = \(Appointment.Status.scheduled) OR status = \(Appointment.Status.confirmed))
            ORDER BY number DESC LIMIT \(limit)
            """
        ).map { (try Appointment($0), try $0.get("service_id")) }
    }

    /// Cancels an appointment that is still to come, and frees its time.
    ///
    /// - Returns: nil when it is not that customer's, or not to come any more.
    func cancelAppointment(_ id: String, of customer: Customer.ID, at instant: Date) throws -> Appointment? {
        let row = try row(
            """
            UPDATE voice_appointment SET status = \(Appointment.Status.cancelled), updated_at = \(instant)
            WHERE id = \(id) AND customer_id = \(customer) AND starts_at >= \(instant)
                AND (status = \(Appointment.Status.scheduled) OR status = \(Appointment.Status.confirmed)) RETURNING *
            """)
        guard let row else { return nil }
        try freeTime(of: id)
        return try Appointment(row)
    }

    /// Gives an appointment another time, whose cells must be claimed in the same transaction.
    ///
    /// - Returns: nil when it is not that customer's, or not to come any more.
    func moveAppointment(_ id: String, of customer: Customer.ID, to slot: OfferedSlot, at instant: Date) throws -> Appointment? {
        try row(
            """
            UPDATE voice_appointment SET starts_at = \(slot.start), ends_at = \(slot.end), updated_at = \(instant)
            WHERE id = \(id) AND customer_id = \(customer) AND starts_at >= \(instant)
                AND (status = \(Appointment.Status.scheduled) OR status = \(Appointment.Status.confirmed)) RETURNING *
            """
        ).map { try Appointment($0) }
    }

    /// Stores a new appointment and gives it its number. The slot's cells must be claimed in the same transaction.
    func insert(_ appointment: inout Appointment, service: String, customer: Customer.ID?) throws {
        let number = try next("appointment_number", startingAt: 1001)
        appointment.number = String(number)
        try execute(
            """
            INSERT INTO voice_appointment (id, number, call_id, service_id, service_name, starts_at, ends_at, resource, status,
                customer_id, customer_name, customer_phone, notes, created_at, updated_at)
            VALUES (\(appointment.id), \(number), \(appointment.callID), \(service), \(appointment.service), \(appointment.start),
                \(appointment.end), \(appointment.resource), \(appointment.status), \(customer), \(appointment.customerName),
                \(appointment.customerPhone?.written), \(appointment.notes), \(appointment.createdAt), \(appointment.createdAt))
            """)
    }
}

extension Appointment {
    fileprivate init(_ row: Row) throws {
        let number: Int = try row.get("number")
        let phone: String? = try row.get("customer_phone")
        self.init(
            id: try row.get("id"), number: String(number), callID: try row.get("call_id"), service: try row.get("service_name"),
            start: try row.get("starts_at"), end: try row.get("ends_at"), resource: try row.get("resource"),
            status: try row.get("status"), customerName: try row.get("customer_name"),
            customerPhone: phone.flatMap { PhoneNumber($0) }, notes: try row.get("notes"), createdAt: try row.get("created_at"))
    }
}
