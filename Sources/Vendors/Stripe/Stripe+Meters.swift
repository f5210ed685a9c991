public import Foundation

extension Stripe {
    /// Something that was used and is charged for afterwards.
    public struct MeterEvent: Sendable, Hashable {
        /// The meter's name for it.
        public var name: String
        public var customer: String
        /// A whole number of what the meter counts.
        public var value: Int
        /// Ours, by which Stripe refuses to count it twice within a day at least.
        public var identifier: String
        /// Within the past 35 days.
        public var at: Date

        public init(name: String, customer: String, value: Int, identifier: String, at: Date) {
            self.name = name
            self.customer = customer
            self.value = value
            self.identifier = identifier
            self.at = at
        }
    }

    private struct Received: Decodable {
        let identifier: String
    }

    /// What a meter has counted of one customer on one day.
    public struct MeterDay: Sendable, Hashable, Decodable {
        public let aggregatedValue: Double
        /// Midnight in UTC.
        public let startTime: Date
    }

    /// What a meter has counted, a day at a time. Days without anything may be missing.
    ///
    /// - Parameters:
    ///   - start: midnight in UTC, like `end`, which is not included. Not more than a hundred days apart.
    public func days(of meter: String, customer: String, from start: Date, to end: Date) async throws(StripeFailure) -> [MeterDay] {
        let page: StripeList<MeterDay> = try await get(
            "/billing/meters/\(meter)/event_summaries",
            [
                "customer": .text(customer), "start_time": StripeValue(Int(start.timeIntervalSince1970)),
                "end_time": StripeValue(Int(end.timeIntervalSince1970)), "value_grouping_window": "day", "limit": 100,
            ])
        return page.data
    }

    /// Tells of something used. That Stripe has it already is as good as having told it.
    ///
    /// It is counted later: a total asked for at once may not hold it.
    public func record(_ event: MeterEvent) async throws(StripeFailure) {
        do throws(StripeFailure) {
            let _: Received = try await post(
                "/billing/meter_events",
                [
                    "event_name": .text(event.name), "identifier": .text(event.identifier),
                    "payload": ["stripe_customer_id": .text(event.customer), "value": .text(String(event.value))],
                    "timestamp": StripeValue(Int(event.at.timeIntervalSince1970)),
                ], once: "meter:\(event.identifier)")
        } catch .refused(let refusal) where refusal.isRepeatedMeterEvent {
            return
        }
    }
}

extension StripeRefusal {
    /// The documentation names no code for it; this one is what is reported of it. A code that is another would show as a refusal.
    fileprivate var isRepeatedMeterEvent: Bool {
        code == "duplicate_meter_event" || kind == .invalidRequest && parameter == "identifier" && message.contains("already exists")
    }
}
