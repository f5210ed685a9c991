import Conversation
import Core
import Storage
import Vendors

/// A line of what was said in a call.
struct TranscriptLine: Sendable, Hashable {
    /// As many as a model is told; what was agreed before them is on the form.
    static let mostTold = 24

    var isCaller: Bool
    var text: String
}

extension TenantTransaction {
    /// What was said last in a call, in order; of what the agent said, what was heard.
    func transcript(of call: Call.ID, limit: Int) throws -> [TranscriptLine] {
        let rows = try rows(
            """
            SELECT sequence, body FROM call_event WHERE call_id = \(call) AND kind IN ('heard', 'said', 'cut')
            ORDER BY sequence DESC LIMIT \(limit)
            """)
        var cuts: [Int: String] = [:]
        // The newest first: a cut comes before the sentence that it cuts.
        let lines: [TranscriptLine] = try rows.compactMap { row in
            switch try row.json("body", as: CallEvent.Kind.self) {
            case .heard(let text, _, _): return TranscriptLine(isCaller: true, text: text)
            case .said(let text):
                let heard = cuts[try row.get("sequence")].map { $0.isEmpty ? "" : $0 + " …" }
                return TranscriptLine(isCaller: false, text: heard ?? text)
            case .cut(let sentence, let heard):
                cuts[sentence] = heard
                return nil
            default: return nil
            }
        }
        return lines.filter { !$0.text.isEmpty }.reversed()
    }
}

extension ChatMessage {
    /// In characters: of one line, whoever said it.
    private static let longestLine = 1_000
    private static let mostHypotheses = 3

    /// The call so far as a conversation, as all models take it: the two take turns, and the caller begins.
    static func conversation(_ briefing: String, _ transcript: [TranscriptLine], _ words: [Hypothesis]) -> [ChatMessage] {
        var turns: [TranscriptLine] = [TranscriptLine(isCaller: true, text: "(The caller is on the line.)")]
        for line in transcript + [TranscriptLine(isCaller: true, text: Self.text(of: words))] where !line.text.isEmpty {
            let text = String(line.text.prefix(longestLine))
            if turns.last?.isCaller == line.isCaller {
                turns[turns.count - 1].text += "\n" + text
            } else {
                turns.append(TranscriptLine(isCaller: line.isCaller, text: text))
            }
        }
        return [.system(briefing)] + turns.map { $0.isCaller ? .user($0.text) : .assistant($0.text) }
    }

    private static func text(of words: [Hypothesis]) -> String {
        guard let likeliest = words.first else { return "" }
        let others = words.dropFirst().prefix(mostHypotheses - 1).map(\.text)
        return others.isEmpty ? likeliest.text : "\(likeliest.text)\n(Or, as it may have been heard: \(others.joined(separator: "; ")))"
    }
}
