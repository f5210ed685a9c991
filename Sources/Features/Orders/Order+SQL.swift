import Conversation
import Core
import Foundation
public import Storage

extension TenantTransaction {
    /// One page of orders, newest first, before a number; nil begins with the newest.
    public func orders(before number: Int?, limit: Int) throws -> [Order] {
        let currency = try profile().currency
        return try rows("SELECT * FROM voice_restaurant_order WHERE number < \(number ?? .max) ORDER BY number DESC LIMIT \(limit)")
            .map { try Order($0, currency: currency) }
    }

    /// The newest orders of a customer, newest first.
    func orders(of customer: Customer.ID, limit: Int) throws -> [Order] {
        let currency = try profile().currency
        return try rows("SELECT * FROM voice_restaurant_order WHERE customer_id = \(customer) ORDER BY number DESC LIMIT \(limit)")
            .map { try Order($0, currency: currency) }
    }

    /// Cancels an order that nobody has begun to prepare.
    ///
    /// - Returns: nil when it is not that customer's, or no longer waiting.
    func cancelOrder(_ id: String, of customer: Customer.ID, at instant: Date) throws -> Order? {
        let currency = try profile().currency
        return try row(
            """
            UPDATE voice_restaurant_order SET order_status = \(Order.Status.cancelled), updated_at = \(instant)
            WHERE id = \(id) AND customer_id = \(customer) AND order_status = \(Order.Status.pending) RETURNING *
            """
        ).map { try Order($0, currency: currency) }
    }

    /// Stores a new order and gives it its number.
    func insert(_ order: inout Order, customer: Customer.ID?) throws {
        let number = try next("order_number", startingAt: 1001)
        order.number = String(number)
        try execute(
            """
            INSERT INTO voice_restaurant_order (id, number, call_id, order_type, order_status, customer_id, customer_name,
                customer_phone, delivery_address, lines, notes, total, created_at, updated_at)
            VALUES (\(order.id), \(number), \(order.callID), \(order.type), \(order.status), \(customer), \(order.customerName),
                \(order.customerPhone?.written), \(order.deliveryAddress), \(json: order.lines), \(order.notes),
                \(order.total.minorUnits), \(order.createdAt), \(order.createdAt))
            """)
    }
}

extension Order {
    fileprivate init(_ row: Row, currency: String) throws {
        let number: Int = try row.get("number")
        let phone: String? = try row.get("customer_phone")
        self.init(
            id: try row.get("id"), number: String(number), callID: try row.get("call_id"), type: try row.get("order_type"),
            status: try row.get("order_status"), customerName: try row.get("customer_name"),
            customerPhone: phone.flatMap { PhoneNumber($0) }, deliveryAddress: try row.get("delivery_address"),
            lines: try row.json("lines", as: [Line].self), notes: try row.get("notes"),
            total: Money(minorUnits: try row.get("total"), currency: currency), createdAt: try row.get("created_at"))
    }
}
