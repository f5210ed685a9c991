import Conversation
import Core
import Storage

extension TenantTransaction {
    /// Facts of an earlier moment with what can be had now: dishes and services that are switched off or on, options that have run out,
    /// what is sold out. What the owner has removed since stays as it was, unless it was sold out.
    func available(_ earlier: BusinessFacts) throws -> BusinessFacts {
        var facts = earlier
        let items = Dictionary(try orderableItems().map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
        let soldOut = try soldOutItems()
        for index in facts.catalogue.items.indices {
            let id = facts.catalogue.items[index].id
            if let present = items[id] {
                facts.catalogue.items[index].takeAvailability(from: present)
            } else if soldOut.contains(id) {
                facts.catalogue.items[index].isAvailable = false
            }
        }
        let services = Dictionary(try services().map { ($0.id, $0.isAvailable) }, uniquingKeysWith: { first, _ in first })
        for index in facts.services.indices {
            facts.services[index].isAvailable = services[facts.services[index].id] ?? facts.services[index].isAvailable
        }
        return facts
    }
}

extension CatalogueItem {
    /// Options are the same when they have the same name in a group of the same name.
    fileprivate mutating func takeAvailability(from present: CatalogueItem) {
        isAvailable = present.isAvailable
        for group in optionGroups.indices {
            guard let options = present.optionGroups.first(where: { $0.name == optionGroups[group].name })?.options else { continue }
            for option in optionGroups[group].options.indices {
                let name = optionGroups[group].options[option].name
                guard let present = options.first(where: { $0.name == name }) else { continue }
                optionGroups[group].options[option].isAvailable = present.isAvailable
            }
        }
    }
}
