public import Core
public import Foundation

/// What half a turn promises: judged while the caller pauses, so that who has finished is answered and who has not is waited for.
public enum Outlook: Sendable, Hashable {
    case open
    /// Nothing is missing of what was asked for.
    case complete
    /// More is to come: half a number, or an "and".
    case incomplete
}

extension Dialogue {
    /// What the words heard so far promise. Changes nothing: the turn is tried on a copy.
    public func outlook(of hypotheses: [Hypothesis], at now: Date) -> Outlook {
        guard let text = hypotheses.first?.text else { return .open }
        if Backchannel.endsUnfinished(text) { return .incomplete }
        guard case .slot(let name)? = state.question, let slot = agent.workflow.slot(name), slot.kind == .phone || slot.kind.isCode else {
            return .open
        }
        var trial = self
        _ = trial.hear(.speech(hypotheses), at: now)
        if trial.state.values[name] != nil, trial.state.values[name] != state.values[name] { return .complete }
        // "I don't have one" has a digit, too.
        return trial.state.digits.count < 2 ? .open : .incomplete
    }
}

extension Dialogue {
    /// Sentences that most calls need, whatever the business is: worth being at hand as sound.
    public static let commonSentences: [String] = [
        Sentences.moreLines, Sentences.anotherWish, Sentences.goodbye, Sentences.notUnderstood, Sentences.silent, Sentences.restOfNumber,
    ].compactMap(\.first)
}

/// Words by which a caller takes no turn.
public enum Backchannel {
    /// Whether a text is nothing but a sign of listening: "mm-hm", "okay, right".
    public static func isListening(_ text: String) -> Bool {
        let words = words(of: text)
        return !words.isEmpty && words.count <= English.mostListeningSounds && words.allSatisfy(English.listeningSounds.contains)
    }

    static func endsUnfinished(_ text: String) -> Bool {
        guard let last = words(of: text).last else { return false }
        if text.hasSuffix("…") || text.hasSuffix("...") || English.hesitantEndings.contains(last) { return true }
        // A recogniser that hears a sentence end writes a full stop.
        return !".?!".contains(text.last ?? " ") && English.unfinishedEndings.contains(last)
    }

    private static func words(of text: String) -> [String] {
        let plain = text.lowercased().replacing("’", with: "'")
        let words = plain.split { !($0.isLetter || $0.isNumber || $0 == "-" || $0 == "'") }
        return words.map(String.init)
    }
}
