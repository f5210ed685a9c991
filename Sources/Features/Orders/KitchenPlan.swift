import Core
import Foundation
public import Storage

/// How much a kitchen can do, as owners set it: `{"orders_per_quarter_hour": 6, "base_minutes": 20}`.
public struct KitchenPlan: Sendable, Hashable, Codable {
    /// How many orders can be ready in one quarter of an hour; nil where it does not matter.
    public var ordersPerQuarterHour: Int?
    /// How long one order takes when nothing else is to be made; nil where nothing is promised.
    public var baseMinutes: Int?

    public init(ordersPerQuarterHour: Int? = nil, baseMinutes: Int? = nil) {
        self.ordersPerQuarterHour = ordersPerQuarterHour
        self.baseMinutes = baseMinutes
    }

    enum CodingKeys: String, CodingKey {
        case ordersPerQuarterHour = "orders_per_quarter_hour"
        case baseMinutes = "base_minutes"
    }
}

extension KitchenPlan {
    private static let quarterSeconds = 900.0
    /// Times are promised on this grid: nobody says "at seventeen minutes past".
    private static let gridSeconds = 300.0
    /// A kitchen that has this much promised is told about as if it were free after it.
    static let mostQuarters = 192

    /// The quarter of an hour that an instant is in, counted since 1970-01-01T00:00Z.
    static func quarter(of instant: Date) -> Int {
        Int((instant.timeIntervalSince1970 / quarterSeconds).rounded(.down))
    }

    /// When one more order can be ready: after the base minutes, in the first quarter of an hour that has room; nil where nothing is
    /// promised.
    ///
    /// - Parameter promised: how many orders are promised for each quarter of an hour.
    func quote(at now: Date, promised: [Int: Int]) -> Date? {
        guard let baseMinutes else { return nil }
        let soonest = now.timeIntervalSince1970 + Double(baseMinutes * 60)
        let onGrid = Date(timeIntervalSince1970: (soonest / Self.gridSeconds).rounded(.up) * Self.gridSeconds)
        guard let capacity = ordersPerQuarterHour else { return onGrid }
        let first = Self.quarter(of: onGrid)
        let free = (first..<(first + Self.mostQuarters)).first { promised[$0, default: 0] < capacity } ?? first + Self.mostQuarters
        return max(onGrid, Date(timeIntervalSince1970: Double(free) * Self.quarterSeconds))
    }

    /// Every part that cannot be.
    func violations() -> [Problem.Violation] {
        var found: [Problem.Violation] = []
        if let ordersPerQuarterHour, !(1...1000).contains(ordersPerQuarterHour) {
            found.append(.init(pointer: "#/orders_per_quarter_hour", detail: "A kitchen makes 1 to 1000 orders in a quarter of an hour."))
        }
        if let baseMinutes, !(0...1440).contains(baseMinutes) {
            found.append(.init(pointer: "#/base_minutes", detail: "The base is 0 to 1440 minutes."))
        }
        return found
    }
}

/// Reads and replaces what is promised of the kitchen. Until it is set nothing is promised.
public enum KitchenEditor {
    public static func plan(of tenant: Tenant) async throws -> KitchenPlan {
        try await tenant.read { try $0.kitchenPlan() }
    }

    /// - Throws: `Problem` with every part that cannot be.
    public static func replace(with plan: KitchenPlan, in tenant: Tenant) async throws -> KitchenPlan {
        let violations = plan.violations()
        guard violations.isEmpty else { throw Problem.invalid(violations) }
        try await tenant.write { try $0.save(plan, as: .kitchen) }
        return plan
    }
}

extension TenantTransaction {
    func kitchenPlan() throws -> KitchenPlan {
        try setting(.kitchen) ?? KitchenPlan()
    }

    /// When an order that is placed now will be ready; nil where nothing is promised.
    func quotedTime(at now: Date) throws -> Date? {
        let plan = try kitchenPlan()
        guard let baseMinutes = plan.baseMinutes else { return nil }
        let span = Double(baseMinutes * 60) + Double(KitchenPlan.mostQuarters) * 900
        return plan.quote(at: now, promised: try promisedOrders(from: now, to: now.addingTimeInterval(span)))
    }
}
