/// One item of an order as the caller said it, before it is held against the catalogue and the cart.
struct SpokenLine: Sendable {
    /// The items its name may mean, the best first; empty while nothing named one ("one with olives").
    var items: [PhraseMatch<CatalogueIndex.Term>] = []
    /// The heading that was named in place of an item.
    var category: Int?
    /// Nil when no number was said.
    var quantity: Int?
    var options: [SpokenOption] = []
    /// What was said of it that no option of the catalogue is called by: "large", "no ice".
    var notes: [String] = []
    /// A word that stands where an item's name would and that nothing in the catalogue explains.
    var unknown: Range<Int>?
    /// Whether it was asked for ("I'd like", a number) and not only talked of.
    var isWished = false
    /// Whether it is said in correction of the line before it: "make it a soup".
    var correctsLast = false
    var relation: Relation = .own
    /// Whether it is said to be some of the line before: "one of them without onions".
    var isPart = false
    /// How many of its units are meant: "one of the salads".
    var units: Int?
    var wish: Wish = .want
    var tokens: Range<Int>

    /// How it came to its item.
    enum Relation: Sendable, Hashable {
        /// It names one.
        case own
        /// "One with olives": of the line before, or besides it.
        case another
        /// Always besides the line before: "another".
        case besides
        /// "The other": what is left of the line before.
        case rest
        /// "On the salad": one that was ordered before.
        case pointed
        /// "That", "the second one": something in the cart; an ordinal counts from 0, -1 is the last.
        case inCart(ordinal: Int?)
        /// "All of them": everything in the cart.
        case wholeCart
        /// "The same again".
        case again
    }

    enum Wish: Sendable, Hashable {
        case want
        /// "Make the salads two".
        case make
        /// "Change the soup", and what it is changed "to".
        case change, changed
        case cancel
        /// "Just one salad".
        case only
        /// "Instead of the soup".
        case replaced
    }

    var hasItem: Bool { !items.isEmpty }
}

/// An option as it was said.
struct SpokenOption: Sendable {
    /// What its name may mean, the best first: `CatalogueIndex.Term.option` only.
    var names: [PhraseMatch<CatalogueIndex.Term>]
    var amount: OptionChoice.Amount = .normal
    var count: Int?
    /// Whether it was said before the item's name ("a mushroom pizza").
    var isBefore = false

    /// The positions of the options it may mean.
    var terms: [Int] {
        names.compactMap { if case .option(let term) = $0.id { term } else { nil } }
    }

    var tokens: Range<Int> { names.first?.tokens ?? 0..<0 }
    var confidence: Double { names.first?.confidence ?? 0 }
}
