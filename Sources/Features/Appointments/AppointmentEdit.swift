import Conversation
import Core
public import Foundation
public import Storage

/// What staff change of an appointment; what is left out stays.
public struct AppointmentEdit: Sendable, Codable {
    public var status: Appointment.Status?
    /// Its new beginning. Staff may choose one outside the opening hours; never one that is taken.
    public var start: Date?
    /// The identifier of who or what it is with from now on.
    public var resourceID: String?
    public var customerName: String?
    public var notes: Patch<String> = .keep

    enum CodingKeys: String, CodingKey {
        case status, start, notes
        case resourceID = "resource_id"
        case customerName = "customer_name"
    }
}

extension BackOffice {
    /// - Throws: `StaleRecord`; `Problem` when there is no such appointment, it does not allow the change, or the time is taken.
    public func change(
        appointment id: String, at version: RecordVersion, to edit: AppointmentEdit, by principal: Principal, in tenant: Tenant
    ) async throws -> Appointment {
        try await act(by: principal, in: tenant) { desk in
            let before: Appointment = try desk.take(id, at: version)
            var appointment = before
            try desk.apply(edit, to: &appointment)
            return try desk.put(appointment, replacing: before, as: appointment.action(after: before))
        }
    }
}

extension Desk {
    private static let longestText = 1000

    fileprivate func apply(_ edit: AppointmentEdit, to appointment: inout Appointment) throws {
        if let name = edit.customerName {
            let violations = Problem.Violation.inName(name, at: "#/customer_name")
            guard violations.isEmpty else { throw Problem.invalid(violations) }
            appointment.customerName = name.trimmingCharacters(in: .whitespacesAndNewlines)
        }
        try edit.notes.apply(to: &appointment.notes, atMost: Self.longestText, at: "#/notes")
        if edit.start.map({ $0 != appointment.start }) ?? false || edit.resourceID.map({ $0 != appointment.resourceID }) ?? false {
            try move(&appointment, to: edit.start ?? appointment.start, with: edit.resourceID ?? appointment.resourceID ?? "")
        }
        if let status = edit.status, status != appointment.status { try change(&appointment, to: status) }
    }

    private func change(_ appointment: inout Appointment, to status: Appointment.Status) throws {
        guard appointment.status.next.contains(status) else {
            throw Problem.notAllowed(from: appointment.status.rawValue, to: appointment.status.next.map(\.rawValue))
        }
        if status == .noShow, appointment.start > now {
            throw Problem.conflict("It has not begun yet: nobody can have stayed away.")
        }
        appointment.status = status
        if status == .cancelled { try transaction.freeTime(of: appointment.key) }
    }

    /// Gives it another time, or another calendar, if that is nobody's.
    private func move(_ appointment: inout Appointment, to start: Date, with resource: String) throws {
        guard appointment.status.isAhead else {
            throw Problem.conflict("This is \(appointment.status.rawValue): it cannot be moved any more.")
        }
        guard start > now else { throw Problem.invalid("#/start", "A new time lies ahead.") }
        let name = try transaction.bookableName(resource)
        let minutes = Int(appointment.end.timeIntervalSince(appointment.start) / 60)
        // What is kept free around it is the service's, as long as that exists; its length stays as it was booked.
        var service =
            try transaction.service(appointment.serviceID) ?? Service(id: .init(""), name: appointment.service, durationMinutes: minutes)
        service.durationMinutes = minutes
        guard try transaction.claim(SlotCells(service, with: resource, at: start), for: appointment.id, at: now) else {
            throw Problem.slotTaken
        }
        (appointment.start, appointment.end) = (start, start.addingTimeInterval(Double(minutes * 60)))
        (appointment.resource, appointment.resourceID) = (name, resource)
    }
}

extension Appointment {
    /// As the history names what became of it.
    fileprivate func action(after before: Appointment) -> RecordChange.Action {
        switch status {
        case before.status: start != before.start || resourceID != before.resourceID ? .moved : .changed
        case .scheduled: .putBack
        case .confirmed: .confirmed
        case .completed: .completed
        case .cancelled: .cancelled
        case .noShow: .missed
        }
    }
}

extension TenantTransaction {
    func service(_ id: Service.ID?) throws -> Service? {
        try id.flatMap { id in try services().first { $0.id == id } }
    }

    /// What a resource is called; empty for the only calendar of a business that names none.
    ///
    /// - Throws: `Problem` when there is no such resource.
    func bookableName(_ id: String) throws -> String {
        let resources = try resources()
        if id.isEmpty, resources.isEmpty { return "" }
        guard let resource = resources.first(where: { $0.id == id }) else {
            throw Problem.invalid("#/resource_id", "There is no such resource.")
        }
        return resource.name
    }
}

extension Problem {
    /// Somebody has booked, or is being offered, part of the time.
    static let slotTaken = Problem(
        code: "slot-taken", status: 409, title: "The time is taken",
        detail: "Somebody else has part of this time. Explain it with …/appointments/explain, or choose another.")
}
