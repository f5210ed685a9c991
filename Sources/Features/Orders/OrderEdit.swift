public import Conversation
import Core
public import Foundation
public import Storage

/// What staff change of an order; what is left out stays.
public struct OrderEdit: Sendable, Codable {
    public var status: Order.Status?
    public var type: OrderType?
    public var customerName: String?
    /// Null takes it away.
    public var deliveryAddress: Patch<String> = .keep
    public var notes: Patch<String> = .keep
    public var readyAt: Patch<Date> = .keep
    /// Why it is, or was, cancelled.
    public var cancelReason: Patch<String> = .keep
    /// New quantities of lines; the others stay.
    public var lines: [Line]?

    public struct Line: Sendable, Codable {
        /// Its place in the order, from 0.
        public let line: Int
        /// 0 takes it off.
        public let quantity: Int
    }

    enum CodingKeys: String, CodingKey {
        case notes, lines
        case status = "order_status"
        case type = "order_type"
        case customerName = "customer_name"
        case deliveryAddress = "delivery_address"
        case readyAt = "ready_at"
        case cancelReason = "cancel_reason"
    }
}

extension BackOffice {
    /// - Throws: `StaleRecord`; `Problem` when there is no such order, or it does not allow the change.
    public func change(
        order id: String, at version: RecordVersion, to edit: OrderEdit, by principal: Principal, in tenant: Tenant
    ) async throws -> Order {
        try await act(by: principal, in: tenant) { desk in
            let before: Order = try desk.take(id, at: version)
            var order = before
            try desk.apply(edit, to: &order)
            if order.status == .cancelled, before.status.isBeforeKitchen { try desk.putBack(order.lines.portions) }
            return try desk.put(order, replacing: before, as: order.status.action(after: before.status))
        }
    }
}

extension Desk {
    private static let longestText = 1000

    fileprivate func apply(_ edit: OrderEdit, to order: inout Order) throws {
        let isBeforeKitchen = order.status.isBeforeKitchen
        if let status = edit.status { try move(&order, to: status) }
        try describe(&order, as: edit)
        guard let lines = edit.lines else { return }
        guard isBeforeKitchen else { throw Problem.conflict("The kitchen has begun: the lines cannot be changed any more.") }
        try change(lines, of: &order)
    }

    private func move(_ order: inout Order, to status: Order.Status) throws {
        guard status != order.status else { return }
        guard order.status.next.contains(status) else {
            throw Problem.notAllowed(from: order.status.rawValue, to: order.status.next.map(\.rawValue))
        }
        order.status = status
    }

    /// Whom it is for, where it goes and when.
    private func describe(_ order: inout Order, as edit: OrderEdit) throws {
        if let name = edit.customerName {
            let violations = Problem.Violation.inName(name, at: "#/customer_name")
            guard violations.isEmpty else { throw Problem.invalid(violations) }
            order.customerName = name.trimmingCharacters(in: .whitespacesAndNewlines)
        }
        if let type = edit.type { order.type = type }
        try edit.deliveryAddress.apply(to: &order.deliveryAddress, atMost: Self.longestText, at: "#/delivery_address")
        try edit.notes.apply(to: &order.notes, atMost: Self.longestText, at: "#/notes")
        edit.readyAt.apply(to: &order.readyAt)
        try edit.cancelReason.apply(to: &order.cancelReason, atMost: Self.longestText, at: "#/cancel_reason")
        if order.status != .cancelled, order.cancelReason != nil {
            throw Problem.invalid("#/cancel_reason", "Only an order that is cancelled has a reason for it.")
        }
        if order.type == .delivery, order.deliveryAddress == nil {
            throw Problem.invalid("#/delivery_address", "A delivery needs an address.")
        }
    }

    private func change(_ changes: [OrderEdit.Line], of order: inout Order) throws {
        let before = order.lines
        order.lines = try before.changed(by: changes)
        try move(from: before.portions, to: order.lines.portions, for: order)
        let goods = order.lines.price(in: order.total.currency)
        let taxed = try transaction.salesTax()?.total(of: goods)
        (order.total, order.tax) = (taxed?.total ?? goods, taxed?.tax)
    }

    /// Takes what an order needs more of an item, and puts back what it needs less.
    private func move(from before: [CatalogueItem.ID: Int], to after: [CatalogueItem.ID: Int], for order: Order) throws {
        for item in Set(before.keys).union(after.keys).sorted(by: { $0.rawValue < $1.rawValue }) {
            let more = after[item, default: 0] - before[item, default: 0]
            if more < 0 { try transaction.putBack(-more, of: item, at: now) }
            if more > 0, let left = try transaction.take(more, of: item, for: "order \(order.number)", at: now) {
                throw Problem.conflict("There are only \(left) portions left of one of the items.")
            }
        }
    }

    fileprivate func putBack(_ portions: [CatalogueItem.ID: Int]) throws {
        for (item, count) in portions { try transaction.putBack(count, of: item, at: now) }
    }
}

extension Order.Status {
    /// As the history names what became of it.
    fileprivate func action(after before: Order.Status) -> RecordChange.Action {
        switch self {
        case before, .pending: .changed
        case .confirmed: .confirmed
        case .preparing: .preparing
        case .ready: .ready
        case .completed: .completed
        case .cancelled: .cancelled
        }
    }
}
