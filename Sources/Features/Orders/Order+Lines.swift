import Conversation
import Core

/// What the lines of an order amount to, and what new quantities make of them.
extension [Order.Line] {
    /// How many portions of each item of the catalogue they hold.
    var portions: [CatalogueItem.ID: Int] {
        reduce(into: [:]) { portions, line in
            if let item = line.itemID { portions[item, default: 0] += line.quantity }
        }
    }

    /// Before tax; none in this currency where there are no lines.
    func price(in currency: String) -> Money {
        reduce(Money(minorUnits: 0, currency: currency)) { $0 + $1.price }
    }

    /// With new quantities; a line of which none is left is taken off.
    ///
    /// - Throws: `Problem` when a line is none of these or named twice, a quantity cannot be, or no line would be left.
    func changed(by changes: [OrderEdit.Line]) throws -> [Order.Line] {
        var lines = self
        var named: Set<Int> = []
        for (index, change) in changes.enumerated() {
            guard indices.contains(change.line), (0...OrderLine.largestQuantity).contains(change.quantity) else {
                throw Problem.invalid(
                    "#/lines/\(index)", "A line is one of the order's, from 0, and a quantity is 0 to \(OrderLine.largestQuantity).")
            }
            guard named.insert(change.line).inserted else {
                throw Problem.invalid("#/lines/\(index)/line", "A line is named once.")
            }
            lines[change.line] = self[change.line].times(change.quantity)
        }
        lines.removeAll { $0.quantity == 0 }
        guard !lines.isEmpty else { throw Problem.conflict("An order without lines is to be cancelled.") }
        return lines
    }
}

extension Order.Line {
    /// The same in another quantity: its price is a whole multiple of its portion's.
    fileprivate func times(_ quantity: Int) -> Order.Line {
        var line = self
        line.quantity = quantity
        line.price.minorUnits = price.minorUnits / self.quantity * quantity
        return line
    }
}
