/// A stretch of words that tells or asks one thing.
struct Clause: Sendable, Hashable {
    let tokens: Range<Int>
    let isQuestion: Bool
}

extension Utterance {
    /// Its clauses in order, also where a recogniser wrote no punctuation: "it is booked they have no parking shall I send directions"
    /// tells two things and asks a third.
    var clauses: [Clause] {
        sentences.flatMap { sentence in
            let starts = [sentence.lowerBound] + sentence.dropFirst().filter { opensClause(at: $0, in: sentence) }
            return starts.indices.map { position in
                let end = position + 1 < starts.count ? starts[position + 1] : sentence.upperBound
                let isLast = end == sentence.upperBound && tokens[end - 1].gap.contains("?")
                return Clause(tokens: starts[position]..<end, isQuestion: isLast || asks(from: starts[position], in: sentence))
            }
        }
    }

    private func opensClause(at index: Int, in sentence: Range<Int>) -> Bool {
        let word = tokens[index].word
        let next = index + 1 < sentence.upperBound ? tokens[index + 1].word : ""
        if tokens[index - 1].gap.contains(",") || English.contrasts.contains(word) { return true }
        if word == "and" { return English.clauseSubjects.contains(next) }
        let previous = tokens[index - 1].word
        if English.subjectPronouns.contains(word) { return !English.subjectJoints.contains(previous) }
        // "Shall I", "what time would you": what is asked begins with the verb, or with the question word before it.
        if asks(from: index, in: sentence), English.questionWords.contains(word) { return !English.subjectJoints.contains(previous) }
        let isBehindQuestionWord = index - 2 >= sentence.lowerBound && English.questionWords.contains(tokens[index - 2].word)
        return isInversion(word, next) && !English.subjectJoints.contains(previous) && !isBehindQuestionWord
    }

    private func asks(from start: Int, in sentence: Range<Int>) -> Bool {
        let words = tokens[start..<min(start + 4, sentence.upperBound)].map(\.word).drop { English.clauseOpeners.contains($0) }
        guard let first = words.first, let second = words.dropFirst().first else { return false }
        if English.questionWords.contains(first) {
            return English.auxiliaries.contains(second) || second == "about"
                || words.dropFirst(2).first.map(English.auxiliaries.contains) ?? false
        }
        return isInversion(first, second)
    }

    /// "Shall I", "would a table": the verb before who does it.
    private func isInversion(_ first: String, _ second: String) -> Bool {
        English.auxiliaries.contains(first) && English.subjectPronouns.contains(second)
            || English.modals.contains(first) && English.articles.contains(second)
    }
}
