import Foundation

/// A problem as a caller tells it.
enum Account {
    /// A subject is a line, not a paragraph.
    private static let longestSubject = 12
    /// Where a clause may end, once enough has been said.
    static let joints: Set<String> = ["and", "but", "because", "so", "then", "which"]
    private static let shortestClause = 4

    /// What was said, without a question about the business in it: "My screen is black. Are you open tomorrow?"
    static func text(of heard: Heard) -> String {
        let tokens = heard.utterance.tokens
        var asked = questions(in: heard).reduce(into: Set<Int>()) { $0.formUnion($1.tokens) }
        // Nor a clause that only says who calls.
        let personal = [Slot.Name.customerName, .customerPhone].compactMap { heard.values[$0]?.span }
        var known = heard.acts.reduce(into: Set<Int>()) { $0.formUnion($1.tokens) }
        let labels = Slot.Kind.personName.english.union(Slot.Kind.phone.english)
        if !personal.isEmpty { known.formUnion(tokens.indices.filter { labels.contains(tokens[$0].word) }) }
        var start = 0
        while start < tokens.count {
            let end = (tokens.indices[start...].first { endsClause(tokens[$0]) } ?? tokens.count - 1) + 1
            // One word of it may have been misheard.
            let others = (start..<end).filter { index in
                !known.contains(index) && !personal.contains { $0.overlaps(tokens[index].span) }
            }
            let isPersonal = others.isEmpty || others.count == 1 && others.count * 4 < end - start
            if isPersonal, (start..<end).contains(where: { !known.contains($0) }) { asked.formUnion(start..<end) }
            start = end
        }
        guard !asked.isEmpty else { return heard.utterance.text.trimmingCharacters(in: .whitespacesAndNewlines) }
        var parts: [String] = []
        start = 0
        while start < tokens.count {
            let end = tokens.indices[start...].first(where: asked.contains) ?? tokens.count
            if end > start { parts.append(heard.utterance.text(of: start..<end)) }
            start = max(end, start) + 1
        }
        return parts.joined(separator: " ")
    }

    /// What was told before and what was told since, as sentences.
    static func joined(_ told: String, _ text: String) -> String {
        let isEnded = told.last.map { ".!?".contains($0) } ?? true
        return told + (isEnded ? " " : ". ") + Spoken.capitalized(text)
    }

    static func endsClause(_ token: Utterance.Token) -> Bool { token.gap.contains { ".!?,;".contains($0) } }

    /// The first clause that says something, in the caller's words, without the greeting before it.
    static func subject(of heard: Heard) -> String {
        let tokens = heard.utterance.tokens
        var start = 0
        while let act = heard.acts.first(where: { $0.tokens.lowerBound == start }), act.meaning == .greeting || act.meaning == .yes {
            start = act.tokens.upperBound
        }
        // "This is Karen from accounting. The invoice is wrong": who calls is not what it is about.
        if let name = heard.values[.customerName]?.span, start < tokens.count,
            let stop = tokens.indices[start...].first(where: { tokens[$0].gap.contains { ".!?".contains($0) } }), stop + 1 < tokens.count,
            name.lowerBound < tokens[stop].span.upperBound, name.upperBound > tokens[start].span.lowerBound
        {
            start = stop + 1
        }
        var end = start
        while end < tokens.count, end - start < longestSubject {
            if end - start >= shortestClause, joints.contains(tokens[end].word) { break }
            end += 1
            if end - start >= shortestClause, tokens[end - 1].gap.contains(where: { ".!?,;".contains($0) }) { break }
        }
        guard start < end else { return heard.utterance.text }
        return Spoken.capitalized(heard.utterance.text(of: start..<end))
    }

    /// The priority that the words of an account ask for at least; nil when they are calm.
    static func leastPriority(in text: String) -> SupportCategory.Priority? {
        let acts = SpeechAct.english.matches(in: Utterance(text).tokens)
        if acts.contains(where: { $0.meaning == .emergency }) { return .urgent }
        return acts.contains { $0.meaning == .urgency } ? .high : nil
    }
}

extension SupportCategory.Priority: Comparable {
    public static func < (left: Self, right: Self) -> Bool {
        (allCases.firstIndex(of: left) ?? 0) < (allCases.firstIndex(of: right) ?? 0)
    }
}
