import Core
import Foundation

/// Which of a recogniser's readings is taken.
extension Dialogue {
    /// Further readings are rarely right, and each costs as much as the first.
    private static let mostHypotheses = 4

    /// The likeliest reading, unless another one answers what was asked and it does not.
    func reading(of hypotheses: [Hypothesis], in context: State, at now: Date) -> Heard? {
        let readings = hypotheses.prefix(Self.mostHypotheses).map { agent.listen(to: $0, in: context, at: now) }
        guard var best = readings.first else { return nil }
        var rank = fitness(of: best, in: context)
        for reading in readings.dropFirst() {
            let fitness = fitness(of: reading, in: context)
            if fitness > rank { (best, rank) = (reading, fitness) }
        }
        if let answer = Self.answerHeard(as: best, among: readings, to: context.question) { best = answer }
        // Nothing is done on a yes that may have been a no.
        if context.question == .readBack, best.isPlainYes, readings.contains(where: Self.contradictsYes) {
            best.confidence = 0
        }
        // No recogniser is certain.
        best.isWritten = hypotheses.count == 1 && best.confidence == 1
        agent.reconsider(&best, among: hypotheses, in: context, at: now)
        return best
    }

    /// "Yes that's write", "year", when a value was said back: what sounds like a yes or a no is one, and no other value.
    private static func answerHeard(as best: Heard, among readings: [Heard], to question: Question?) -> Heard? {
        guard case .confirm? = question, best.hasValues else { return nil }
        return readings.first { $0.isBare && $0.answer != nil && $0.utterance.tokens.count == best.utterance.tokens.count }
    }

    private static func contradictsYes(_ heard: Heard) -> Bool {
        heard.answer == false || heard.hasValues || [.cancel, .startOver, .wait, .correction, .wrongNumber].contains(where: heard.has)
    }

    /// What a reading is worth at this point of the call; of equal ones the likeliest is taken.
    private enum Fitness: Comparable {
        case senseless, hasUnknown, sensible, answers
    }

    private func fitness(of heard: Heard, in context: State) -> Fitness {
        guard heard.hasValues || heard.content.isEmpty || !heard.topics.isEmpty else { return .senseless }
        let hasUnknown = heard.order.doubts.contains { doubt in
            if case .unknown = doubt.value { true } else { false }
        }
        if hasUnknown { return .hasUnknown }
        return answers(heard, context.question) ? .answers : .sensible
    }

    private func answers(_ heard: Heard, _ question: Question?) -> Bool {
        switch question {
        case .slot(.lines): !heard.order.changes.isEmpty
        case .slot(.start): heard.wish != nil
        // Any words are an account.
        case .slot(let name): heard.values[name] != nil && agent.workflow.slot(name)?.kind.isFreeText != true
        case .moreLines: !heard.order.changes.isEmpty || heard.answer == false || heard.has(.nothingMore)
        case .lineNumber, .knownName, .confirm, .person, .drop, .addition: heard.answer != nil || heard.hasValues
        case .offers: heard.position != nil || heard.offers.count == 1 || heard.wish != nil
        default: false
        }
    }
}
