/// Hears which values of declared slots are named in what either side of a conversation says.
///
/// Built once for each version of the business's data, then shared by all its calls. Hearing takes time in proportion to the words.
public struct SlotListener: Sendable {
    let slots: [FollowedSlot]
    /// The words of each slot's label that tell what it is, as stems.
    let labelStems: [Set<String>]
    let choices: PhraseIndex<Choice>
    /// Reads what is neither a choice nor a time.
    let values: SlotReader

    /// One of the values of a slot, both by position.
    struct Choice: Hashable, Sendable {
        var slot: Int
        var value: Int
    }

    /// A value of a slot, by the slot's position, with the words that say it.
    struct Mention: Sendable, Hashable {
        var slot: Int
        var value: String
        var span: Range<Int>
        var confidence: Double
        /// Whether it can be nothing else: "four people", but not the four in "for four"; a whole name, but no part of one.
        var isPlain = true
    }

    /// - Parameter slots: what can be settled. Their order decides between slots of one kind.
    public init(_ slots: [FollowedSlot]) {
        self.slots = slots
        let labels = slots.map { SlotLabel.words(of: $0.label) }
        labelStems = labels.map { words in
            let telling = words.filter { !English.formWords.contains($0) }
            return Set((telling.isEmpty ? words : telling).map(WordForm.stem))
        }
        values = SlotReader(
            slots.compactMap { slot in
                if case .value(let kind) = slot.kind { SlotTarget(name: slot.name, label: slot.label, kind: kind) } else { nil }
            })
        choices = PhraseIndex(
            slots.enumerated().flatMap { position, slot in
                slot.kind.choices.enumerated().map {
                    (id: Choice(slot: position, value: $0.offset), names: Self.names(of: $0.element, slot.kind))
                }
            }, headings: labels.flatMap { $0 })
    }

    /// What is said of the slots, in the order of speech.
    ///
    /// - Parameter asked: the slots just asked for, by position: of two meanings theirs is taken.
    func mentions(in utterance: Utterance, at reader: DateTimeReader, asked: Set<Int> = []) -> [Mention] {
        let read = readMentions(in: utterance, at: reader, asked: asked)
        var mentions: [Mention] = []
        // What is clearer goes first: "for four people at six" names no time of four.
        for group in [
            flagMentions(in: utterance), read.filter(\.isPlain), choiceMentions(in: utterance, asked: asked),
            temporalMentions(in: utterance, at: reader, asked: asked), read,
        ] {
            mentions += group.filter { mention in !mentions.contains { $0.span.overlaps(mention.span) && $0.slot != mention.slot } }
        }
        if let address = AddressReader.address(in: utterance) {
            // "At 1030 Garden Street" is neither a time nor the Garden Café.
            mentions.removeAll { $0.span.overlaps(address.span) && !slots[$0.slot].kind.isPlace }
        }
        return Set(mentions).sorted { $0.span.lowerBound < $1.span.lowerBound }
    }

    /// The slots of a kind; those asked for first.
    func positions(asked: Set<Int>, where isWanted: (FollowedSlot.Kind) -> Bool) -> [Int] {
        let all = slots.indices.filter { isWanted(slots[$0].kind) }
        return all.filter(asked.contains) + all.filter { !asked.contains($0) }
    }

    private static func names(of choice: Slot.Choice, _ kind: FollowedSlot.Kind) -> [String] {
        let nicknames = kind.isPlace ? English.placeNicknames[choice.name.lowercased()] ?? [] : []
        return [choice.name] + choice.phrases + nicknames
    }
}
