import Vendors

/// Puts together what is said from the pieces in which an agent's side tells it.
///
/// Pieces of an utterance have one ordinal; a text is all of it so far, a delta adds to it. An utterance is said when it is final, or
/// when a later one begins: an agent that was interrupted does not end its sentence.
struct SpokenWords: Sendable {
    struct Utterance: Sendable, Hashable {
        var isCaller: Bool
        var text: String
        var isTyped: Bool
    }

    /// In characters. Longer ones are cut.
    private static let longest = 8_000

    private var open: [Int: Utterance] = [:]
    private var lastOrdinal = -1

    /// - Returns: what was said to its end, in order.
    mutating func hear(_ piece: UltravoxServerMessage.Transcript) -> [Utterance] {
        guard piece.ordinal > lastOrdinal else { return [] }
        var utterance =
            open[piece.ordinal] ?? Utterance(isCaller: piece.role == .user, text: "", isTyped: piece.medium == .text)
        utterance.text = String((piece.text ?? utterance.text + (piece.delta ?? "")).prefix(Self.longest))
        open[piece.ordinal] = utterance
        guard piece.isFinal else { return close(before: piece.ordinal) }
        return close(before: piece.ordinal + 1)
    }

    /// The conversation is over: what was begun was said.
    mutating func finish() -> [Utterance] { close(before: .max) }

    private mutating func close(before ordinal: Int) -> [Utterance] {
        let closed = open.keys.filter { $0 < ordinal }.sorted()
        guard let last = closed.last else { return [] }
        lastOrdinal = max(lastOrdinal, last)
        return closed.compactMap { open.removeValue(forKey: $0) }.filter { !$0.text.allSatisfy(\.isWhitespace) }
    }
}
