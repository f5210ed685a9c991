public import Conversation
public import Core
public import Foundation
public import Storage

/// Why a time is, or is not, offered for a service.
public struct SlotExplanation: Sendable, Hashable, Codable {
    public let service: Service.ID
    public let start: Date
    public let isOffered: Bool
    /// Empty when it is offered.
    public let reasons: [Reason]

    public struct Reason: Sendable, Hashable, Codable {
        public let code: Code
        public let detail: String
        /// Whose calendar is meant; nil where there is just one, or all are.
        public let resource: String?
        /// The number of the appointment that has the time.
        public let appointment: String?
        /// Until when it is held for somebody who is on the line, or on the waiting list.
        public let heldUntil: Date?

        init(_ code: Code, _ detail: String, resource: String? = nil, appointment: String? = nil, heldUntil: Date? = nil) {
            self.code = code
            self.detail = detail
            self.resource = resource
            self.appointment = appointment
            self.heldUntil = heldUntil
        }

        enum CodingKeys: String, CodingKey {
            case code, detail, resource, appointment
            case heldUntil = "held_until"
        }
    }

    public enum Code: String, Sendable, Hashable, Codable, CaseIterable {
        case unavailable, closed
        case offGrid = "off-grid"
        case tooSoon = "too-soon"
        case beyondHorizon = "beyond-horizon"
        case noResource = "no-resource"
        case taken, held
    }

    enum CodingKeys: String, CodingKey {
        case service, start, reasons
        case isOffered = "is_offered"
    }
}

extension SlotExplanation {
    /// - Throws: `Problem` when there is no such service.
    public static func of(
        _ service: Service.ID, at start: Date, in tenant: Tenant, now: Date
    ) async throws -> SlotExplanation {
        try await tenant.read { transaction in
            let facts = try transaction.businessFacts()
            guard let known = facts.services.first(where: { $0.id == service }) else { throw Problem.notFound("service") }
            let availability = try transaction.availability(of: known, facts: facts, for: Self.nobody, at: now)
            var reasons = availability.objections(to: start)
            if reasons.isEmpty, availability.leastBusy(at: start) == nil {
                reasons = try transaction.claimants(of: start, availability, at: now)
            }
            return SlotExplanation(service: service, start: start, isOffered: reasons.isEmpty, reasons: reasons)
        }
    }

    /// No call: everybody's holds count.
    private static let nobody = Call.ID("")
}

extension Availability {
    /// What speaks against a start, whoever may have taken it.
    func objections(to start: Date) -> [SlotExplanation.Reason] {
        var reasons: [SlotExplanation.Reason] = []
        if !service.isAvailable { reasons.append(.init(.unavailable, "\(service.name) is switched off.")) }
        let day = start.local(in: zone).date
        let starts = openStarts(on: day)
        if !starts.contains(start) { reasons.append(closedOrOffGrid(start, starts)) }
        if start < earliest {
            reasons.append(.init(.tooSoon, "\(service.name) is booked at least \(service.leadMinutes) minutes ahead."))
        }
        if day > lastDay {
            reasons.append(.init(.beyondHorizon, "\(service.name) is booked at most \(service.horizonDays) days ahead, until \(lastDay)."))
        }
        if calendars.isEmpty { reasons.append(.init(.noResource, "Nobody who may do \(service.name) is available.")) }
        return reasons
    }

    private func closedOrOffGrid(_ start: Date, _ starts: [Date]) -> SlotExplanation.Reason {
        let grid = Double(Self.gridMinutes * 60)
        guard let before = starts.last(where: { $0 < start }), start.timeIntervalSince(before) < grid,
            starts.contains(where: { $0 > start && $0.timeIntervalSince(before) <= grid })
        else {
            let open = hours.intervals(on: start.local(in: zone).date).map(HoursDocument.text)
            let when = open.isEmpty ? "It is closed that day." : "That day it is open \(open.joined(separator: " and "))."
            return .init(.closed, "\(service.name) takes \(minutes) minutes of opening hours. \(when)")
        }
        return .init(.offGrid, "Times are offered every \(Self.gridMinutes) minutes from the opening.")
    }
}

extension TenantTransaction {
    /// Who has the time, calendar by calendar.
    fileprivate func claimants(of start: Date, _ availability: Availability, at now: Date) throws -> [SlotExplanation.Reason] {
        try availability.calendars.flatMap { calendar, _ in
            let cells = SlotCells(availability.service, with: calendar.id, at: start)
            let claims = try claims(on: cells, at: now)
            let numbers = try Set(claims.compactMap(\.appointment)).sorted().compactMap { try Appointment.find($0, in: self)?.number }
            let booked = numbers.map { number in
                SlotExplanation.Reason(
                    .taken, "Appointment \(number), with what is kept free around it, has part of the time.", resource: calendar.name,
                    appointment: number)
            }
            let until = claims.filter { $0.appointment == nil }.compactMap(\.heldUntil).max()
            let held = until.map {
                SlotExplanation.Reason(.held, "It is being offered to somebody just now.", resource: calendar.name, heldUntil: $0)
            }
            return booked + [held].compactMap { $0 }
        }
    }
}
