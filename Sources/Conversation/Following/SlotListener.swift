/// Hears which values of declared slots are named in what either side of a conversation says.
///
/// Built once for each version of the business's data, then shared by all its calls. Hearing takes time in proportion to the words.
public struct SlotListener: Sendable {
    let slots: [FollowedSlot]
    /// The words of each slot's name that tell what it is, as stems.
    let nameStems: [Set<String>]
    private let choices: PhraseIndex<Choice>
    /// Reads how many there are.
    private let counts: SlotReader

    /// One of the values of a slot, both by position.
    private struct Choice: Hashable, Sendable {
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
        nameStems = slots.map { slot in
            Set(slot.name.split(separator: "_").map(String.init).filter { !English.formWords.contains($0) }.map(WordForm.stem))
        }
        let entries = slots.enumerated().flatMap { position, slot in
            slot.kind.choices.enumerated().map {
                (id: Choice(slot: position, value: $0.offset), names: Self.names(of: $0.element, slot.kind))
            }
        }
        counts = SlotReader(slots.filter { $0.kind == .count }.map(\.countTarget))
        choices = PhraseIndex(entries, headings: slots.flatMap { $0.name.split(separator: "_").map(String.init) })
    }

    /// What is said of the slots, in the order of speech.
    ///
    /// - Parameter asked: the slots just asked for, by position: of two meanings theirs is taken.
    func mentions(in utterance: Utterance, at reader: DateTimeReader, asked: Set<Int> = []) -> [Mention] {
        let counts = countMentions(in: utterance, at: reader, asked: asked)
        var mentions: [Mention] = []
        // What is clearer goes first: "for four people at six" names no time of four.
        for group in [
            flagMentions(in: utterance), counts.filter(\.isPlain), choiceMentions(in: utterance, asked: asked),
            temporalMentions(in: utterance, at: reader, asked: asked), counts,
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

    private static func names(of choice: String, _ kind: FollowedSlot.Kind) -> [String] {
        guard case .place = kind else { return [choice] }
        return [choice] + (English.placeNicknames[choice.lowercased()] ?? [])
    }
}

extension SlotListener {
    /// A name that nobody asked for must be clearer than an answer.
    private static let leastOfAnswer = 0.55
    private static let leastUnasked = 0.66
    /// So many words of a name in a row are no coincidence.
    private static let longName = 3

    private func choiceMentions(in utterance: Utterance, asked: Set<Int>) -> [Mention] {
        var mentions: [Mention] = []
        var alike: [Candidate<Choice>] = []
        func close() {
            let preferred = alike.first { asked.contains($0.value.slot) } ?? alike.first
            guard let preferred else { return }
            let isAsked = asked.contains(preferred.value.slot)
            let likelihood = preferred.confidence * Double(alike.count)
            let isLong = utterance.tokens.count { preferred.span.contains($0.span.lowerBound) } >= Self.longName
            if likelihood >= (isAsked || isLong ? Self.leastOfAnswer : Self.leastUnasked), isTelling(preferred, in: utterance) {
                let value = slots[preferred.value.slot].kind.choices[preferred.value.value]
                mentions.append(
                    Mention(
                        slot: preferred.value.slot, value: value, span: preferred.span, confidence: preferred.confidence,
                        isPlain: preferred.evidence == "its name"))
            }
            alike = []
        }
        for candidate in choices.candidates(in: utterance) {
            if let last = alike.last, last.span != candidate.span { close() }
            alike.append(candidate)
        }
        close()
        return mentions
    }

    /// Frequent words are no part of a name, "any" is not short for "Annie's Diner", and "a diner" is any.
    private func isTelling(_ candidate: Candidate<Choice>, in utterance: Utterance) -> Bool {
        if candidate.evidence == "its name" { return true }
        let tokens = utterance.tokens.indices.filter { candidate.span.contains(utterance.tokens[$0].span.lowerBound) }
        guard case .name = slots[candidate.value.slot].kind, let first = tokens.first else { return true }
        if utterance.hasCapitals, !tokens.contains(where: utterance.isCapitalised) { return false }
        let before = utterance.tokens[max(0, first - 2)..<first].map(\.word)
        if before.contains(where: { English.indefiniteWords.contains($0) }) { return false }
        return tokens.contains { !English.commonWords.contains(utterance.tokens[$0].word) && !utterance.tokens[$0].isDigits }
    }

    private func countMentions(in utterance: Utterance, at reader: DateTimeReader, asked: Set<Int>) -> [Mention] {
        let wanted = positions(asked: asked) { $0 == .count }
        guard !wanted.isEmpty else { return [] }
        let names = Set(asked.map { Slot.Name(rawValue: slots[$0].name) })
        let read = counts.values(in: utterance, asked: names, reference: reader.reference)
        return wanted.flatMap { slot in
            (read[Slot.Name(rawValue: slots[slot].name)] ?? []).compactMap { candidate in
                guard case .number(let number) = candidate.value, candidate.confidence >= 0.5 else { return nil }
                return Mention(
                    slot: slot, value: "\(number)", span: candidate.span, confidence: candidate.confidence,
                    isPlain: candidate.confidence > 0.8)
            }
        }
    }

    private func temporalMentions(in utterance: Utterance, at reader: DateTimeReader, asked: Set<Int>) -> [Mention] {
        let dates = positions(asked: asked) { $0 == .date }
        let times = positions(asked: asked) { $0 == .time }
        guard !dates.isEmpty || !times.isEmpty else { return [] }
        let expectsTime = times.first.map(asked.contains) ?? false
        let counts = positions(asked: asked) { $0 == .count }
        let phones = PhoneReader.numbers(in: utterance).map(\.span)
        var mentions: [Mention] = []
        var end = 0
        for candidate in reader.values(in: utterance, expecting: expectsTime) where candidate.span.lowerBound >= end {
            // "Right now", "at the moment" is said of many things, and wishes for nothing.
            if candidate.value == .dateTime(reader.reference) || phones.contains(where: { $0.overlaps(candidate.span) }) { continue }
            end = candidate.span.upperBound
            let isBare = !counts.isEmpty && utterance.isNumber(candidate.span)
            func add(_ slot: Int?, _ value: String) {
                guard let slot else { return }
                mentions.append(
                    Mention(slot: slot, value: value, span: candidate.span, confidence: candidate.confidence, isPlain: !isBare))
            }
            switch candidate.value {
            case .date(let date): add(dates.first, "\(date)")
            case .time(let time): add(times.first, "\(time)")
            case .dateTime(let moment):
                add(dates.first, "\(moment.date)")
                add(times.first, "\(moment.time)")
            case .dateTimes(let from?, _): add(dates.first, "\(from.date)")
            case .dates, .times, .dateTimes, .duration: break
            }
        }
        // "At half past five for four": the four is no second time.
        let isTimed = mentions.contains { $0.isPlain && times.contains($0.slot) }
        return mentions.filter { $0.isPlain || !isTimed && expectsTime }
    }
}

extension Utterance {
    /// Whether it is written with capital letters, as most recognisers do; then a name has one.
    fileprivate var hasCapitals: Bool { text.contains(where: \.isUppercase) }

    fileprivate func isCapitalised(_ token: Int) -> Bool {
        text(of: token..<(token + 1)).first.map { !$0.isLowercase } ?? false
    }

    /// Whether some scalars of the text are one number and nothing else.
    fileprivate func isNumber(_ span: Range<Int>) -> Bool {
        let words = tokens.filter { span.contains($0.span.lowerBound) }
        return words.count == 1 && (words[0].isDigits || English.cardinals[words[0].word] != nil)
    }
}
