/// Understands how an order comes about between a caller and somebody else, from what both sides say.
///
/// Fed the turns in order it knows at any time what is ordered. A value, so a call can be followed anew from its log at any time.
public struct OrderFollower: Sendable {
    private let reader: OrderReader
    public private(set) var lines: [OrderLine] = []
    public private(set) var type: OrderType?
    /// The probability that all of the order is right, 0...1; 0 while there is none.
    public private(set) var confidence: Double = 0

    private static let types = PhraseTable(
        (Workflow.order.slot(.orderType)?.choices ?? []).flatMap { choice in
            ([choice.name] + choice.phrases).map { (meaning: OrderType(rawValue: choice.id), phrase: $0) }
        })

    public init(_ index: CatalogueIndex) {
        reader = OrderReader(index)
    }

    /// Hears the caller.
    public mutating func caller(_ text: String) {
        let utterance = Utterance(text)
        if let match = Self.types.matches(in: utterance.tokens).last { type = match.meaning }
        let reading = reader.changes(in: utterance, cart: lines)
        guard !reading.changes.isEmpty else { return }
        lines = reader.index.applying(reading.changes.map(\.value), to: lines)
        confidence = reading.changes.map(\.confidence).min() ?? 0
    }

    /// Hears the answering side.
    public mutating func agent(_ text: String) {}
}
