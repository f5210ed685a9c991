import Conversation
import Core
import Foundation

/// Something that is not as a caller wants it.
enum Difference: Hashable {
    case missing(OrderLine)
    case extra(Form.Line)
    /// The item is right, but not how many of it.
    case quantity(OrderLine, instead: Int)
    /// The item is right, but not what it is to be like.
    case options(OrderLine, instead: [String])
    case value(Slot.Name)
    case time
    /// The account is not the caller's.
    case account
}

extension Wish {
    /// What of the lines is not as it is wanted; the amounts of equal lines count together.
    func differences(from lines: [Form.Line], at business: BusinessFacts) -> [Difference] {
        let talk = OrderTalk(catalogue: business.catalogue)
        var wanted = self.lines
        var held = lines
        func matches(_ line: OrderLine, _ other: Form.Line) -> Bool {
            guard let item = talk.item(line), item.name == other.item else { return false }
            return Self.options(of: line, on: item) == Self.options(other.options, on: item)
        }
        // Equal in all but number first, so that of two lines of an item the right one is compared.
        var differences: [Difference] = []
        for line in wanted {
            guard let index = held.firstIndex(where: { matches(line, $0) && $0.quantity == line.quantity }) else { continue }
            held.remove(at: index)
            wanted.removeAll { $0 == line }
        }
        for line in wanted {
            if let index = held.firstIndex(where: { matches(line, $0) }) {
                differences.append(.quantity(line, instead: held.remove(at: index).quantity))
            } else if let index = held.firstIndex(where: { $0.item == talk.item(line)?.name && $0.quantity == line.quantity }) {
                differences.append(.options(line, instead: held.remove(at: index).options))
            } else {
                differences.append(.missing(line))
            }
        }
        return differences + held.map { .extra($0) }
    }

    /// What of a field is not as it is wanted.
    func isMet(_ slot: Slot, by text: String) -> Bool {
        guard let wanted = values[slot.name]?.written else { return true }
        switch slot.kind {
        case .phone: return PhoneNumber(text)?.identity == PhoneNumber(wanted)?.identity
        // What is taken as it is said may come with a word more.
        case .text:
            let words = Utterance(wanted).tokens.map(\.word).filter { $0 != "a" && $0 != "the" }
            return Set(words).isSubset(of: Utterance(text).tokens.map(\.word))
        default: return Utterance(text).tokens.map(\.word) == Utterance(wanted).tokens.map(\.word)
        }
    }

    /// The options that make a difference: a default that was named is none.
    static func options(of line: OrderLine, on item: CatalogueItem) -> Set<String> {
        options(line.options.map(\.wording), on: item)
    }

    static func options(_ wordings: [String], on item: CatalogueItem) -> Set<String> {
        let options = item.optionGroups.flatMap(\.options)
        // Nor is it one to leave out what does not belong there.
        let idle = options.map { $0.isDefault ? $0.name.lowercased() : "no \($0.name.lowercased())" }
        return Set(wordings.map { $0.lowercased() }).subtracting(idle)
    }
}
