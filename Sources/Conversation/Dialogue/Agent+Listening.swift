import Core
import Foundation

/// From words to candidates: what an utterance can mean at this point of the call. Nothing is decided here.
extension Agent {
    func listen(to hypothesis: Hypothesis, in state: Dialogue.State, at now: Date) -> Heard {
        var heard = Heard(Utterance(hypothesis.text).withoutHesitation, confidence: hypothesis.confidence)
        // A plain "yes that's right" or "say that again" is not searched for values; "will", where a name is expected, is.
        let isTimeAsked = state.question == .slot(.start) || state.question == .offers
        guard
            !heard.content.isEmpty || heard.has(.anyTime) || isTimeAsked || state.question == .slot(.customerName) && heard.isIdle
                || phrases.values.contains(where: { !$0.matches(in: heard.utterance.tokens).isEmpty })
        else { return heard }
        readNumber(&heard, in: state)
        readName(&heard, isExpected: [.slot(.customerName), .confirm(.customerName), .knownName].contains(state.question))
        readCorrections(&heard, in: state)
        readAddress(&heard, isExpected: state.question == .slot(.address))
        readChoices(&heard, in: state, at: now)
        readTime(&heard, in: state, at: now)
        readOrder(&heard, in: state)
        readNote(&heard, at: now)
        readNameBesideOthers(&heard, in: state)
        readOtherName(&heard, in: state)
        readAccount(&heard, in: state)
        readDeclared(&heard, in: state, at: now)
        return heard
    }

    /// The place of the option or choice that an answer names, if it names just one.
    func nearest(to utterance: Utterance, among names: [String]) -> Int? {
        let index = PhraseIndex(names.enumerated().map { (id: $0.offset, names: [$0.element]) })
        let found = index.candidates(in: utterance)
        guard let best = found.max(by: { $0.confidence < $1.confidence }) else { return nil }
        let rivals = found.filter { $0.value != best.value && $0.confidence > best.confidence - 0.1 }
        return rivals.isEmpty ? best.value : nil
    }
}

extension Agent {
    /// From here on what was read as a name is likelier one than not, 0...1.
    private static let plausibleName = 0.6
    /// The fewest digits that can be called back.
    static let shortestNumber = 7

    private func readNumber(_ heard: inout Heard, in state: Dialogue.State) {
        let isDictating = state.question == .slot(.customerPhone)
        guard
            let read = isDictating
                ? dictated(in: heard.utterance, after: state.digits) : PhoneReader.numbers(in: heard.utterance, region: facts.region).last
        else { return }
        if let number = PhoneReader.phoneNumber(read.value, region: facts.region) {
            heard.values[.customerPhone] = Candidate(.phone(number), span: read.span, confidence: read.confidence, evidence: read.evidence)
            heard.explain(read.span)
        } else if isDictating {
            heard.digits = read.value
            heard.explain(read.span)
        }
    }

    /// What was said after a local number is its area code, or the number once more; else digits follow digits.
    func dictated(in utterance: Utterance, after digits: String) -> Candidate<String>? {
        let region = facts.region
        guard var read = PhoneReader.dictation(in: utterance, region: region) else { return nil }
        // So many digits are no rest of a number, but the number once more, unless they make it whole or follow a country code.
        let isCountryCode = digits.hasPrefix("+") && digits.count <= 4 || digits.hasPrefix("00") && digits.count <= 5
        if read.value.count >= Self.shortestNumber, !isCountryCode, PhoneReader.phoneNumber(digits + read.value, region: region) == nil {
            return read
        }
        guard let local = region.localLength, digits.count == local, digits.first != "+" else {
            return PhoneReader.dictation(after: digits, in: utterance, region: region)
        }
        if read.value.count == region.lengths.lowerBound - local { read.value += digits }
        return read
    }

    private func readName(_ heard: inout Heard, isExpected: Bool) {
        let isNamed = isExpected || heard.utterance.tokens.contains { Slot.Kind.personName.english.contains($0.word) }
        guard
            let read = NameReader.name(in: heard.utterance, expecting: isExpected) ?? (isNamed ? spelledName(in: heard) : nil)
                ?? (isExpected ? nameAtTheEnd(of: heard) : nil),
            !heard.isSteering(read.span) || heard.isIdle
        else { return }
        let confidence = confidence(inName: read.confidence)
        heard.values[.customerName] = Candidate(.text(read.value), span: read.span, confidence: confidence, evidence: read.evidence)
        heard.explain(read.span)
    }

    /// A plausible name is not asked about on its own, for every name is read back before anything is done.
    func confidence(inName confidence: Double) -> Double {
        confidence >= Self.plausibleName ? max(confidence, facts.thresholds.accept) : confidence
    }

    /// "It has been a long day, Ada Byron please": what is said last.
    private func nameAtTheEnd(of heard: Heard) -> Candidate<String>? {
        let tokens = heard.utterance.tokens
        guard let comma = tokens.dropLast().lastIndex(where: { $0.gap.contains { ",;.".contains($0) } && tokens.last != $0 }) else {
            return nil
        }
        let rest = String(heard.utterance.text.unicodeScalars.dropFirst(tokens[comma + 1].span.lowerBound))
        guard var read = NameReader.name(in: Utterance(rest), expecting: true), read.value.contains(" ") else { return nil }
        let offset = tokens[comma + 1].span.lowerBound
        read.span = read.span.lowerBound + offset..<read.span.upperBound + offset
        return read
    }

    /// "A D A, B Y R O N": both names spelled, with a break between them or none.
    private func bothNamesSpelled(in heard: Heard) -> Candidate<String>? {
        var words: [String] = []
        var span: Range<Int>?
        let tokens = heard.utterance.tokens
        var start = 0
        for end in tokens.indices.map({ $0 + 1 }) where end == tokens.count || tokens[end - 1].gap.contains(",") {
            defer { start = end }
            // A part is letters to its end; before the first of them it may be said that it is the name.
            let part = Utterance(heard.utterance.text(of: start..<end))
            guard let spelled = SpellingReader.word(in: part), spelled.span.upperBound == part.tokens.last?.span.upperBound,
                words.isEmpty || spelled.span.lowerBound == part.tokens.first?.span.lowerBound
            else { continue }
            words.append(spelled.value)
            let whole = heard.utterance.span(of: start..<end)
            span = (span?.lowerBound ?? whole.lowerBound)..<whole.upperBound
        }
        if words.count > 1, let span {
            return Candidate(words.joined(separator: " ").capitalisedName, span: span, confidence: 0.85, evidence: "two words spelled")
        }
        let read = NameReader.names(in: [Hypothesis(heard.utterance.text)]).first
        return read.flatMap { $0.evidence == "spelled name" && $0.value.contains(" ") ? $0 : nil }
    }

    /// "S I O B H A N, Byrne with a Y": what is spelled, and the name said after it.
    private func spelledName(in heard: Heard) -> Candidate<String>? {
        if let both = bothNamesSpelled(in: heard) { return both }
        guard let spelled = SpellingReader.word(in: heard.utterance), spelled.value.count >= 2 else { return nil }
        let rest = heard.utterance.tokens.filter { $0.span.lowerBound >= spelled.span.upperBound }
        let asides: Set<String> = ["with", "like", "as", "that", "and", "spelled"]
        let words = rest.prefix { !asides.contains($0.word) }.prefix(3)
        let said = words.map { Spoken.capitalized($0.word) }
        let end = words.last?.span.upperBound ?? spelled.span.upperBound
        return Candidate(
            ([Spoken.capitalized(spelled.value)] + said).joined(separator: " "), span: spelled.span.lowerBound..<end,
            confidence: spelled.confidence, evidence: spelled.evidence)
    }

    private func readAddress(_ heard: inout Heard, isExpected: Bool) {
        guard workflow.slot(.address) != nil,
            let read = AddressReader.address(
                in: heard.utterance, expecting: isExpected, postcodes: PostcodeFormat.formats(of: facts.region))
        else { return }
        heard.values[.address] = Candidate(.text(read.value), span: read.span, confidence: read.confidence, evidence: read.evidence)
        heard.explain(read.span)
        // Who gives an address wants it brought.
        let delivery = SlotValue.choice(OrderType.delivery.rawValue)
        heard.values[.orderType] = Candidate(delivery, span: read.span, confidence: read.confidence, evidence: "an address")
    }

    private func readChoices(_ heard: inout Heard, in state: Dialogue.State, at now: Date) {
        for slot in workflow.slots {
            guard case .choice(let choices, let saying) = slot.kind else { continue }
            let isAsked = state.question == .slot(slot.name) || state.isInDoubt(about: slot.name)
            if state.question == .slot(slot.name), let index = pointedAt(in: heard, at: now)?.index(in: choices.count),
                heard.isPointing || names[slot.name]?.candidates(in: heard.utterance).isEmpty != false
            {
                let whole = heard.utterance.tokens.isEmpty ? 0..<0 : heard.utterance.span(of: heard.utterance.tokens.indices)
                heard.values[slot.name] = Candidate(
                    .choice(choices[index].id), span: whole, confidence: 0.9, evidence: "its place in the list")
                continue
            }
            switch saying {
            case .phrases:
                guard let match = phrases[slot.name]?.matches(in: heard.utterance.tokens).last else { continue }
                take(
                    Candidate(match.meaning, span: heard.utterance.span(of: match.tokens), confidence: 0.93, evidence: "a fixed phrase"),
                    of: slot, in: &heard)
            case .names:
                readNamed(slot, in: &heard)
            case .description:
                // Later it must be said that this is what it is about.
                let isNamed = heard.utterance.tokens.contains { English.subjectOpeners.contains($0.word) }
                guard isAsked || state.values[.description] == nil || isNamed && heard.values.isEmpty else { continue }
                readDescribed(slot, in: &heard)
            case .nothing:
                continue
            }
        }
    }

    /// Which of the choices is pointed at; "the third of May" and "first thing tomorrow" point at none.
    private func pointedAt(in heard: Heard, at now: Date) -> Position? {
        guard let match = heard.positions.first else { return nil }
        let pointing = heard.utterance.span(of: match.tokens)
        let times = DateTimeReader(reference: now, timeZone: facts.timeZone).values(in: heard.utterance)
        let isTime = times.contains { $0.span.overlaps(pointing) && $0.span.upperBound > pointing.upperBound }
        return isTime ? nil : match.meaning
    }

    private func take(_ candidate: Candidate<String>, of slot: Slot, in heard: inout Heard) {
        heard.values[slot.name] = Candidate(
            .choice(candidate.value), span: candidate.span, confidence: candidate.confidence, evidence: candidate.evidence)
        heard.explain(candidate.span)
    }

    private func readNamed(_ slot: Slot, in heard: inout Heard) {
        let found = (names[slot.name]?.candidates(in: heard.utterance) ?? []).sorted { $0.confidence > $1.confidence }
        guard let best = found.first, best.confidence >= 0.25 else { return }
        let joints: Set<String> = ["and", "or", "plus"]
        let rivals = found.filter { other in
            if other.span == best.span { return other.confidence > best.confidence - 0.1 }
            // "A blood test and a checkup": one is booked at a time, so it is asked which.
            let between = min(best.span.upperBound, other.span.upperBound)..<max(best.span.lowerBound, other.span.lowerBound)
            guard other.value != best.value, other.confidence >= 0.5, !between.isEmpty else { return false }
            return heard.utterance.tokens.contains { between.contains($0.span.lowerBound) && joints.contains($0.word) }
        }
        heard.explain(best.span)
        if rivals.count > 1 {
            heard.doubts.append(Dialogue.Doubt(meanings: rivals.map { .choice(slot.name, id: $0.value) }))
        } else {
            take(best, of: slot, in: &heard)
        }
    }

    /// What is described at length points to one of them, or to two that are asked about.
    private func readDescribed(_ slot: Slot, in heard: inout Heard) {
        let found = names[slot.name]?.relevance(in: heard.utterance) ?? []
        guard let best = found.first, best.confidence >= 0.25 else { return }
        let rivals = found.dropFirst().prefix(1).filter { $0.confidence > best.confidence * 0.8 }
        if rivals.isEmpty {
            // Pointing words are indirect evidence, yet the read-back names the category: no need to ask on its own.
            let confidence = max(best.confidence, facts.thresholds.accept)
            heard.values[slot.name] = Candidate(.choice(best.value), span: best.span, confidence: confidence, evidence: best.evidence)
        } else {
            heard.doubts.append(Dialogue.Doubt(meanings: ([best] + rivals).map { .choice(slot.name, id: $0.value) }))
        }
    }

    private func readTime(_ heard: inout Heard, in state: Dialogue.State, at now: Date) {
        guard workflow.slot(.start) != nil else { return }
        if let wish = shiftedTime(heard, in: state) {
            heard.wish = wish
            heard.explained.formUnion(heard.utterance.tokens.indices)
            return
        }
        let reader = DateTimeReader(reference: now, timeZone: facts.timeZone)
        // "Three thirty" at the read-back is another time, too.
        let isChanging = (state.question == .readBack || state.question == .change) && heard.utterance.tokens.count <= 4
        let isAsked = state.question == .slot(.start) || state.question == .offers
        guard let read = reader.wish(in: heard.utterance, expecting: isAsked || isChanging) else {
            if heard.has(.anyTime) || heard.has(.urgency) { heard.wish = AvailabilityWish(from: now.local(in: facts.timeZone).date) }
            return
        }
        // "That one" is no hour, and "the first" is a day only where a day is asked for.
        let said = heard.utterance.tokens.filter { $0.span.overlaps(read.span) }
        if said.count == 1, let only = said.first, let index = heard.utterance.tokens.firstIndex(of: only), index > 0,
            only.word == "one", English.wordsBeforePronounOne.contains(heard.utterance.tokens[index - 1].word)
        {
            return
        }
        if !isAsked, !heard.positions.isEmpty, heard.content.isEmpty { return }
        // Digits of a telephone number look like hours.
        guard heard.values[.customerPhone]?.span.overlaps(read.span) != true else { return }
        heard.explain(read.span)
        let meant = state.offers.filter { slot in
            let local = slot.start.local(in: facts.timeZone)
            return read.value.admits(local.date, local.time)
        }
        if meant.isEmpty {
            heard.wish = read.value
        } else {
            heard.offers = meant
        }
    }

    /// "Half an hour later", "an hour earlier": from the time that was agreed or offered, not from now.
    private func shiftedTime(_ heard: Heard, in state: Dialogue.State) -> AvailabilityWish? {
        let anchor = state.values.time?.start ?? state.errand?.record?.start ?? state.made?.start ?? state.offers.first?.start
        let shift = heard.utterance.tokens.last { ["later", "earlier"].contains($0.word) }
        guard let anchor, let shift else { return nil }
        let read = DateTimeReader(reference: anchor, timeZone: facts.timeZone).values(in: heard.utterance).first {
            $0.span.overlaps(shift.span)
        }
        return switch read?.value {
        case .dateTime(let moved)?: AvailabilityWish(from: moved.date, through: moved.date, preferred: moved.time)
        case .date(let day)?: AvailabilityWish(from: day, through: day)
        default: nil
        }
    }

    /// "Pickup, John Doe, 415 555 0101", "the second one, Jane Smith": what stands beside an answer and is none is a name. Beside the
    /// answer to a choice alone ("pickup, Jane Doe") it has to be one that people have.
    private func readNameBesideOthers(_ heard: inout Heard, in state: Dialogue.State) {
        if state.question == .offers { for match in heard.positions { heard.explained.formUnion(match.tokens) } }
        let isAnswer = heard.values[.customerPhone] != nil || !heard.offers.isEmpty || (state.question == .offers && heard.position != nil)
        let isChoice = heard.values[.orderType] != nil && state.question == .slot(.orderType)
        guard isAnswer || isChoice, heard.values[.customerName] == nil, state.values[.customerName] == nil else { return }
        // The last words that stand together: "the printer is broken, Sam Jones".
        var rest: [Utterance.Token] = []
        for token in heard.content.reversed() {
            if let next = rest.first, token.gap != " " || token.span.upperBound + 1 != next.span.lowerBound { break }
            rest.insert(token, at: 0)
        }
        guard (1...4).contains(rest.count), let first = rest.first, let last = rest.last else { return }
        let scalars = heard.utterance.text.unicodeScalars.dropFirst(first.span.lowerBound).prefix(
            last.span.upperBound - first.span.lowerBound)
        guard let read = NameReader.name(in: Utterance(String(scalars)), expecting: true),
            isAnswer || read.value.contains(" ") && isPlausible(read.value, saidAs: String(scalars))
        else { return }
        let span = first.span.lowerBound..<last.span.upperBound
        heard.values[.customerName] = Candidate(.text(read.value), span: span, confidence: read.confidence, evidence: "beside a number")
        heard.explain(span)
    }

    /// Whether a name was written as names are, or is one that people have.
    private func isPlausible(_ name: String, saidAs words: String) -> Bool {
        name == words || NameReader.names(in: [Hypothesis(words)]).first.map { $0.confidence >= Self.plausibleName } ?? false
    }

    /// "Actually, it's Grace Hopper", once the name has been read back: two words that nothing else in the business's data explains,
    /// behind an opener that puts something right.
    private func readOtherName(_ heard: inout Heard, in state: Dialogue.State) {
        guard state.question == .readBack || state.question == .change, state.values[.customerName] != nil, !heard.hasValues,
            heard.topics.isEmpty, let start = heard.utterance.tokens.lastIndex(where: { $0.word == "its" || $0.word == "im" }),
            start + 2 < heard.utterance.tokens.count
        else { return }
        let rest = heard.utterance.text(of: start + 1..<heard.utterance.tokens.count)
        guard let read = NameReader.name(in: Utterance(rest), expecting: true), read.value.contains(" "),
            Utterance(read.value).tokens.count == Utterance(rest).tokens.count, isPlausible(read.value, saidAs: rest)
        else { return }
        let span = heard.utterance.span(of: start + 1..<heard.utterance.tokens.count)
        heard.values[.customerName] = Candidate(.text(read.value), span: span, confidence: read.confidence, evidence: "put right")
        heard.explain(span)
    }
}
