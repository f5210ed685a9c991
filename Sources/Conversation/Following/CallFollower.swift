/// Understands a conversation between a caller and somebody else, a person or another agent, from what both sides say.
///
/// Fed the turns in order it knows at any time what the caller gave, what was offered and agreed, and whether the matter was
/// settled. A value, so a call can be followed anew from its log at any time.
public struct CallFollower: Sendable {
    private let listener: SlotListener
    private let reader: DateTimeReader
    private var held: [Int: Held] = [:]
    /// Slots that the answering side asked for in its last turn.
    private var asked: Set<Int> = []
    private var phase = Phase.gathering
    private var settled: Settlement?

    private enum Phase {
        case gathering
        /// The caller heard what is about to be settled.
        case readBack
        /// The caller agreed to it.
        case agreed
        case settled
    }

    /// The values of a slot that are alive.
    private struct Held: Sendable {
        var agreed: String?
        /// Offered or read back by the answering side, and not yet refused.
        var proposed: String?

        var current: String? { proposed ?? agreed }
    }

    /// - Parameters:
    ///   - listener: hears what can be settled.
    ///   - reader: reads dates and times as seen from the call.
    public init(_ listener: SlotListener, at reader: DateTimeReader) {
        self.listener = listener
        self.reader = reader
    }

    /// What was settled last: the record, and how sure it is.
    public struct Settlement: Sendable, Hashable {
        /// By the slot's name; required and optional slots.
        public var values: [Slot.Name: String]
        /// The probability that all of it is right, 0...1.
        public var confidence: Double
    }

    /// How often the record is right where a yes was heard and then the word that it is done, and where one of the two is missing.
    private static let told = 0.95
    private static let implied = 0.8

    /// Nil while nothing is settled, or when what was wanted could not be had.
    public var settlement: Settlement? { settled }

    /// The last value of every slot that somebody named and nobody refused, by the slot's name.
    public var values: [Slot.Name: String] {
        Dictionary(uniqueKeysWithValues: held.compactMap { slot, held in held.current.map { (listener.slots[slot].name, $0) } })
    }

    /// Hears the caller.
    ///
    /// - Returns: what the caller gives in this turn, in the order of speech; a slot given twice counts as last said.
    public mutating func caller(_ text: String) -> [SlotMention] {
        let utterance = Utterance(text)
        let turn = CallerTurn(utterance, heardBy: listener, at: reader, asked: asked)
        var given: [Int: SlotListener.Mention] = [:]
        for mention in turn.mentions { given[mention.slot] = mention }
        // Who names what was offered takes it, and gives nothing new.
        given = given.filter { !isKnown($0.value, saidBy: utterance) }
        let isChange = given.keys.contains { listener.slots[$0].use != .search }
        if turn.stance == .refuses || turn.wantsAnother {
            for slot in Array(held.keys) { held[slot]?.proposed = nil }
        } else {
            for (slot, values) in held { held[slot]?.agreed = values.current }
        }
        for mention in given.values {
            held[mention.slot] = Held(agreed: mention.value == SlotMention.indifferent ? nil : mention.value, proposed: nil)
        }
        if phase == .readBack {
            phase = !isChange && turn.stance != .refuses ? .agreed : .gathering
        } else if phase == .agreed || phase == .settled && isChange {
            phase = .gathering
        }
        asked = []
        return given.values.sorted { $0.span.lowerBound < $1.span.lowerBound }.map {
            SlotMention(slot: listener.slots[$0.slot].name, value: $0.value, span: $0.span, confidence: $0.confidence)
        }
    }

    /// Hears the answering side.
    public mutating func agent(_ text: String) {
        let turn = AgentTurn(Utterance(text), heardBy: listener, at: reader)
        asked = turn.asked
        if turn.outcome == .refused || phase == .agreed && isCounterOffer(turn) {
            if phase == .agreed { settled = nil }
            phase = .gathering
        } else if isSettled(by: turn), let values = record {
            settled = Settlement(values: values, confidence: phase == .agreed && turn.outcome == .done ? Self.told : Self.implied)
            phase = .settled
            return
        }
        // "It was full at six, would seven do?" What was agreed on and could not be had is no offer.
        let offered = turn.refused.filter { held[$0.slot]?.agreed != $0.value } + turn.mentions
        for mention in offered { held[mention.slot, default: Held()].proposed = mention.value }
        if phase != .settled, !offered.isEmpty { phase = record == nil ? .gathering : .readBack }
    }

    /// Whether a value is already held. A part of a name may stand for several, and then for the one that is spoken of.
    private func isKnown(_ mention: SlotListener.Mention, saidBy utterance: Utterance) -> Bool {
        guard let current = held[mention.slot]?.current else { return false }
        if current == mention.value { return true }
        guard !mention.isPlain else { return false }
        let known = Set(Utterance(current).tokens.map(\.word))
        return utterance.tokens.allSatisfy { !mention.span.contains($0.span.lowerBound) || known.contains($0.word) }
    }

    /// Other values than those agreed on, in a question or without a word that it is done, are an offer in their place.
    private func isCounterOffer(_ turn: AgentTurn) -> Bool {
        let isOther = turn.mentions.contains { mention in
            listener.slots[mention.slot].use != .search && held[mention.slot]?.agreed.map { $0 != mention.value } ?? false
        }
        return isOther && (turn.outcome != .done || turn.asksSomething)
    }

    /// Who has heard a yes and asks nothing more has settled it, also without saying so.
    private func isSettled(by turn: AgentTurn) -> Bool {
        let isCheck = turn.asksToCheck && !turn.mentions.isEmpty
        return switch phase {
        case .agreed: !isCheck && (turn.outcome == .done || turn.asked.isEmpty)
        case .readBack: turn.outcome == .done && !isCheck
        case .gathering: turn.outcome == .done && !isCheck && turn.mentions.isEmpty
        case .settled: false
        }
    }

    /// What would be settled now; nil while something required is unknown.
    private var record: [Slot.Name: String]? {
        var record: [Slot.Name: String] = [:]
        for (position, slot) in listener.slots.enumerated() where slot.use != .search {
            if let value = held[position]?.current ?? slot.fallback {
                record[slot.name] = value
            } else if slot.use == .required {
                return nil
            }
        }
        return record
    }
}
