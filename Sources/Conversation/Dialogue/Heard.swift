import Core

/// What one utterance can mean, before it is decided what follows from it.
struct Heard: Sendable {
    let utterance: Utterance
    /// How sure the recogniser was, 0...1.
    var confidence: Double
    /// It was typed: what stands there was not misheard.
    var isWritten = false
    let acts: [PhraseTable<SpeechAct>.Match]
    let topics: [PhraseTable<Topic>.Match]
    let positions: [PhraseTable<Position>.Match]
    /// One reading a slot, where there is one.
    var values: [Slot.Name: Candidate<SlotValue>] = [:]
    /// Those of them that all hypotheses of the recogniser were asked about: their confidence counts how well they were heard.
    var pooled: Set<Slot.Name> = []
    var order = OrderReading()
    /// What is asked about as it would be ordered: "how much is a pizza with mushrooms".
    var askedAbout: [OrderLine] = []
    var doubts: [Dialogue.Doubt] = []
    var wish: AvailabilityWish?
    /// Digits that are not a whole number yet.
    var digits: String?
    /// Which of the free times offered is meant; several when it is not clear.
    var offers: [OfferedSlot] = []
    /// Why what was said for the slot that was asked for cannot be taken, to be said aloud.
    var objection: String?
    /// Tokens that one of the readings accounts for.
    var explained: Set<Int> = []

    init(_ utterance: Utterance, confidence: Double) {
        self.utterance = utterance
        self.confidence = confidence
        acts = SpeechAct.english.matches(in: utterance.tokens)
        positions = Position.english.matches(in: utterance.tokens)
        topics = Topic.english.matches(in: utterance.tokens)
    }

    /// How sure a recogniser usually is of what it heard well, 0...1.
    private static let usualConfidence = 0.9

    /// How likely a value was said at all, 0...1.
    func confidence(in candidate: Candidate<SlotValue>, of name: Slot.Name) -> Double {
        candidate.confidence * (pooled.contains(name) ? min(1, confidence / Self.usualConfidence) : confidence)
    }

    func has(_ act: SpeechAct) -> Bool {
        acts.contains { $0.meaning == act }
    }

    /// Which of several things offered is pointed at by its place.
    var position: Position? { positions.first?.meaning }

    /// Whether it carries something that can fill the form.
    var hasValues: Bool {
        !values.isEmpty || !order.changes.isEmpty || !order.doubts.isEmpty || !doubts.isEmpty || wish != nil || digits != nil
            || !offers.isEmpty
    }

    /// Words that are neither steering nor accounted for.
    var content: [Utterance.Token] {
        let known = acts.reduce(into: explained) { $0.formUnion($1.tokens) }
        return utterance.tokens.indices.filter { !known.contains($0) }.map { utterance.tokens[$0] }
    }

    /// A plain yes or no; nil when there is none, or both.
    var answer: Bool? {
        let yes = has(.yes)
        let no = has(.no) || has(.neither)
        if yes != no { return yes }
        // "Say that again, please" agrees to nothing.
        guard !yes, has(.courtesy), !has(.repetition), !has(.help), !has(.wait) else { return nil }
        return content.isEmpty && !hasValues ? true : nil
    }

    /// "It does", "we don't": a question answered with its own verb.
    var ellipticAnswer: Bool? {
        let words = utterance.tokens.map(\.word)
        guard let subject = words.firstIndex(where: English.answeringSubjects.contains), subject + 1 < words.count else { return nil }
        // "I don't have an email" tells of something else.
        if English.negatedAuxiliaries.contains(words[subject + 1]) { return words.count <= subject + 3 ? false : nil }
        guard English.auxiliaries.contains(words[subject + 1]) else { return nil }
        let isDenied = words.dropFirst(subject + 2).contains("not")
        return words.count <= subject + 3 ? !isDenied : nil
    }

    /// A yes and nothing that could be more than a yes: "yes wait" and "yes but" are none.
    var isPlainYes: Bool {
        let harmless: Set<SpeechAct> = [.yes, .courtesy, .filler, .thanks, .nothingMore, .goodbye, .greeting]
        return answer == true && content.isEmpty && !isTagQuestion && acts.allSatisfy { harmless.contains($0.meaning) }
    }

    /// Says yes in so many words, rather than being content: "yes", "sure", "please", but not "okay, that's fine".
    var isAgreement: Bool { utterance.tokens.contains { English.agreements.contains($0.word) } }

    var isAbusive: Bool { utterance.tokens.contains { English.abuses.contains($0.word) } }

    /// Which way what was offered is off.
    enum Direction { case earlier, later }

    /// "Something later", "that's too early", "not that late"; nil also for "the later one", which points at what was offered.
    var direction: Direction? {
        let words = utterance.tokens.map(\.word)
        for (word, direction) in [("early", Direction.later), ("late", .earlier)] {
            let place = words.indices.first { $0 > 0 && words[$0] == word && ["too", "that", "so", "bit"].contains(words[$0 - 1]) }
            if place != nil { return direction }
        }
        guard has(.neither) else { return nil }
        return words.contains("later") ? .later : words.contains("earlier") || words.contains("sooner") ? .earlier : nil
    }

    /// How many words are not among the fixed phrases, whatever else may be read into them.
    var unsteered: Int { utterance.tokens.count - acts.reduce(into: Set<Int>()) { $0.formUnion($1.tokens) }.count }

    /// Little is said but which of several things is meant: "the last one", not "the last four digits are".
    var isPointing: Bool {
        let pointing = positions.reduce(into: explained) { $0.formUnion($1.tokens) }
        let known = acts.reduce(into: pointing) { $0.formUnion($1.tokens) }
        return utterance.tokens.indices.count { !known.contains($0) } <= 2 && !utterance.tokens.contains { $0.isDigits }
    }

    /// Begins as questions do.
    var isQuestion: Bool {
        let opener = utterance.tokens.first { !English.questionFillers.contains($0.word) }
        return utterance.tokens.count > 2 && opener.map { English.interrogatives.contains($0.word) } ?? false
    }

    /// "It's Monday, right?": something is said and asked to be confirmed, which is no yes.
    var isTagQuestion: Bool {
        guard hasValues || utterance.text.contains("?"), let last = acts.last, last.meaning == .yes,
            last.tokens.upperBound == utterance.tokens.count
        else { return false }
        let before = acts.dropLast().contains { $0.meaning == .yes || $0.meaning == .no }
        return !before && last.tokens.lowerBound > 0
    }

    /// A whole number that is all that was said, but for words that steer: "two", "actually three".
    var count: Int? {
        let content = content.filter { !English.orderingVerbs.contains($0.word) }
        guard content.count == 1, let index = utterance.tokens.firstIndex(of: content[0]),
            let number = NumberReader.plainCardinal(in: utterance, at: index), number.tokenCount == 1,
            (1...OrderLine.largestQuantity).contains(number.value)
        else { return nil }
        return number.value
    }

    /// Dictated rather than told.
    var isMostlyNumbers: Bool {
        let numbers = utterance.tokens.count(where: \.isNumber)
        return numbers >= 3 && numbers * 2 >= utterance.tokens.count
    }

    /// Something is said to be wrong or to be changed.
    var isComplaint: Bool { utterance.tokens.contains { Self.complaints.contains($0.word) } }

    private static let complaints: Set<String> = ["change", "wrong", "fix", "incorrect", "mistake", "misspelled"]

    /// A few words that ask something.
    var isBriefQuestion: Bool {
        guard let topic = topics.first else { return false }
        return utterance.tokens.count <= 8 && topic.tokens.lowerBound <= 1
    }

    /// The utterance consists of steering words alone.
    var isBare: Bool { content.isEmpty && !hasValues }

    /// The utterance has no words that steer.
    var isIdle: Bool { acts.allSatisfy { $0.meaning == .filler } }

    /// Whether a part of the text is nothing but steering words: "the name is wrong" names nobody.
    func isSteering(_ span: Range<Int>) -> Bool {
        let steering = acts.reduce(into: Set<Int>()) { $0.formUnion($1.tokens) }
        return utterance.tokens.indices.allSatisfy { !utterance.tokens[$0].span.overlaps(span) || steering.contains($0) }
    }

    mutating func explain(_ span: Range<Int>) {
        for (index, token) in utterance.tokens.enumerated() where span.overlaps(token.span) { explained.insert(index) }
    }
}
