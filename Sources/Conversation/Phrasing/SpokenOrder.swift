import Core
import Foundation

extension Spoken {
    /// "three large Margherita Pizzas without basil".
    static func line(_ line: OrderLine, in catalogue: Catalogue) -> String {
        guard let item = catalogue.items.first(where: { $0.id == line.item }) else { return number(line.quantity) + " items" }
        let sizes = line.options.filter { item.role(of: $0) == .size }.map(\.name)
        let others = line.options.filter { item.role(of: $0) != .size }
        let name = (sizes.map { $0.lowercased() } + [line.quantity == 1 ? item.name : plural(item.name)]).joined(separator: " ")
        var sentence = line.quantity == 1 ? withArticle(name) : number(line.quantity) + " " + name
        let with = others.filter { $0.amount != .none }.map(option)
        let without = others.filter { $0.amount == .none }.map { $0.name.lowercased() }
        if !with.isEmpty { sentence += " with " + list(with) }
        if !without.isEmpty { sentence += " without " + list(without, "or") }
        if let note = line.note { sentence += ", " + note }
        return sentence
    }

    static func lines(_ lines: [OrderLine], in catalogue: Catalogue) -> String {
        list(lines.map { line($0, in: catalogue) })
    }

    private static func option(_ choice: OptionChoice) -> String {
        let name = choice.name.lowercased()
        return switch choice.amount {
        case .extra: "extra \(name)"
        case .light: "a little \(name)"
        case .notExtra: "no extra \(name)"
        default: choice.count > 1 ? number(choice.count) + " " + plural(name) : name
        }
    }
}

extension CatalogueItem {
    /// The same choice for this item, where it offers an option of that name; groups are often defined for each item anew.
    func choice(like choice: OptionChoice) -> OptionChoice? {
        let groups = optionGroups.filter { $0.id == choice.group } + optionGroups
        let group = groups.first { group in
            group.options.contains { $0.isAvailable && $0.name.caseInsensitiveCompare(choice.name) == .orderedSame }
        }
        guard let group else { return nil }
        let name = group.options.first { $0.name.caseInsensitiveCompare(choice.name) == .orderedSame }?.name ?? choice.name
        return OptionChoice(group: group.id, name: name, amount: choice.amount, count: choice.count)
    }

    func role(of choice: OptionChoice) -> OptionGroup.Role? {
        optionGroups.first { $0.id == choice.group }?.role
    }
}
