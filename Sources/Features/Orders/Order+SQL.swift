import Conversation
import Core
public import Foundation
public import Storage

extension TenantTransaction {
    /// One page of orders, newest first, before a number; nil begins with the newest.
    public func orders(_ filter: RecordFilter = .all, before number: Int?, limit: Int) throws -> [Order] {
        let currency = try profile().currency
        return try rows(
            """
            SELECT * FROM voice_restaurant_order
            WHERE number < \(number ?? .max) AND order_status = COALESCE(\(filter.status), order_status)
                AND created_at >= \(filter.from) AND created_at < \(filter.to)
                AND ('' = \(filter.search) OR CAST(number AS text) = \(filter.number)
                    OR lower(customer_name) LIKE \(filter.name) ESCAPE '\\'
                    OR customer_id IN (SELECT id FROM customer WHERE phone_identity LIKE \(filter.phone)))
            ORDER BY number DESC LIMIT \(limit)
            """
        ).map { try Order($0, currency: currency) }
    }

    /// The newest orders of a customer, newest first.
    func orders(of customer: Customer.ID, limit: Int) throws -> [Order] {
        let currency = try profile().currency
        return try rows("SELECT * FROM voice_restaurant_order WHERE customer_id = \(customer) ORDER BY number DESC LIMIT \(limit)")
            .map { try Order($0, currency: currency) }
    }

    /// The order of that identifier, if it stands under that customer's number.
    func order(_ id: String, of customer: Customer.ID) throws -> Order? {
        let currency = try profile().currency
        return try row("SELECT * FROM voice_restaurant_order WHERE id = \(id) AND customer_id = \(customer)")
            .map { try Order($0, currency: currency) }
    }

    /// How many orders are promised for each quarter hour of a span, by the quarters since 1970-01-01T00:00Z.
    func promisedOrders(from first: Date, to last: Date) throws -> [Int: Int] {
        let rows = try rows(
            """
            SELECT ready_at FROM voice_restaurant_order
            WHERE ready_at >= \(first) AND ready_at < \(last) AND order_status <> \(Order.Status.cancelled)
            """)
        return try rows.reduce(into: [:]) { counts, row in counts[KitchenPlan.quarter(of: try row.get("ready_at")), default: 0] += 1 }
    }

    /// Stores a new order and gives it its number.
    func insert(_ order: inout Order, customer: Customer.ID?) throws {
        let number = try next("order_number", startingAt: 1001)
        order.number = String(number)
        try execute(
            """
            INSERT INTO voice_restaurant_order (id, number, call_id, order_type, order_status, customer_id, customer_name,
                customer_phone, delivery_address, lines, notes, total, tax, ready_at, version, created_at, updated_at)
            VALUES (\(order.id), \(number), \(order.callID), \(order.type), \(order.status), \(customer), \(order.customerName),
                \(order.customerPhone?.written), \(order.deliveryAddress), \(json: order.lines), \(order.notes),
                \(order.total.minorUnits), \(order.tax?.minorUnits ?? 0), \(order.readyAt), \(order.version), \(order.createdAt),
                \(order.createdAt))
            """)
    }
}

extension Order: StaffRecord {
    public static let kind = RecordChange.Kind.order
    public static let noun = "order"

    public var key: String { id.rawValue }
    public var shownNumber: String { number }
    public var businessRecord: BusinessRecord? { .order(self) }

    public static func find(_ id: String, in transaction: TenantTransaction) throws -> Order? {
        let currency = try transaction.profile().currency
        return try transaction.row("SELECT * FROM voice_restaurant_order WHERE id = \(id)").map { try Order($0, currency: currency) }
    }

    public func store(at instant: Date, in transaction: TenantTransaction) throws {
        try transaction.execute(
            """
            UPDATE voice_restaurant_order SET order_type = \(type), order_status = \(status), customer_name = \(customerName),
                customer_phone = \(customerPhone?.written), delivery_address = \(deliveryAddress), lines = \(json: lines),
                notes = \(notes), total = \(total.minorUnits), tax = \(tax?.minorUnits ?? 0), ready_at = \(readyAt),
                cancel_reason = \(cancelReason), version = \(version), updated_at = \(instant)
            WHERE id = \(id)
            """)
    }

    fileprivate init(_ row: Row, currency: String) throws {
        let number: Int = try row.get("number")
        let phone: String? = try row.get("customer_phone")
        let tax = Money(minorUnits: try row.get("tax"), currency: currency)
        let call: Call.ID? = try row.get("call_id")
        self.init(
            id: try row.get("id"), number: String(number), callID: call, type: try row.get("order_type"),
            status: try row.get("order_status"), customerName: try row.get("customer_name"),
            customerPhone: phone.flatMap { PhoneNumber($0) }, deliveryAddress: try row.get("delivery_address"),
            lines: try row.json("lines", as: [Line].self), notes: try row.get("notes"),
            total: Money(minorUnits: try row.get("total"), currency: currency), tax: tax.minorUnits == 0 ? nil : tax,
            createdAt: try row.get("created_at"), readyAt: try row.get("ready_at"),
            cancelReason: try row.get("cancel_reason"), version: try row.get("version"), source: RecordSource(call))
    }
}
