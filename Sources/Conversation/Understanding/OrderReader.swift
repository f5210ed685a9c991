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
        let parser = OrderParser(utterance, index: index)
        resolver.resolve(parser)
        var reading = resolver.reading
        reading.mentions = parser.symbols.flatMap { mentions(in: $0, of: utterance) }
        return reading
    }

    private func mentions(in symbol: OrderSymbol, of utterance: Utterance) -> [Candidate<CatalogueItem.ID>] {
        symbol.names.compactMap { match in
            guard case .item(let item) = match.id else { return nil }
            return Candidate(
                index.catalogue.items[item].id, span: utterance.span(of: match.tokens),
                confidence: match.confidence / Double(symbol.names.count), evidence: match.evidence)
        }
    }
}
