import Conversation
import Core

/// How callers put lines of an order into words.
struct OrderTalk {
    let catalogue: Catalogue

    /// "two large margheritas with olives and no basil".
    func phrase(for line: OrderLine, using random: inout SeededRandom) -> String {
        guard let item = item(line) else { return "" }
        let sizes = line.options.filter { role(of: $0, on: item) == .size }.map { $0.name.lowercased() }
        let name = random.element(of: names(of: item)) ?? item.name
        let sized = (sizes + [line.quantity == 1 ? name : Spoken.plural(name)]).joined(separator: " ")
        return [count(line.quantity, of: sized, using: &random), options(of: line, on: item, using: &random)].compactMap(\.self)
            .joined(separator: " ")
    }

    /// Several lines; two of the same item that differ in what is left out are said in one.
    func phrase(for lines: [OrderLine], using random: inout SeededRandom) -> String {
        var phrases: [String] = []
        var rest = lines[...]
        while let line = rest.popFirst() {
            if let next = rest.first, let left = leftOut(of: next, beside: line) {
                rest.removeFirst()
                var both = line
                both.quantity = 2
                let one = random.one(of: "one of them", "one", "one of those")
                phrases.append("\(phrase(for: both, using: &random)), \(one) \(random.one(of: "without", "with no")) \(left)")
            } else {
                phrases.append(phrase(for: line, using: &random))
            }
        }
        return listed(phrases, using: &random)
    }

    /// As somebody calls the thing when speaking of it again.
    func reference(to line: OrderLine, using random: inout SeededRandom) -> String {
        guard let item = item(line) else { return "that" }
        let name = random.element(of: names(of: item)) ?? item.name
        return "the \(line.quantity == 1 ? name : Spoken.plural(name))"
    }

    /// "with olives", "no basil": what is special about a line, beside its size.
    func options(of line: OrderLine, on item: CatalogueItem, using random: inout SeededRandom) -> String? {
        let others = line.options.filter { role(of: $0, on: item) != .size }
        let with = others.filter { $0.amount != .none }.map(wording)
        let without = others.filter { $0.amount == .none }.map { $0.name.lowercased() }
        var parts: [String] = []
        if !with.isEmpty { parts.append("with " + Spoken.list(with)) }
        if !without.isEmpty {
            let list = Spoken.list(without, "or")
            let negation =
                with.isEmpty ? random.one(of: "without", "with no", "hold the", "no") : random.one(of: "without", "but no", "and no")
            parts.append("\(negation) \(list)")
        }
        return parts.isEmpty ? nil : parts.joined(separator: " ")
    }

    func wording(_ choice: OptionChoice) -> String {
        let name = choice.name.lowercased()
        return switch choice.amount {
        case .extra: "extra \(name)"
        case .light: "light \(name)"
        case .normal, .notExtra, .none: name
        }
    }

    func item(_ line: OrderLine) -> CatalogueItem? {
        catalogue.items.first { $0.id == line.item }
    }

    func role(of choice: OptionChoice, on item: CatalogueItem) -> OptionGroup.Role? {
        item.optionGroups.first { $0.id == choice.group }?.role
    }

    /// The name, the owner's other names for it, and the name without its heading where nothing else could be meant.
    private func names(of item: CatalogueItem) -> [String] {
        var names = [item.name, item.name] + item.aliases
        let words = Utterance(item.name).tokens.map(\.word)
        guard words.count > 1, let last = words.last else { return names }
        let headings = catalogue.categories.flatMap { [$0.name] + $0.words }.map { $0.lowercased() }
        let short = words.dropLast()
        let isHeading = headings.contains { $0 == last || $0 == Spoken.plural(last) }
        let isAlone = catalogue.items.allSatisfy { other in
            other.id == item.id || !Set(short).isSubset(of: Utterance(other.name).tokens.map(\.word))
        }
        if isHeading, isAlone { names.append(short.joined(separator: " ")) }
        return names
    }

    private func count(_ quantity: Int, of name: String, using random: inout SeededRandom) -> String {
        switch quantity {
        case 1: random.one(of: Spoken.withArticle(name), Spoken.withArticle(name), "one \(name)")
        case 2: "\(random.one(of: "two", "two", "2", "a couple of")) \(name)"
        default: "\(random.one(of: Spoken.number(quantity), String(quantity))) \(name)"
        }
    }

    /// The one thing that a second line of an item lacks.
    private func leftOut(of second: OrderLine, beside first: OrderLine) -> String? {
        guard first.item == second.item, first.quantity == 1, second.quantity == 1 else { return nil }
        let more = second.options.filter { !first.options.contains($0) }
        guard more.count == 1, more[0].amount == .none, first.options.allSatisfy(second.options.contains) else { return nil }
        return more[0].name.lowercased()
    }

    private func listed(_ phrases: [String], using random: inout SeededRandom) -> String {
        guard let last = phrases.last, phrases.count > 1 else { return phrases.first ?? "" }
        return phrases.dropLast().joined(separator: random.one(of: ", ", " and ", ", and ")) + random.one(of: " and ", ", and ", " plus ")
            + last
    }
}
