import Conversation
import Core

extension WishSource {
    func lines(using random: inout SeededRandom) -> [OrderLine] {
        let items = random.shuffled(business.catalogue.items.filter(\.isAvailable))
        var lines = items.prefix(random.one(of: 1, 1, 1, 2, 2, 2, 3, 3, 4)).map { line(of: $0, using: &random) }
        // "Two pizzas, one of them without onions."
        if random.chance(0.12), let index = lines.indices.first(where: { lines[$0].options.contains { $0.amount == .none } }) {
            var plain = lines[index]
            plain.options.removeAll { $0.amount == .none }
            lines[index].quantity = 1
            plain.quantity = 1
            lines.insert(plain, at: index)
        }
        return lines
    }

    /// One thing more, one less, or another number of one.
    func changeLines(_ wish: inout Wish, using random: inout SeededRandom) {
        guard !wish.lines.isEmpty else { return }
        let index = random.number(below: wish.lines.count)
        let isAlone = wish.lines.count { $0.item == wish.lines[index].item } == 1
        switch random.number(below: 3) {
        case 0 where wish.lines.count > 1 && isAlone:
            wish.lines.remove(at: index)
        case 1 where isAlone:
            wish.lines[index].quantity = random.one(of: 1, 2, 3, 4)
        default:
            let others = business.catalogue.items.filter { item in item.isAvailable && !wish.lines.contains { $0.item == item.id } }
            guard let item = random.element(of: others) else { return }
            wish.lines.append(line(of: item, using: &random))
        }
    }

    private func line(of item: CatalogueItem, using random: inout SeededRandom) -> OrderLine {
        let quantity = random.one(of: 1, 1, 1, 1, 1, 1, 2, 2, 3, random.one(of: 4, 5, 6))
        return OrderLine(
            item: item.id, quantity: quantity, options: item.optionGroups.flatMap { options(of: $0, on: item, using: &random) })
    }

    private func options(of group: OptionGroup, on item: CatalogueItem, using random: inout SeededRandom) -> [OptionChoice] {
        // What two groups of an item share cannot be told apart by its name.
        let shared = item.optionGroups.filter { $0.id != group.id }.flatMap(\.options).map { $0.name.lowercased() }
        let options = random.shuffled(group.options.filter { $0.isAvailable && !shared.contains($0.name.lowercased()) })
        let added = options.filter { !$0.isDefault }
        let owed = max(0, group.minimum - group.options.count { $0.isDefault })
        if owed > 0 { return added.prefix(owed).map { OptionChoice(group: group.id, name: $0.name) } }
        if group.role == .size || group.maximum == 1 {
            guard random.chance(0.5), let option = options.first else { return [] }
            return [OptionChoice(group: group.id, name: option.name)]
        }
        guard random.chance(0.3) else { return [] }
        let most = max(1, min(group.maximum ?? 2, 2))
        return options.prefix(random.one(of: 1, most)).map { option in
            let amount: OptionChoice.Amount =
                option.isDefault ? random.one(of: .none, .none, .none, .extra, .light) : .normal
            return OptionChoice(group: group.id, name: option.name, amount: amount)
        }
    }
}
