extension IntentClues {
    /// Utterances of at most so many words leave little room for more than one thing.
    private static let brief = 4

    /// All clues of an utterance.
    init(in utterance: Utterance) {
        self.init()
        let tokens = utterance.tokens
        var steering = Set<Int>()
        for match in English.intentWords.matches(in: tokens) {
            insert(Self.isNamed(match, in: tokens) ? .reservation : match.meaning)
            if match.meaning.isSteering { steering.formUnion(match.tokens) }
            if match.meaning == .bye, match.tokens.upperBound == tokens.count { insert(.endsWithBye) }
            if match.meaning == .wanting, match.tokens.upperBound < tokens.count, tokens[match.tokens.upperBound].isNumber {
                insert(.wantsSoMany)
            }
        }
        for match in SpeechAct.english.matches(in: tokens) {
            steering.formUnion(match.tokens)
            if let clue = Self.clue(of: match, in: tokens) { insert(clue) }
            if match.meaning == .goodbye, match.tokens.upperBound == tokens.count { insert(.endsWithBye) }
        }
        if contains(.booking) { insert(.reserving) }
        addForm(of: utterance)
        let rest = tokens.indices.count {
            !steering.contains($0) && !English.functionWords.contains(tokens[$0].word) && !English.vocatives.contains(tokens[$0].word)
        }
        if rest == 0 { insert(.isBare) }
        if tokens.count <= Self.brief { insert(.isBrief) }
    }

    /// "My booking for Friday" is what was booked; "booking for Friday" books.
    private static func isNamed(_ match: PhraseTable<IntentClue>.Match, in tokens: [Utterance.Token]) -> Bool {
        let start = match.tokens.lowerBound
        return match.meaning == .booking && start > 0 && tokens[start].word == "booking"
            && (English.ownWordsOfSpeaker.contains(tokens[start - 1].word) || English.wordsBeforeNouns.contains(tokens[start - 1].word))
    }

    /// How the sentence is built.
    private mutating func addForm(of utterance: Utterance) {
        let words = utterance.tokens.map(\.word)
        if words.indices.contains(where: utterance.tellsOfPast) { insert(.past) }
        if utterance.text.contains("?") { insert(.asking) }
        if let start = words.firstIndex(where: { !English.intentOpeners.contains($0) }) {
            if isQuestion(words, from: start) { insert(.asking) }
            if utterance.tokens[start].isNumber { insert(.opensWithNumber) }
        }
        for (index, word) in words.enumerated() {
            if English.ownWordsOfSpeaker.contains(word) { insert(.mine) }
            if isOfListener(words, index) { insert(.yours) }
            if English.listeners.contains(word) { insert(.listener) }
            if English.wordsOfTime.contains(word) { insert(.timed) }
            if English.negations.contains(word) { insert(.negated) }
            if word.contains(English.stemOfThanks) { insert(.thanks) }
            if utterance.tokens[index].isNumber, word != "one" { insert(.number) }
        }
        if let first = words.first {
            if English.plainYes.contains(first) { insert(.opensWithYes) }
            if English.approvals.contains(first) { insert(.opensWithApproval) }
            if English.plainNo.contains(first) { insert(.opensWithNo) }
        }
    }

    /// "Have you a table", but not "have a nice day", nor "you have a table".
    private func isQuestion(_ words: [String], from start: Int) -> Bool {
        guard English.askingWords.contains(words[start]), start == 0 || words[start - 1] != "you" else { return false }
        guard English.verbsOfRequest.contains(words[start]) else { return true }
        return start + 1 < words.count && English.subjectsOfQuestions.contains(words[start + 1])
    }

    /// "Your fees", "do you charge", but not "could you tell me".
    private func isOfListener(_ words: [String], _ index: Int) -> Bool {
        if English.listenerWords.contains(words[index]) { return true }
        guard words[index] == "you" || words[index] == "u", index > 0 else { return false }
        return !English.favourWords.contains(words[index - 1]) && !(index + 1 < words.count && words[index + 1] == "know")
    }

    private static func isPlainYes(_ match: PhraseTable<SpeechAct>.Match, in tokens: [Utterance.Token]) -> Bool {
        let first = tokens[match.tokens.lowerBound].word
        return English.answersInPlace.contains(first) || match.tokens.lowerBound == 0 && English.plainYes.contains(first)
    }

    private static func clue(of match: PhraseTable<SpeechAct>.Match, in tokens: [Utterance.Token]) -> IntentClue? {
        switch match.meaning {
        case .yes: isPlainYes(match, in: tokens) ? .yes : .acknowledgement
        case .no, .neither: .no
        case .reluctance: English.askingWords.contains(tokens[match.tokens.lowerBound].word) ? nil : .no
        case .nothingMore: .nothingMore
        case .courtesy where English.plainYes.contains(tokens[match.tokens.lowerBound].word): .yes
        case .goodbye: English.partingWishes.contains(tokens[match.tokens.lowerBound].word) ? .wellWish : .bye
        case .thanks: .thanks
        case .greeting: English.hellos.contains(tokens[match.tokens.lowerBound].word) ? .hello : nil
        case .person: .human
        case .personWord: .person
        case .cancel, .startOver: .stop
        // "What" and "sorry" ask for a repetition only where nothing else is said.
        case .repetition: match.tokens.count > 1 || tokens.count == 1 || tokens[match.tokens.lowerBound].word == "repeat" ? .again : nil
        case .help: .helpWord
        case .courtesy, .wait, .earlier, .wrongNumber, .urgency, .emergency, .correction, .anyTime, .filler: nil
        }
    }
}

extension Utterance {
    /// Whether a word tells that something has happened: "I was charged", but not "will I be charged".
    func tellsOfPast(_ index: Int) -> Bool {
        let word = tokens[index].word
        if English.wordsOfThePast.contains(word) { return true }
        guard word.hasSuffix("ed"), !English.presentWordsInEd.contains(word) else { return false }
        return index == 0 || !English.wordsBeforePassive.contains(tokens[index - 1].word)
    }
}

extension Utterance.Token {
    /// In figures or in words.
    var isNumber: Bool { isDigits || English.cardinals[word] != nil }
}

extension IntentClue {
    /// Whether it steers the talk and says nothing of its subject.
    fileprivate var isSteering: Bool {
        switch self {
        case .yes, .acknowledgement, .no, .declining, .nothingMore, .thanks, .bye, .partingWord, .wellWish, .hello, .howAreYou, .human,
            .stop, .again,
            .capability, .unsure, .helpWord:
            true
        default: false
        }
    }
}
