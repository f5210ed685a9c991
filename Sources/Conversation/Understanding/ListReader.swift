/// Reads an enumeration as its entries: "eggs, milk and two loaves of bread, please".
public enum ListReader {
    /// Beyond this many an answer is no list but a story.
    private static let mostEntries = 50

    /// The entries as they were written, in order; fillers around them and politeness behind them are dropped.
    public static func entries(in utterance: Utterance) -> [Candidate<String>] {
        let end = end(of: utterance)
        var found: [Candidate<String>] = []
        var start = 0
        var index = 0
        while index < end, found.count < mostEntries {
            let joint = jointLength(in: utterance, at: index)
            if joint > 0 {
                append(start..<index, isSure: false, of: utterance, to: &found)
                index += joint
                start = index
            } else {
                index += 1
                guard
                    index == end || utterance.tokens[index - 1].gap.contains(where: { ",;.\n…".contains($0) && isBreak(utterance, index) })
                else { continue }
                append(start..<index, isSure: true, of: utterance, to: &found)
                start = index
            }
        }
        append(start..<end, isSure: true, of: utterance, to: &found)
        return found
    }

    /// "1,200" and "2.5" are one entry: a pause is written with a space.
    private static func isBreak(_ utterance: Utterance, _ index: Int) -> Bool {
        utterance.tokens[index - 1].gap.contains(where: \.isWhitespace)
    }

    private static func jointLength(in utterance: Utterance, at index: Int) -> Int {
        English.listJoints.first { joint in
            index + joint.count <= utterance.tokens.count && joint.indices.allSatisfy { utterance.tokens[index + $0].word == joint[$0] }
        }?.count ?? 0
    }

    private static func append(_ range: Range<Int>, isSure: Bool, of utterance: Utterance, to found: inout [Candidate<String>]) {
        var start = range.lowerBound
        while start < range.upperBound, English.listFillers.contains(utterance.tokens[start].word) { start += 1 }
        var end = range.upperBound
        while end > start, English.listFillers.contains(utterance.tokens[end - 1].word) { end -= 1 }
        guard start < end else { return }
        // "Macaroni and cheese" may be one thing: an entry that only "and" ends is less sure.
        found.append(
            Candidate(
                utterance.text(of: start..<end), span: utterance.span(of: start..<end), confidence: isSure ? 0.9 : 0.75,
                evidence: "an entry of a list"))
    }

    /// Where the enumeration ends: "… and that's it", "… please".
    private static func end(of utterance: Utterance) -> Int {
        var end = utterance.tokens.count
        while let length = English.listEnds.first(where: { phrase in
            phrase.count < end && phrase.indices.allSatisfy { utterance.tokens[end - phrase.count + $0].word == phrase[$0] }
        })?.count {
            end -= length
        }
        return end
    }
}
