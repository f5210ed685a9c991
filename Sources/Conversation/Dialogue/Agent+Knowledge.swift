import Core
import Foundation

/// What the agent can tell about the business. Only the business's own data is said; each answer in more than one wording.
extension Agent {
    /// How many names can be listened to.
    private static let mostNames = 5

    func hoursAnswer(on date: LocalDate?, at now: Date) -> [String] {
        let local = now.local(in: facts.timeZone)
        let day = date ?? local.date
        let name = Spoken.capitalized(Spoken.date(day, today: local.date))
        if let hours = Spoken.intervals(facts.hours.intervals(on: day)) {
            return ["\(name) we are open \(hours).", "We are open \(hours) \(Spoken.date(day, today: local.date))."]
        }
        let next = (1...14).map { day.advanced(byDays: $0) }.first { !facts.hours.intervals(on: $0).isEmpty }
        let reopening = next.flatMap { next in
            Spoken.intervals(facts.hours.intervals(on: next)).map {
                " \(Spoken.capitalized(Spoken.date(next, today: local.date))) we are open \($0)."
            }
        }
        return ["\(name) we are closed.\(reopening ?? "")", "We are closed then.\(reopening ?? "")"]
    }

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

    /// What can be booked, or what a ticket can be about.
    var choicesAnswer: [String] {
        let names =
            workflow.result == .appointment ? facts.services.filter(\.isAvailable).map(\.name) : facts.categories.map(\.name)
        guard !names.isEmpty else { return Sentences.notSure }
        return ["We have \(Spoken.list(names)).", "There is \(Spoken.list(names))."]
    }

    /// The first thing on the menu that is not on the order yet: the owner decides the order of the menu.
    func recommendation(besides lines: [OrderLine]) -> CatalogueItem? {
        facts.catalogue.items.first { item in item.isAvailable && !lines.contains { $0.item == item.id } }
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
