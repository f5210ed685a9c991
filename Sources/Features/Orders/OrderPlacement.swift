import Conversation
import Core
import Foundation
import Storage

/// Turns what a caller confirmed into an order. Prices and availability are the catalogue's of this very transaction.
struct OrderPlacement {
    let facts: BusinessFacts
    let identifiers: IdentifierSource
    let now: Date

    /// - Parameter call: nil for what staff write down by hand.
    /// - Throws: `ActionRefusal` when the catalogue no longer allows the order; nothing is stored then.
    func place(_ draft: OrderDraft, for call: Call.ID?, in transaction: TenantTransaction) throws -> Order {
        guard !draft.lines.isEmpty else { throw ActionRefusal(.notPossible("The order has no items yet.")) }
        let items = Dictionary(facts.catalogue.items.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
        let soldOut = draft.lines.map { $0.item }.filter { items[$0]?.isAvailable != true }
        guard soldOut.isEmpty else { throw ActionRefusal(.soldOut(soldOut)) }

        let lines = try draft.lines.map { line in
            guard let item = items[line.item], let price = facts.catalogue.price(of: line) else {
                throw ActionRefusal(.soldOut([line.item]))
            }
            return Order.Line(
                item: item.name, quantity: line.quantity, options: line.options.map { $0.wording }, note: line.note, price: price,
                itemID: item.id)
        }
        let goods = lines.price(in: facts.currency)
        let taxed = facts.tax?.total(of: goods)
        let customer = try transaction.remember(draft.contact, givenIn: call, identifiers: identifiers, at: now)
        var order = Order(
            id: .init("ord_" + identifiers.uuid(at: now)), number: "", callID: call, type: draft.type ?? .takeaway, status: .pending,
            customerName: draft.contact.name ?? "", customerPhone: draft.contact.phone, deliveryAddress: draft.address, lines: lines,
            notes: draft.notes, total: taxed?.total ?? goods, tax: taxed?.tax, createdAt: now,
            readyAt: try transaction.quotedTime(at: now), source: RecordSource(call))
        try transaction.insert(&order, customer: customer)
        try take(order.lines, for: order, in: transaction)
        return order
    }

    /// - Throws: `ActionRefusal` when an item that is counted has too few left.
    private func take(_ lines: [Order.Line], for order: Order, in transaction: TenantTransaction) throws {
        for (item, portions) in lines.portions.sorted(by: { $0.key.rawValue < $1.key.rawValue }) {
            guard let left = try transaction.take(portions, of: item, for: "order \(order.number)", at: now) else { continue }
            guard left > 0 else { throw ActionRefusal(.soldOut([item])) }
            let name = lines.first { $0.itemID == item }?.item ?? "that"
            throw ActionRefusal(.notPossible("I'm sorry, we have only \(left) of the \(name) left."))
        }
    }
}
