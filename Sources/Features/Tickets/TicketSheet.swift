public import Foundation

/// A ticket as it is read at a moment: with whether it is late.
public struct TicketSheet: Sendable, Hashable, Codable {
    public let ticket: Ticket
    /// Whether it was, or still is, answered or settled later than it should have been.
    public let isBreached: Bool

    public init(_ ticket: Ticket, at now: Date) {
        self.ticket = ticket
        isBreached = ticket.isBreached(at: now)
    }

    public init(from decoder: any Decoder) throws {
        ticket = try Ticket(from: decoder)
        isBreached = try decoder.container(keyedBy: CodingKeys.self).decode(Bool.self, forKey: .isBreached)
    }

    public func encode(to encoder: any Encoder) throws {
        try ticket.encode(to: encoder)
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encode(isBreached, forKey: .isBreached)
    }

    private enum CodingKeys: String, CodingKey {
        case isBreached = "sla_breached"
    }
}
