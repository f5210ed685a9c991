/// What a turn of the answering side does for the matter in hand.
struct AgentTurn: Sendable {
    /// Slots that it asks for, by position.
    var asked: Set<Int> = []
    /// Values that it offers or reads back.
    var mentions: [SlotListener.Mention]
    /// Values named where it says that something could not be done.
    var refused: [SlotListener.Mention] = []
    var outcome: Outcome?
    /// Whether the caller is to check what is said.
    var asksToCheck = false
    /// Whether it holds a question of any kind.
    var asksSomething = false

    enum Outcome: Sendable, Hashable {
        case done, refused
    }

    init(_ utterance: Utterance, heardBy listener: SlotListener, at reader: DateTimeReader) {
        mentions = listener.mentions(in: utterance, at: reader)
        for sentence in utterance.sentences {
            let tokens = Array(utterance.tokens[sentence])
            let isQuestion = tokens.last?.gap.contains("?") ?? false
            if isQuestion || tokens.contains(where: { English.requestWords.contains($0.word) }) {
                asked.formUnion(listener.asked(by: tokens))
            }
        }
        for clause in utterance.clauses {
            if clause.isQuestion { asksSomething = true }
            let cues = Set(DealingCue.english.matches(in: Array(utterance.tokens[clause.tokens])).map(\.meaning))
            if cues.contains(.check) { asksToCheck = true }
            let told = Self.outcome(told: cues, isQuestion: clause.isQuestion)
            outcome = told ?? outcome
            guard told == .refused else { continue }
            let span = utterance.span(of: clause.tokens)
            refused += mentions.filter { $0.span.overlaps(span) }
            mentions.removeAll { $0.span.overlaps(span) }
        }
    }

    /// What a clause tells of how it went; a question tells nothing.
    private static func outcome(told cues: Set<DealingCue>, isQuestion: Bool) -> Outcome? {
        if isQuestion { return nil }
        let isAboutIt = cues.contains(.deal) || cues.contains(.reference)
        if cues.contains(.failure) || cues.contains(.inability) && isAboutIt || cues.isSuperset(of: [.denial, .deal]) { return .refused }
        if cues.contains(.inability) || cues.contains(.denial) || cues.contains(.intention) { return nil }
        return cues.contains(.success) || cues.contains(.completion) && isAboutIt ? .done : nil
    }
}

extension SlotListener {
    /// The slots that are called by their own names.
    func named(by tokens: [Utterance.Token]) -> Set<Int> {
        let stems = Set(tokens.map { WordForm.stem($0.word) })
        return Set(slots.indices.filter { !labelStems[$0].subtracting(Self.emptyStems).isDisjoint(with: stems) })
    }

    /// The slots that a question is about.
    func asked(by tokens: [Utterance.Token]) -> Set<Int> {
        let words = Set(tokens.map(\.word))
        return named(by: tokens).union(
            slots.indices.filter { slot in
                switch slots[slot].kind {
                case .date: return !words.isDisjoint(with: English.dateQuestions)
                case .time: return !words.isDisjoint(with: English.timeQuestions)
                case .place: return !words.isDisjoint(with: English.placeQuestions)
                case .category: return !words.isDisjoint(with: English.categoryQuestions)
                case .value(.people), .value(.number): return words.isSuperset(of: ["how", "many"])
                case .name, .flag, .value: return false
                }
            })
    }
}
