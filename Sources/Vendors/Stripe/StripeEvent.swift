public import Foundation

/// Something that Stripe says has happened. What is acted on is the object as Stripe knows it now, never the event's copy of it: events come
/// late, twice and in any order.
public struct StripeEvent: Sendable, Hashable, Decodable {
    /// `evt_…`: the same for every delivery.
    public let id: String
    /// Such as `invoice.paid`.
    public let type: String
    public let created: Date
    public let livemode: Bool
    public let object: Object

    /// Which thing the event is about.
    public struct Object: Sendable, Hashable, Decodable {
        /// Such as `invoice`.
        public let object: String
        public let id: String?
        public let customer: StripeReference?
        public let clientReferenceId: String?
        public let metadata: [String: String]?
        /// Of a charge or a refund.
        public let paymentIntent: StripeReference?
        /// Of a charge, all that was ever paid back of it.
        public let amountRefunded: Int?
    }

    /// Whose account it concerns; nil when nobody's.
    public var customer: String? { object.object == "customer" ? object.id : object.customer?.id }

    /// - Throws: when it is no event.
    public init(body: [UInt8]) throws {
        self = try StripeJSON.decode(StripeEvent.self, from: body)
    }

    private enum CodingKeys: String, CodingKey {
        case id, type, created, livemode, data
    }

    private struct Payload: Decodable {
        let object: Object
    }

    public init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        id = try container.decode(String.self, forKey: .id)
        type = try container.decode(String.self, forKey: .type)
        created = try container.decode(Date.self, forKey: .created)
        livemode = try container.decodeIfPresent(Bool.self, forKey: .livemode) ?? false
        object = try container.decode(Payload.self, forKey: .data).object
    }
}
