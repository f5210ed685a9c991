import Conversation
import Core

/// The menu of a small restaurant, as its owner would enter it.
enum TrattoriaMenu {
    static let index = CatalogueIndex(catalogue)

    static let catalogue = Catalogue(
        items: [
            pizza("margherita", "Margherita Pizza", 1899, without: ["Basil"]),
            pizza("funghi", "Funghi Pizza", 1450, without: ["Mushrooms"]),
            pizza("diavola", "Pizza Diavola", 1650, aliases: ["spicy salami pizza"]),
            CatalogueItem(
                id: .init("caesar"), name: "Caesar Salad", category: "Salads", price: dollars(1299), optionGroups: [dressing]),
            CatalogueItem(id: .init("greek"), name: "Greek Salad", category: "Salads", price: dollars(1199), optionGroups: [dressing]),
            CatalogueItem(id: .init("tiramisu"), name: "Tiramisu", category: "Desserts", price: dollars(750)),
            CatalogueItem(id: .init("lasagne"), name: "Lasagne", category: "Pasta", price: dollars(1550), isAvailable: false),
            CatalogueItem(id: .init("latte"), name: "Latte", category: "Drinks", price: dollars(450), optionGroups: [shots]),
            CatalogueItem(id: .init("coke"), name: "Coca-Cola", category: "Drinks", price: dollars(300), aliases: ["coke"]),
            CatalogueItem(id: .init("sevenUp"), name: "Seven Up", category: "Drinks", price: dollars(300)),
        ],
        categories: [
            .init(name: "Pizza"), .init(name: "Salads", words: ["salad"]), .init(name: "Desserts"), .init(name: "Pasta"),
            .init(name: "Drinks"),
        ])

    private static let sizes = OptionGroup(
        id: .init("size"), name: "Size", role: .size, maximum: 1,
        options: [
            option("Small", -200), option("Medium", 0, isDefault: true), option("Large", 300),
        ])

    private static let dressing = OptionGroup(
        id: .init("dressing"), name: "Extras",
        options: [option("Dressing", 0, isDefault: true), option("Onions", 0), option("Chicken", 350)])

    private static let shots = OptionGroup(id: .init("shots"), name: "Additions", options: [option("Espresso shot", 80, aliases: ["shot"])])

    private static func pizza(_ id: String, _ name: String, _ price: Int, aliases: [String] = [], without defaults: [String] = [])
        -> CatalogueItem
    {
        let toppings = ["Basil", "Mushrooms", "Onions", "Olives", "Olive Oil"].map { option($0, 150, isDefault: defaults.contains($0)) }
        return CatalogueItem(
            id: .init(id), name: name, category: "Pizza", price: dollars(price), aliases: aliases,
            optionGroups: [sizes, OptionGroup(id: .init("toppings of \(id)"), name: "Toppings", options: toppings)])
    }

    private static func option(_ name: String, _ delta: Int, aliases: [String] = [], isDefault: Bool = false) -> OptionGroup.Option {
        OptionGroup.Option(name: name, aliases: aliases, priceDelta: dollars(delta), isDefault: isDefault)
    }

    private static func dollars(_ cents: Int) -> Money { Money(minorUnits: cents, currency: "USD") }
}

extension CatalogueIndex {
    /// The cart after what was said.
    func order(after utterances: String...) -> [String] {
        var cart: [OrderLine] = []
        for utterance in utterances {
            for change in OrderReader(self).changes(in: Utterance(utterance), cart: cart).changes {
                cart = applying(change.value, to: cart)
            }
        }
        return words(cart)
    }

    /// A cart in words: "2 margherita large -basil".
    func words(_ cart: [OrderLine]) -> [String] { cart.map(words) }

    private func words(_ line: OrderLine) -> String {
        let options = line.options.map { choice in
            let name = choice.name.lowercased()
            let counted = choice.count > 1 ? "\(choice.count)x \(name)" : name
            return switch choice.amount {
            case .normal: counted
            case .extra: "++\(counted)"
            case .light: "~\(counted)"
            case .none: "-\(counted)"
            case .notExtra: "+-\(counted)"
            }
        }
        return (["\(line.quantity)", line.item.rawValue] + options + (line.note.map { ["(\($0))"] } ?? [])).joined(separator: " ")
    }
}
