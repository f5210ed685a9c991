import Conversation
import Core
public import Foundation
public import Storage

extension TenantTransaction {
    /// One page of appointments, newest booking first, before a number; nil begins with the newest.
    public func appointments(_ filter: RecordFilter = .all, before number: Int?, limit: Int) throws -> [Appointment] {
        try rows(
            """
            \(Appointment.selection)
            WHERE number < \(number ?? .max) AND status = COALESCE(\(filter.status), status)
                AND starts_at >= \(filter.from) AND starts_at < \(filter.to)
                AND ('' = \(filter.search) OR CAST(number AS text) = \(filter.number)
                    OR lower(customer_name) LIKE \(filter.name) ESCAPE '\\'
                    OR customer_id IN (SELECT id FROM customer WHERE phone_identity LIKE \(filter.phone)))
            ORDER BY number DESC LIMIT \(limit)
            """
        ).map { try Appointment($0) }
    }

    /// The appointments that begin in a span, in order of their beginning, whatever became of them.
    ///
    /// - Parameter resource: only those with it; nil for all.
    func appointments(from first: Date, to last: Date, with resource: String?, limit: Int) throws -> [Appointment] {
        try rows(
            """
            \(Appointment.selection)
            WHERE starts_at >= \(first) AND starts_at < \(last)
                AND voice_appointment.resource = COALESCE(\(resource), voice_appointment.resource)
            ORDER BY starts_at, number LIMIT \(limit)
            """
        ).map { try Appointment($0) }
    }

    /// The appointments of a customer that still lie ahead, the latest booked first, each with its service.
    func upcomingAppointments(of customer: Customer.ID, after instant: Date, limit: Int) throws -> [(Appointment, Service.ID)] {
        try rows(
            """
            \(Appointment.selection)
            WHERE customer_id = \(customer) AND starts_at >= \(instant)
                AND (status = \(Appointment.Status.scheduled) OR status = \(Appointment.Status.confirmed))
            ORDER BY number DESC LIMIT \(limit)
            """
        ).map { (try Appointment($0), try $0.get("service_id")) }
    }

    /// The newest appointments of a customer, newest booking first, whatever became of them.
    func appointments(of customer: Customer.ID, limit: Int) throws -> [Appointment] {
        try rows(
            """
            \(Appointment.selection)
            WHERE customer_id = \(customer) ORDER BY number DESC LIMIT \(limit)
            """
        ).map { try Appointment($0) }
    }

    /// The appointment that a caller means, which still lies ahead.
    ///
    /// - Throws: `ActionRefusal` when it is not under the caller's number, or staff or time have been faster.
    func appointmentToChange(_ reference: RecordReference, at now: Date) throws -> Appointment {
        let found = try customer(calling: reference.phone)?.id.flatMap { customer in
            try row(
                """
                \(Appointment.selection)
                WHERE voice_appointment.id = \(reference.record) AND customer_id = \(customer)
                """)
        }
        guard let found else { throw CallersChanges.appointmentIsGone }
        let appointment = try Appointment(found)
        guard appointment.status.isAhead, appointment.start >= now else { throw CallersChanges.appointmentIsGone }
        return appointment
    }

    /// Stores a new appointment and gives it its number. The slot's cells must be claimed in the same transaction.
    func insert(_ appointment: inout Appointment, customer: Customer.ID?) throws {
        let number = try next("appointment_number", startingAt: 1001)
        appointment.number = String(number)
        try execute(
            """
            INSERT INTO voice_appointment (id, number, call_id, service_id, service_name, starts_at, ends_at, resource, status,
                customer_id, customer_name, customer_phone, notes, version, created_at, updated_at)
            VALUES (\(appointment.id), \(number), \(appointment.callID), \(appointment.serviceID?.rawValue ?? ""), \(appointment.service),
                \(appointment.start), \(appointment.end), \(appointment.resourceID ?? ""), \(appointment.status), \(customer),
                \(appointment.customerName), \(appointment.customerPhone?.written), \(appointment.notes), \(appointment.version),
                \(appointment.createdAt), \(appointment.createdAt))
            """)
    }
}

extension Appointment: StaffRecord {
    public static let kind = RecordChange.Kind.appointment
    public static let noun = "appointment"

    public var key: String { id.rawValue }
    public var shownNumber: String { number }
    public var businessRecord: BusinessRecord? { .appointment(self) }

    public static func find(_ id: String, in transaction: TenantTransaction) throws -> Appointment? {
        try transaction.row(
            """
            \(selection) WHERE voice_appointment.id = \(id)
            """
        ).map { try Appointment($0) }
    }

    /// The cells are claimed and given back beside it.
    public func store(at instant: Date, in transaction: TenantTransaction) throws {
        try transaction.execute(
            """
            UPDATE voice_appointment SET starts_at = \(start), ends_at = \(end), resource = \(resourceID ?? ""), status = \(status),
                customer_name = \(customerName), customer_phone = \(customerPhone?.written), notes = \(notes), version = \(version),
                updated_at = \(instant)
            WHERE id = \(id)
            """)
    }

    /// With the name of the resource as it is now.
    fileprivate static let selection: SQL = """
        SELECT voice_appointment.*, resource.name AS resource_name
        FROM voice_appointment LEFT JOIN resource ON resource.id = voice_appointment.resource
        """

    fileprivate init(_ row: Row) throws {
        let number: Int = try row.get("number")
        let phone: String? = try row.get("customer_phone")
        let resource: String? = try row.get("resource_name")
        let call: Call.ID? = try row.get("call_id")
        self.init(
            id: try row.get("id"), number: String(number), callID: call, service: try row.get("service_name"),
            serviceID: try row.get("service_id"), start: try row.get("starts_at"), end: try row.get("ends_at"), resource: resource ?? "",
            resourceID: try row.get("resource"), status: try row.get("status"), customerName: try row.get("customer_name"),
            customerPhone: phone.flatMap { PhoneNumber($0) }, notes: try row.get("notes"), createdAt: try row.get("created_at"),
            version: try row.get("version"), source: RecordSource(call))
    }
}
