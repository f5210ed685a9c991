/// Questions in a caller's account of a problem. Only one that the business's own data answers is no part of it.
extension Account {
    typealias Question = (topic: Topic, tokens: Range<Int>)

    /// "Are you open tomorrow?", "can you tell me your number": what begins as questions do and is about nothing beside its topic.
    /// "What do I have to do to log in?" and "how do I change the opening hours?" are problems that are put as questions.
    static func questions(in heard: Heard) -> [Question] {
        let incidental = incidentalTokens(of: heard)
        return heard.topics.compactMap { match in
            guard match.meaning.isOfBusiness || match.meaning == .place,
                let tokens = question(around: match.tokens, in: heard.utterance.tokens, beside: incidental)
            else { return nil }
            let asksForWay = asksForWay(heard.utterance.tokens[tokens.lowerBound..<match.tokens.upperBound].map(\.word))
            return asksForWay && match.meaning != .businessPhone && match.meaning != .place ? nil : (match.meaning, tokens)
        }
    }

    /// Whether nothing but such topics is named, be it put as a question or not: "opening hours please".
    static func namesOnlyTopics(_ heard: Heard) -> Bool {
        incidentalTokens(of: heard).count == heard.utterance.tokens.count
    }

    /// Words that say nothing about a problem: those of a topic, of the conversation, of the language itself, of time.
    private static func incidentalTokens(of heard: Heard) -> Set<Int> {
        let topics = heard.topics.filter { $0.meaning.isOfBusiness || $0.meaning == .place }
        let named = topics.reduce(into: Set<Int>()) { $0.formUnion($1.tokens) }
        let known = heard.acts.reduce(into: named) { $0.formUnion($1.tokens) }
        return Set(
            heard.utterance.tokens.indices.filter { index in
                let token = heard.utterance.tokens[index]
                return known.contains(index) || token.isDigits || English.functionWords.contains(token.word)
                    || English.wordsOfAsking.contains(token.word) || English.interrogatives.contains(token.word)
                    || English.vocatives.contains(token.word) || English.temporalOpeners.contains(token.word)
            })
    }

    /// From the first word of a question, with what joins it to the words before, to where its clause ends; nil when no word begins one,
    /// or when it is about something else, too.
    private static func question(around topic: Range<Int>, in tokens: [Utterance.Token], beside incidental: Set<Int>) -> Range<Int>? {
        var start = topic.lowerBound
        while start > 0, incidental.contains(start - 1), !endsClause(tokens[start - 1]), !joints.contains(tokens[start - 1].word) {
            start -= 1
        }
        guard tokens[start..<topic.upperBound].contains(where: { English.interrogatives.contains($0.word) }) else { return nil }
        var end = topic.upperBound
        while end < tokens.count, !endsClause(tokens[end - 1]), !joints.contains(tokens[end].word) {
            guard incidental.contains(end) else { return nil }
            end += 1
        }
        if start > 0, joints.contains(tokens[start - 1].word) { start -= 1 }
        return start..<end
    }

    /// "How do I …", "why …": no fact about a business is an answer to that.
    private static func asksForWay(_ words: [String]) -> Bool {
        words.contains("why")
            || zip(words, words.dropFirst()).contains { $0 == "how" && ($1 == "to" || English.auxiliaries.contains($1)) }
    }
}
