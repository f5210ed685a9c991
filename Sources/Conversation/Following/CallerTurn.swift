/// What a turn of the caller does for the matter in hand.
struct CallerTurn: Sendable {
    /// Values that the caller gives.
    var mentions: [SlotListener.Mention]
    var stance: Stance
    /// Something other than what was offered is wanted.
    var wantsAnother: Bool

    enum Stance: Sendable, Hashable {
        case accepts, refuses, open
    }

    /// - Parameter asked: the slots just asked for, by position.
    init(_ utterance: Utterance, heardBy listener: SlotListener, at reader: DateTimeReader, asked: Set<Int>) {
        mentions = listener.mentions(in: utterance, at: reader, asked: asked).filter { mention in
            Self.isMeant(mention, of: listener.slots[mention.slot].kind, in: utterance)
        }
        let cues = DealingCue.english.matches(in: utterance.tokens)
        wantsAnother = cues.contains { $0.meaning == .another }
        stance = Self.stance(of: utterance)
        let known = Set(mentions.map(\.slot))
        if known.isEmpty, let answer = Self.answer(stance, to: asked, heardBy: listener) {
            mentions.append(SlotListener.Mention(slot: answer.slot, value: answer.value, span: 0..<0, confidence: 0.8))
        }
        mentions += Self.indifference(in: utterance, heardBy: listener, asked: asked).filter { !known.contains($0.slot) }
    }

    /// "I don't mind", about what the sentence names or what was asked.
    private static func indifference(
        in utterance: Utterance, heardBy listener: SlotListener, asked: Set<Int>
    ) -> [SlotListener.Mention] {
        guard let tokens = utterance.firstRange(ofAny: English.indifference) else { return [] }
        let sentence = utterance.sentences.first { $0.contains(tokens.lowerBound) } ?? tokens
        let named = listener.named(by: Array(utterance.tokens[sentence]))
        return (named.isEmpty ? asked : named).sorted().map {
            SlotListener.Mention(slot: $0, value: SlotMention.indifferent, span: utterance.span(of: tokens), confidence: 0.6)
        }
    }

    /// The first word of agreement or refusal decides.
    static func stance(of utterance: Utterance) -> Stance {
        for match in SpeechAct.english.matches(in: utterance.tokens) {
            switch match.meaning {
            case .yes, .courtesy: return .accepts
            case .no, .neither, .correction, .cancel: return .refuses
            default: continue
            }
        }
        let cues = DealingCue.english.matches(in: utterance.tokens).map(\.meaning)
        if utterance.tokens.first?.word == "not" { return .refuses }
        return cues.contains(.failure) || cues.contains(.inability) ? .refuses : .open
    }

    /// A yes or no to a question about a single property.
    private static func answer(_ stance: Stance, to asked: Set<Int>, heardBy listener: SlotListener) -> (slot: Int, value: String)? {
        let flags = asked.filter { listener.slots[$0].kind == .flag }
        guard let flag = flags.first, asked.count == 1, stance != .open else { return nil }
        return (flag, stance == .accepts ? "True" : "False")
    }

    /// Whether the words give a value, and do not ask for it, deny it, or say goodbye.
    private static func isMeant(_ mention: SlotListener.Mention, of kind: FollowedSlot.Kind, in utterance: Utterance) -> Bool {
        guard let first = utterance.tokens.firstIndex(where: { $0.span.lowerBound >= mention.span.lowerBound }),
            let sentence = utterance.sentences.first(where: { $0.contains(first) })
        else { return true }
        if isDenied(first, in: utterance) { return false }
        let tokens = Array(utterance.tokens[sentence])
        switch kind {
        case .flag: return !isQuestion(tokens) && (tokens.last?.gap.contains("?") != true || isWish(tokens))
        case .category: return !isQuestion(tokens)
        case .date, .time: return !SpeechAct.english.matches(in: tokens).contains { [.nothingMore, .goodbye].contains($0.meaning) }
        // "What is the address of the dental office?" is about no dental office in particular.
        case .name: return mention.isPlain || !isQuestion(tokens) || isWish(tokens)
        case .place, .value: return true
        }
    }

    /// "Not today", "not a specialist".
    private static func isDenied(_ first: Int, in utterance: Utterance) -> Bool {
        let before = utterance.tokens[max(0, first - 2)..<first]
        guard let denial = before.lastIndex(where: { $0.word == "not" }) else { return false }
        return before[denial...].allSatisfy(\.joinsNext)
    }

    /// "Do they serve alcohol?", "I wonder if it is expensive": about what was offered.
    private static func isQuestion(_ tokens: [Utterance.Token]) -> Bool {
        tokens.indices.contains { index in
            guard English.questionOpeners.contains(tokens[index].word) else { return false }
            if tokens[index].word == "how" { return true }
            guard index + 1 < tokens.count else { return false }
            return English.offeredPronouns.contains(tokens[index + 1].word) || tokens[index + 1].word == "the"
        }
    }

    /// "Can you find one that serves alcohol?"
    private static func isWish(_ tokens: [Utterance.Token]) -> Bool {
        tokens.contains { English.wishWords.contains($0.word) }
    }
}
