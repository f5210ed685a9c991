/// When something is to be, and what else is said for declared slots.
extension SlotListener {
    /// Less likely readings are no mentions; likelier ones go before all others.
    private static let leastOfReading = 0.5
    private static let sure = 0.8

    func readMentions(in utterance: Utterance, at reader: DateTimeReader, asked: Set<Int>) -> [Mention] {
        let read = values.values(in: utterance, asked: Set(asked.map { slots[$0].name }), reference: reader.reference)
        return slots.indices.flatMap { slot in
            (read[slots[slot].name] ?? []).filter { $0.confidence >= Self.leastOfReading }.map { candidate in
                Mention(
                    slot: slot, value: candidate.value.written, span: candidate.span, confidence: candidate.confidence,
                    isPlain: candidate.confidence > Self.sure)
            }
        }
    }

    func temporalMentions(in utterance: Utterance, at reader: DateTimeReader, asked: Set<Int>) -> [Mention] {
        let dates = positions(asked: asked) { $0 == .date }
        let times = positions(asked: asked) { $0 == .time }
        guard !dates.isEmpty || !times.isEmpty else { return [] }
        let expectsTime = times.first.map(asked.contains) ?? false
        let hasNumbers = slots.contains { $0.kind == .value(.people) || $0.kind == .value(.number) }
        let phones = PhoneReader.numbers(in: utterance).map(\.span)
        var mentions: [Mention] = []
        var end = 0
        for candidate in reader.values(in: utterance, expecting: expectsTime) where candidate.span.lowerBound >= end {
            // "Right now", "at the moment" is said of many things, and wishes for nothing.
            if candidate.value == .dateTime(reader.reference) || phones.contains(where: { $0.overlaps(candidate.span) }) { continue }
            end = candidate.span.upperBound
            let isBare = hasNumbers && utterance.isNumber(candidate.span)
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
    /// Whether some scalars of the text are one number and nothing else.
    fileprivate func isNumber(_ span: Range<Int>) -> Bool {
        let words = tokens.filter { span.contains($0.span.lowerBound) }
        return words.count == 1 && (words[0].isDigits || English.cardinals[words[0].word] != nil)
    }
}
