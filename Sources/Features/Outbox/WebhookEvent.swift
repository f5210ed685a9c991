import Conversation
import Core
import Foundation

/// What the owner's servers may be told of.
public enum WebhookEvent: String, Sendable, Hashable, Codable, CaseIterable {
    case orderCreated = "order.created"
    case orderUpdated = "order.updated"
    case appointmentCreated = "appointment.created"
    case appointmentMoved = "appointment.moved"
    case appointmentCancelled = "appointment.cancelled"
    case appointmentUpdated = "appointment.updated"
    case ticketCreated = "ticket.created"
    case ticketUpdated = "ticket.updated"
    case ticketResolved = "ticket.resolved"
    case submissionCreated = "submission.created"
    case submissionUpdated = "submission.updated"
    case callEnded = "call.ended"

    /// Sent to one server when its owner tries it out; nobody subscribes to it.
    static let test = "webhook.test"

    /// The body of a message. Source of the envelope: Standard Webhooks 1.0, which also keeps it below 20 KB.
    ///
    /// - Parameter data: cut down to what names the thing when it would be more; whoever wants the rest asks for it.
    static func body(_ type: String, _ data: [String: JSONValue], at now: Date) throws -> String {
        let whole = try text(type, data, at: now)
        guard whole.utf8.count > longestBody else { return whole }
        var short = data.filter { ["id", "number", "business_id", "call_id"].contains($0.key) }
        short["truncated"] = true
        return try text(type, short, at: now)
    }

    private static let longestBody = 20_000

    private static func text(_ type: String, _ data: [String: JSONValue], at now: Date) throws -> String {
        let style = Date.ISO8601FormatStyle(includingFractionalSeconds: true)
        let body: JSONValue = ["type": .string(type), "timestamp": .string(now.formatted(style)), "data": .object(data)]
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        return String(decoding: try encoder.encode(body), as: UTF8.self)
    }
}

extension BusinessRecord {
    /// What an act made of a record is called outside.
    func event(after action: RecordChange.Action) -> WebhookEvent {
        switch (self, action) {
        case (.order, .placed): .orderCreated
        case (.order, _): .orderUpdated
        case (.appointment, .booked): .appointmentCreated
        case (.appointment, .moved): .appointmentMoved
        case (.appointment, .cancelled): .appointmentCancelled
        case (.appointment, _): .appointmentUpdated
        case (.ticket, .opened): .ticketCreated
        case (.ticket, .resolved): .ticketResolved
        case (.ticket, _): .ticketUpdated
        case (.submission, .submitted): .submissionCreated
        case (.submission, _): .submissionUpdated
        }
    }

    /// The record as its list returns it, with whose it is.
    func eventData(of business: Business.ID) throws -> [String: JSONValue] {
        if case .submission(let submission) = self { return submission.eventData(of: business) }
        let encoder = JSONEncoder()
        encoder.dateEncodingStrategy = .iso8601
        guard case .object(var members) = try JSONDecoder().decode(JSONValue.self, from: encoder.encode(record)) else { return [:] }
        members["business_id"] = .string(business.rawValue)
        return members
    }
}

extension Submission {
    /// With the answers as values by name, for programs.
    func eventData(of business: Business.ID) -> [String: JSONValue] {
        var data: [String: JSONValue] = [
            "id": .string(id.rawValue), "number": .string(number), "business_id": .string(business.rawValue),
            "workflow": .string(workflow), "status": .string(status.rawValue), "customer_name": .string(customerName),
            "values": .object(Dictionary(answers.map { ($0.name, $0.value) }, uniquingKeysWith: { first, _ in first })),
        ]
        data["call_id"] = callID.map { .string($0.rawValue) }
        data["customer_phone"] = customerPhone.map { .string($0.e164 ?? $0.written) }
        return data
    }
}
