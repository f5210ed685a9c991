/// Reads what a caller wants of an order out of what was said, against a catalogue and what is in the cart already.
///
/// It proposes; the dialogue decides. A question about an item comes back as a mention of it like everything else that names one.
public struct OrderReader: Sendable {
    public let index: CatalogueIndex

    public init(_ index: CatalogueIndex) {
        self.index = index
    }

    /// - Parameters:
    ///   - cart: the order so far; the changes name its lines by position.
    ///   - focus: the line last spoken of, for "make that three"; nil for the last one.
    public func changes(in utterance: Utterance, cart: [OrderLine] = [], focus: Int? = nil) -> OrderReading {
        var resolver = OrderResolver(index, utterance: utterance, cart: cart, focus: focus ?? cart.indices.last)
        resolver.resolve(OrderParser(utterance, index: index))
        var reading = resolver.reading
        reading.mentions = index.items(in: utterance)
        return reading
    }
}
