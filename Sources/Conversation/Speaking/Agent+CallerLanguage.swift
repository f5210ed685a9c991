public import Core
import Foundation

extension CallerLanguage {
    /// What callers say to any business.
    public static var ofAnyBusiness: CallerLanguage {
        CallerLanguage(sentences: EnglishCallers.sentences, answers: EnglishCallers.answers, places: EnglishCallers.places).fitting
    }

    /// Without sentences about things that this business does not have: where nothing fills a place, what is left is no sentence.
    fileprivate var fitting: CallerLanguage {
        let things: [(place: String, needs: String)] = [
            ("order", "item"), ("item", "item"), ("items", "item"), ("line", "item"), ("option", "option"), ("size", "size"),
            ("choices", "choice"), ("choice", "choice"), ("business", "business"),
        ]
        let missing = Set(things.filter { places[$0.needs]?.isEmpty != false }.map(\.place))
        func fitting(_ sentences: [Sentence]) -> [Sentence] {
            sentences.filter { sentence in
                !sentence.parts.contains { part in
                    if case .place(let name, isOptional: false) = part { missing.contains(name) } else { false }
                }
            }
        }
        return CallerLanguage(
            sentences: fitting(sentences), answers: answers.mapValues(fitting), places: places.mapValues(fitting))
    }
}

/// What a recogniser may know of a business's callers: general sentences, filled with the business's own names.
extension Agent {
    /// Made anew at every call; what it costs grows with the number of names.
    public var callerLanguage: CallerLanguage {
        var places = EnglishCallers.places
        let items = facts.catalogue.items
        let shared = lastWordsShared(by: items.map(\.name))
        places["item"] = items.flatMap { item in Self.spoken([item.name] + item.aliases, withoutLast: shared) }
        places["items"] = items.flatMap { item in Self.spoken(([item.name] + item.aliases).map(Spoken.plural), withoutLast: []) }
        let groups = items.flatMap(\.optionGroups)
        places["size"] = Self.distinct(
            groups.filter { $0.role == .size }.flatMap(\.options).flatMap { Self.spoken([$0.name] + $0.aliases) })
        places["option"] = Self.distinct(
            groups.filter { $0.role == .modifier }.flatMap(\.options).flatMap { Self.spoken([$0.name] + $0.aliases) })
        places["choice"] = Self.distinct(
            workflow.slots.filter { $0.name != .lines }.flatMap(\.choices).flatMap { Self.spoken([$0.name] + $0.phrases) })
        places["business"] = Self.spoken([facts.name])
        return CallerLanguage(sentences: EnglishCallers.sentences, answers: EnglishCallers.answers, places: places).fitting
    }

    /// "Pizza" where there are a Margherita Pizza and a Funghi Pizza: callers leave it out.
    private func lastWordsShared(by names: [String]) -> Set<String> {
        let lastWords = names.compactMap { name in
            let words = SpokenWords.of(name)
            return words.count > 1 ? words.last : nil
        }
        return Set(Dictionary(lastWords.map { ($0, 1) }, uniquingKeysWith: +).filter { $0.value > 1 }.keys)
    }

    private static func spoken(_ names: [String], withoutLast shared: Set<String> = []) -> [CallerLanguage.Sentence] {
        var seen: Set<[String]> = []
        return names.flatMap { name -> [[String]] in
            let words = SpokenWords.of(name)
            guard words.count > 1, let last = words.last, shared.contains(last) else { return [words] }
            return [words, words.dropLast()]
        }
        .filter { !$0.isEmpty && seen.insert($0).inserted }
        .map { CallerLanguage.Sentence([.words($0, isOptional: false)]) }
    }

    private static func distinct(_ sentences: [CallerLanguage.Sentence]) -> [CallerLanguage.Sentence] {
        var seen: Set<CallerLanguage.Sentence> = []
        return sentences.filter { seen.insert($0).inserted }
    }
}
