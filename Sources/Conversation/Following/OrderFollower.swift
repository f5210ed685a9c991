/// Understands how an order comes about between a caller and somebody else, from what both sides say.
///
/// Fed the turns in order it knows at any time what is ordered. A value, so a call can be followed anew from its log at any time.
public struct OrderFollower: Sendable {
    private let reader: OrderReader
    public private(set) var lines: [OrderLine] = []
    public private(set) var type: OrderType?
    /// The probability that all of the order is right, 0...1; 0 while there is none.
    public private(set) var confidence: Double = 0

    /// What the answering side asked about in its last turn: an offer, or the order read back.
    private var asked: [OrderChange] = []
    /// Whether the answering side has spoken since something was ordered: what is named again is then most likely the same.
    private var wasHeard = false

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
        let changes = reading.changes.map(\.value)
        let stance = CallerTurn.stance(of: utterance)
        if !changes.isEmpty {
            let isMore =
                !wasHeard || utterance.tokens.first?.word == "and"
                || utterance.tokens.contains { English.moreWords.contains($0.word) }
            apply(isMore ? changes : said(again: changes, asCorrection: stance == .refuses))
            let doubt = reading.doubts.isEmpty ? 1 : Self.doubtful
            confidence = min(confidence == 0 ? 1 : confidence, (reading.changes.map(\.confidence).min() ?? 0) * doubt)
        } else if stance == .accepts {
            apply(said(again: asked, asCorrection: false))
        }
        asked = []
        wasHeard = false
    }

    /// Hears the answering side.
    public mutating func agent(_ text: String) {
        let utterance = Utterance(text)
        // "Anything else?" makes the same thing once more a second one.
        let asksForMore = DealingCue.english.matches(in: utterance.tokens).contains { $0.meaning == .another }
        wasHeard = !lines.isEmpty && !asksForMore
        guard !lines.isEmpty, utterance.clauses.contains(where: \.isQuestion) else { return }
        asked = reader.changes(in: utterance, cart: lines).changes.map(\.value)
    }

    /// What an order is worth of which a part was not understood.
    private static let doubtful = 0.6

    private mutating func apply(_ changes: [OrderChange]) {
        lines = reader.index.applying(changes, to: lines)
    }

    /// A line said again, with more about it, completes the line there is; in a correction it takes its place.
    private func said(again changes: [OrderChange], asCorrection: Bool) -> [OrderChange] {
        changes.map { change in
            guard case .add(let line) = change else { return change }
            let known = lines.indices.filter { lines[$0].item == line.item }
            guard let position = known.first(where: { lines[$0].options == line.options }) ?? known.last else { return change }
            return asCorrection ? .replace(line: position, with: line) : .choose(line: position, options: line.options, units: nil)
        }
    }
}
