import Foundation

/// The caller broke in: what was not heard has not been said.
extension Dialogue {
    /// Of a sentence of the last reply only the beginning was heard, or nothing.
    ///
    /// A read-back that was cut off is no read-back: a yes to it does nothing but have the rest of it said. What came of an action,
    /// when it was cut off, is told again.
    public mutating func interrupted(_ sentence: String, afterHearing heard: String) {
        let cut = CutSentence(sentence, heard: heard)
        if state.question?.asksForYes == true, state.said.last == sentence, !cut.lacksOnlyTheRequest {
            state.unheard = cut.rest
            state.hasReadBack = false
        } else if state.phase == .settled, state.said.first == sentence, !cut.rest.isEmpty {
            state.unheard = sentence
        }
    }

    /// What is answered to a yes after a read-back that was not heard to its end; nil when the yes is one.
    mutating func restOfReadBack(before heard: Heard) -> [String]? {
        guard let rest = state.unheard, state.question?.asksForYes == true, heard.answer == true else { return nil }
        state.unheard = nil
        return Sentences.hearTheRest.map { "\($0) \(rest)" }
    }

    /// Tells what came of the action, if that was cut off.
    ///
    /// - Returns: whether all is said: the caller has only answered to what was not heard.
    mutating func tellAgain(to heard: Heard, in reply: inout Reply, at now: Date) -> Bool {
        guard state.phase == .settled, let outcome = state.unheard else { return false }
        state.unheard = nil
        reply.say(["As I said: \(outcome)", "Once more: \(outcome)"])
        guard heard.isBare, !heard.has(.goodbye), !heard.has(.thanks), !heard.has(.nothingMore) else { return false }
        ask(.anotherWish, in: &reply, at: now)
        return true
    }
}

/// A sentence of which only the beginning was heard.
struct CutSentence: Sendable, Hashable {
    /// From the clause in which it was cut.
    let rest: String
    /// What was not heard is the closing request, "Shall I place it?", or hardly more than its last word.
    let lacksOnlyTheRequest: Bool

    /// Words at the end of a single question that anybody adds in thought.
    private static let impliedWords = 1
    private static let clauseEnds: Set<Character> = [",", ".", ";", ":", "?", "!"]

    init(_ sentence: String, heard: String) {
        // What was the rest already is introduced afresh.
        let opening = Sentences.hearTheRest.first { sentence.hasPrefix($0) }?.split(separator: " ").count ?? 0
        let words = Array(sentence.split(separator: " ").dropFirst(opening))
        let heardCount = min(words.count, max(0, heard.split(separator: " ").count - opening))
        let request = words.dropLast().lastIndex { ".!".contains($0.last ?? " ") }.map { $0 + 1 } ?? words.count - Self.impliedWords
        lacksOnlyTheRequest = heardCount >= request
        let clause = words[..<heardCount].lastIndex { Self.clauseEnds.contains($0.last ?? " ") }.map { $0 + 1 } ?? 0
        let rest = words[min(clause, heardCount)...].joined(separator: " ")
        self.rest = heardCount == words.count ? "" : rest.prefix(1).uppercased() + rest.dropFirst()
    }
}
