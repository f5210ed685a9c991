/// What an utterance may mean for an order. Data for the dialogue, which alone decides what is done.
public struct OrderReading: Sendable, Hashable {
    /// What the caller wants changed, in the order of speech; to be applied together, for each names its line by the place in the cart it was read against.
    public var changes: [Candidate<OrderChange>]
    /// Every item named, whether or not it is wanted: a question about one ("how much is the soup?") has mentions too.
    public var mentions: [Candidate<CatalogueItem.ID>]
    /// What was said but cannot become a change as it stands.
    public var doubts: [Candidate<OrderDoubt>]

    public init(
        changes: [Candidate<OrderChange>] = [], mentions: [Candidate<CatalogueItem.ID>] = [], doubts: [Candidate<OrderDoubt>] = []
    ) {
        self.changes = changes
        self.mentions = mentions
        self.doubts = doubts
    }
}

/// Why words that seem to be part of an order are not.
public enum OrderDoubt: Sendable, Hashable {
    /// Several items go by these words equally well. `line` is what was asked for, with the first of them.
    case ambiguous([CatalogueItem.ID], line: OrderLine)
    /// Only a heading of the menu was named ("a pizza"): which of its items?
    case category(String, items: [CatalogueItem.ID], line: OrderLine?)
    /// The item exists but is not to be had now.
    case unavailable(OrderLine)
    /// The words stand where an item would, and nothing on the menu is called so; `nearest` may be what was meant, best first.
    case unknown(String, nearest: [CatalogueItem.ID])
    /// The item was understood, but has no such option, or not now.
    case optionNotOffered(String, item: CatalogueItem.ID)
    /// Two halves of different items were asked for in one: which of them is it?
    case halves([CatalogueItem.ID])
    /// A change of something that is not in the cart ("cancel the salad" without one).
    case notInCart(CatalogueItem.ID)
}
