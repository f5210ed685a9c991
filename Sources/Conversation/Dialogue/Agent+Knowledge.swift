import Core
import Foundation

/// What the agent can tell about the business. Only the business's own data is said; each answer in more than one wording.
extension Agent {
    /// How many names can be listened to.
    private static let mostNames = 5

    func priceAnswer(for items: [CatalogueItem]) -> [String] {
        let prices = items.prefix(Self.mostNames).map { item in
            item.isAvailable ? "the \(item.name) is \(price(of: item))" : "the \(item.name) is sold out today"
        }
        let sentence = Spoken.capitalized(Spoken.list(Array(prices))) + "."
        return [sentence, "As I have it, \(Spoken.list(Array(prices)))."]
    }

    func priceAnswer(for services: [Service]) -> [String]? {
        let known = (services.isEmpty ? facts.services : services).filter { $0.price != nil }.prefix(Self.mostNames)
        guard !known.isEmpty else { return nil }
        let prices = Spoken.list(known.map { "\($0.name) is \($0.price.map(Spoken.money) ?? "")" })
        return ["\(prices).", "As I have it, \(prices)."]
    }

    func durationAnswer(for services: [Service]) -> [String]? {
        let known = (services.isEmpty ? facts.services : services).prefix(Self.mostNames)
        guard !known.isEmpty else { return nil }
        let durations = Spoken.list(known.map { "\($0.name) takes \(Spoken.number($0.durationMinutes)) minutes" })
        return ["\(durations).", "As a rule \(durations)."]
    }

    func ingredientsAnswer(for item: CatalogueItem) -> [String]? {
        if let description = item.description, !description.isEmpty {
            let sentence = description.hasSuffix(".") ? description : description + "."
            let allergens = item.allergens.isEmpty ? "" : " It contains \(Spoken.list(item.allergens))."
            return ["\(item.name): \(sentence)\(allergens)", "The \(item.name), that is: \(sentence)\(allergens)"]
        }
        let parts = item.optionGroups.filter { $0.role == .modifier }.flatMap(\.options).filter(\.isDefault).map { $0.name.lowercased() }
        guard !parts.isEmpty else { return nil }
        return ["The \(item.name) comes with \(Spoken.list(parts)).", "On the \(item.name) there is \(Spoken.list(parts))."]
    }

    /// The choices of an option group that is named ("what sizes"): of the item last ordered, or else of the first that has it.
    func optionsAnswer(about words: [String], of item: CatalogueItem.ID?) -> [String]? {
        let wanted = Set(words.map(Self.singular))
        let items = [item.flatMap(self.item)].compactMap { $0 } + facts.catalogue.items.filter(\.isAvailable)
        for item in items {
            let named = item.optionGroups.first { group in
                Utterance(group.name).tokens.contains { wanted.contains(Self.singular($0.word)) }
            }
            guard let named else { continue }
            let names = Spoken.list(named.options.filter(\.isAvailable).map { $0.name.lowercased() })
            return ["For the \(item.name) there is \(names).", "The \(item.name) comes with a choice of \(names)."]
        }
        return nil
    }

    /// Never says that something is free of an allergen: that only a person at the business can promise.
    func allergensAnswer(for items: [CatalogueItem]) -> [String] {
        let sentences = items.prefix(3).map { item in
            item.allergens.isEmpty
                ? "I have no allergens on file for the \(item.name), so please check with our staff."
                : "The \(item.name) contains \(Spoken.list(item.allergens))."
        }
        let answer = sentences.joined(separator: " ")
        return [answer, "As I have it: \(answer)"]
    }

    /// Whether an item contains something that harms some guests. A no is not said: see `allergensAnswer`.
    func allergenAnswer(about allergen: String, in item: CatalogueItem) -> [String] {
        let answer = allergensAnswer(for: [item])[0]
        let alike = English.allergenGroups.first { $0.contains(allergen) } ?? [allergen]
        let isContained = item.allergens.contains { known in Utterance(known).tokens.contains { alike.contains($0.word) } }
        if isContained { return ["Yes, the \(item.name) contains \(Spoken.list(item.allergens)).", "Yes. \(answer)"] }
        guard !item.allergens.isEmpty else { return allergensAnswer(for: [item]) }
        return [
            "\(answer) That is all I have on file, so please check with our staff.",
            "For the \(item.name) I only have \(Spoken.list(item.allergens)) on file. To be safe, please check with our staff.",
        ]
    }

    /// "You can have mushrooms on the Margherita Pizza, for one fifty more": what is no item, but can be had with one.
    func offersAnswer(about words: [String]) -> [String]? {
        let wanted = Set(words.map(Self.singular))
        var offered: OptionGroup.Option?
        var items: [CatalogueItem] = []
        for item in facts.catalogue.items where item.isAvailable {
            let found = item.optionGroups.lazy.flatMap(\.options).first { option in
                option.isAvailable && Utterance(option.name).tokens.contains { wanted.contains(Self.singular($0.word)) }
            }
            guard let found, offered.map({ $0.name == found.name && $0.priceDelta == found.priceDelta }) ?? true else { continue }
            offered = found
            items.append(item)
        }
        guard let offered, !items.isEmpty else { return nil }
        let names = Spoken.list(items.prefix(Self.mostNames).map { "the \($0.name)" }, "or")
        let price = offered.isDefault || offered.priceDelta.minorUnits <= 0 ? "" : ", for \(Spoken.money(offered.priceDelta)) more"
        return [
            "You can have \(offered.name.lowercased()) on \(names)\(price).", "There is \(offered.name.lowercased()) for \(names)\(price).",
        ]
    }

    /// Headings, or all names where there are few.
    var menuAnswer: [String] {
        let items = facts.catalogue.items.filter(\.isAvailable)
        let headings = facts.catalogue.categories.map(\.name).filter { name in items.contains { $0.category == name } }
        let names = items.count <= Self.mostNames || headings.count < 2 ? items.prefix(Self.mostNames).map(\.name) : headings
        guard !names.isEmpty else { return Sentences.notSure }
        return [
            "We have \(Spoken.list(names)).", "On the menu there is \(Spoken.list(names)).", "You can choose from \(Spoken.list(names)).",
        ]
    }

    /// What can be booked, what a ticket can be about: what can be chosen first.
    var choicesAnswer: [String] {
        let names = workflow.slots.lazy.map(\.choices).first { !$0.isEmpty }?.filter(\.isAvailable).map(\.name) ?? []
        guard !names.isEmpty else { return Sentences.notSure }
        return ["We have \(Spoken.list(names)).", "There is \(Spoken.list(names))."]
    }

    /// The first thing on the menu, or under the heading that is named, that is not on the order yet: the owner decides their order.
    func recommendation(about words: [String], besides lines: [OrderLine]) -> CatalogueItem? {
        (items(about: words) + facts.catalogue.items).first { item in item.isAvailable && !lines.contains { $0.item == item.id } }
    }

    /// The cheapest things of some, or of all, cheapest first.
    func cheapest(of items: [CatalogueItem]) -> ArraySlice<CatalogueItem> {
        let items = items.isEmpty ? facts.catalogue.items.filter(\.isAvailable) : items
        return items.sorted { $0.price.minorUnits < $1.price.minorUnits }.prefix(2)
    }

    /// Available items under a heading, or with one of the words in their name, description or what they come with.
    func items(about words: [String]) -> [CatalogueItem] {
        let wanted = Set(words.map(Self.singular))
        let items = facts.catalogue.items.filter(\.isAvailable)
        let headings = facts.catalogue.categories.filter { category in
            ([category.name] + category.words).contains { wanted.contains(Self.singular($0.lowercased())) }
        }
        let underHeading = items.filter { item in headings.contains { $0.name == item.category } }
        if !underHeading.isEmpty { return underHeading }
        return items.filter { item in
            let parts = item.optionGroups.flatMap(\.options).filter(\.isDefault).map(\.name)
            let texts = [item.name, item.description ?? ""] + parts
            return texts.contains { Utterance($0).tokens.contains { wanted.contains(Self.singular($0.word)) } }
        }
    }

    private func price(of item: CatalogueItem) -> String {
        Spoken.money(item.price)
    }

    private static func singular(_ word: String) -> String {
        word.count > 3 && word.hasSuffix("s") ? String(word.dropLast()) : word
    }
}
