/// What many simulated calls came to.
public struct RehearsalReport: Sendable, Encodable {
    public private(set) var calls = 0
    /// Calls whose record is what was wanted, or that left none where none was wanted.
    public private(set) var success = 0
    /// Calls that left a record other than the one wanted.
    public private(set) var wrongRecords = 0
    /// Calls in which something happened that must never happen.
    public private(set) var invariantFailures = 0
    public private(set) var byPersona: [Persona: Share] = [:]
    /// The worst first; of equals the one called first.
    public private(set) var worst: [Case] = []
    private var turns = 0

    /// Caller's turns, on average.
    public var turnsPerCall: Double { calls == 0 ? 0 : Double(turns) / Double(calls) }

    public struct Share: Sendable, Hashable, Encodable {
        public var calls = 0
        public var success = 0
    }

    /// One call that went wrong.
    public struct Case: Sendable {
        /// The business's subdomain.
        public let business: String
        public let review: CallReview
    }

    private static let mostCases = 10

    public init() {}

    /// - Parameter business: its subdomain, for the report.
    public mutating func add(_ review: CallReview, of business: String) {
        calls += 1
        turns += review.turns
        byPersona[review.persona, default: Share()].calls += 1
        switch review.verdict {
        case .success:
            success += 1
            byPersona[review.persona, default: Share()].success += 1
        case .wrongRecord: wrongRecords += 1
        case .failure: break
        }
        if !review.breaches.isEmpty { invariantFailures += 1 }
        guard review.severity > 0 else { return }
        worst.append(Case(business: business, review: review))
        worst.sort { $0.review.severity > $1.review.severity }
        worst = Array(worst.prefix(Self.mostCases))
    }

    public func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: Key.self)
        try container.encode(calls, forKey: .calls)
        try container.encode(success, forKey: .success)
        try container.encode(wrongRecords, forKey: .wrongRecords)
        try container.encode(invariantFailures, forKey: .invariantFailures)
        try container.encode((turnsPerCall * 100).rounded() / 100, forKey: .turnsPerCall)
        try container.encode(Dictionary(uniqueKeysWithValues: byPersona.map { ($0.key.rawValue, $0.value) }), forKey: .byPersona)
    }

    private enum Key: String, CodingKey {
        case calls, success, wrongRecords, invariantFailures, turnsPerCall, byPersona
    }
}

extension CallReview {
    /// 0 for a call in which all is well.
    fileprivate var severity: Int {
        (breaches.isEmpty ? 0 : 3) + (verdict == .wrongRecord ? 4 : verdict == .failure ? 1 : 0)
    }
}
