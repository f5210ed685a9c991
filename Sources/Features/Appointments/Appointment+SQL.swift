import Core
import Foundation
public import Storage

extension TenantTransaction {
    /// One page of appointments, newest booking first, before a number; nil begins with the newest.
    public func appointments(before number: Int?, limit: Int) throws -> [Appointment] {
        try rows("SELECT * FROM voice_appointment WHERE number < \(number ?? .max) ORDER BY number DESC LIMIT \(limit)")
            .map { try Appointment($0) }
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
