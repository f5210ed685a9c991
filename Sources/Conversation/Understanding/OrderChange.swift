public import Core

/// One wish of a caller about the order, as it changes the cart. Lines are named by their index in the cart it was read against.
public enum OrderChange: Sendable, Hashable {
    case add(OrderLine)
    /// The line has this many units now, 1 or more.
    case setQuantity(line: Int, quantity: Int)
    case remove(line: Int)
    /// These choices take the place of earlier ones about the same options. `units` is how many of the line's units are meant
    /// ("hold the dressing on one of the salads"); nil for all.
    case choose(line: Int, options: [OptionChoice], units: Int?)
    /// The line becomes this one ("change the salad to a soup").
    case replace(line: Int, with: OrderLine)
}

extension OrderChange {
    /// The line that is changed; nil when one is added.
    fileprivate var line: Int? {
        switch self {
        case .add: nil
        case .setQuantity(let line, _), .remove(let line), .choose(let line, _, _), .replace(let line, _): line
        }
    }

    /// The same change of the line at another place.
    fileprivate func at(_ place: Int) -> OrderChange {
        switch self {
        case .add: self
        case .setQuantity(_, let quantity): .setQuantity(line: place, quantity: quantity)
        case .remove: .remove(line: place)
        case .choose(_, let options, let units): .choose(line: place, options: options, units: units)
        case .replace(_, let line): .replace(line: place, with: line)
        }
    }
}

extension CatalogueIndex {
    /// The cart after several changes that were read against it together: each names its line by the place that it had at first.
    public func applying(_ changes: [OrderChange], to cart: [OrderLine]) -> [OrderLine] {
        var cart = cart
        /// Where each line of the first cart is now; nil once it is gone.
        var places: [Int?] = Array(cart.indices)
        for change in changes {
            guard let line = change.line else {
                cart = applying(change, to: cart)
                continue
            }
            guard places.indices.contains(line), let place = places[line] else { continue }
            let count = cart.count
            cart = applying(change.at(place), to: cart)
            if cart.count < count { places[line] = nil }
            for other in places.indices {
                if let current = places[other], current > place { places[other] = current + cart.count - count }
            }
        }
        return cart
    }

    /// The cart after a change. A change whose line no longer exists leaves it as it was.
    ///
    /// Equal lines are kept as one: two plain salads added to one plain salad are a line of three.
    public func applying(_ change: OrderChange, to cart: [OrderLine]) -> [OrderLine] {
        var cart = cart
        switch change {
        case .add(let line):
            add(line, to: &cart)
        case .setQuantity(let index, let quantity) where cart.indices.contains(index):
            cart[index].quantity = max(1, quantity)
        case .remove(let index) where cart.indices.contains(index):
            cart.remove(at: index)
        case .choose(let index, let options, let units) where cart.indices.contains(index):
            var changed = cart[index]
            changed.options = merging(options, into: changed.options, of: changed.item)
            if let units, units < cart[index].quantity {
                cart[index].quantity -= units
                changed.quantity = units
                cart.insert(changed, at: index + 1)
            } else {
                cart[index] = changed
            }
        case .replace(let index, let line) where cart.indices.contains(index):
            cart[index] = line
        case .setQuantity, .remove, .choose, .replace:
            break
        }
        return cart
    }

    private func add(_ line: OrderLine, to cart: inout [OrderLine]) {
        let alike = cart.firstIndex { $0.item == line.item && Set($0.options) == Set(line.options) && $0.note == line.note }
        if let alike {
            cart[alike].quantity += line.quantity
        } else {
            cart.append(line)
        }
    }

    /// A later choice replaces the earlier one about the same option, and in a group of which only one may be chosen, any earlier one.
    func merging(_ later: [OptionChoice], into earlier: [OptionChoice], of item: CatalogueItem.ID) -> [OptionChoice] {
        let groups = self.item(item)?.optionGroups ?? []
        var merged = earlier
        for choice in later {
            let isExclusive = groups.first { $0.id == choice.group }?.isExclusive ?? false
            merged.removeAll {
                $0.group == choice.group && ($0.name == choice.name || (isExclusive && choice.amount != .none && $0.amount != .none))
            }
            merged.append(choice)
        }
        return merged
    }
}

extension OptionGroup {
    /// Whether a second choice takes the place of the first.
    var isExclusive: Bool { role == .size || maximum == 1 }
}

extension Catalogue {
    /// What a line costs: the item's price and what its options add, times its quantity. What is left out does not make it cheaper.
    /// Nil when the item is no longer in the catalogue.
    public func price(of line: OrderLine) -> Money? {
        items.first { $0.id == line.item }?.price(of: line)
    }
}

extension CatalogueItem {
    /// What a line of this item costs: see `Catalogue.price(of:)`.
    public func price(of line: OrderLine) -> Money {
        var unit = price
        for choice in line.options where choice.amount != .none {
            let option = optionGroups.first { $0.id == choice.group }?.options.first { $0.name == choice.name }
            // A default is in the price already, unless more of it is asked for.
            guard let option, !option.isDefault || choice.count > 1 || choice.amount == .extra else { continue }
            unit.minorUnits += option.priceDelta.minorUnits * choice.count
        }
        return unit * line.quantity
    }
}
