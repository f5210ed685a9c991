/// Reads the name of a person from the words around it: there is no list of names, so that every name can be one.
public enum NameReader {
    private static let longestName = 4

    /// - Parameter expecting: whether the caller was just asked for a name; then the bare answer is one.
    /// - Returns: the name in capitals and small letters; nil when none was said.
    public static func name(in utterance: Utterance, expecting: Bool = false) -> Candidate<String>? {
        if let labelled = labelledName(in: utterance) { return labelled }
        for leadIn in English.nameLeadIns {
            guard let start = end(of: leadIn.phrase, in: utterance) else { continue }
            guard let range = nameRange(in: utterance, from: start) else { continue }
            let isCapitalised = isCapitalised(utterance, range)
            guard leadIn.isSure || isWhole(range, in: utterance) && !isState(range, in: utterance) else { continue }
            guard leadIn.isSure || expecting || isCapitalised && isAllowed(leadIn.phrase, range, in: utterance) else { continue }
            return candidate(
                range, in: utterance, confidence: leadIn.isSure ? 0.85 : 0.7, evidence: "after \"\(leadIn.phrase.joined(separator: " "))\"")
        }
        guard expecting else { return nil }
        var start = 0
        while start < utterance.tokens.count, English.answerOpeners.contains(utterance.tokens[start].word) { start += 1 }
        guard let range = nameRange(in: utterance, from: start),
            !utterance.tokens[range].contains(where: { English.weekdays[$0.word] != nil }), isWhole(range, in: utterance),
            !isState(range, in: utterance)
        else { return nil }
        return candidate(range, in: utterance, confidence: range.count >= 2 ? 0.8 : 0.65, evidence: "the bare answer")
    }

    /// "For Friday" and "I'm Italian" are no names: without a question two words in capitals are, or one that ends the clause.
    private static func isAllowed(_ phrase: [String], _ range: Range<Int>, in utterance: Utterance) -> Bool {
        let isSelf = phrase == ["im"] || phrase == ["i", "am"]
        guard isSelf || phrase == ["for"] else { return true }
        return range.count >= 2
            || isSelf && (range.upperBound == utterance.tokens.count || !utterance.tokens[range.upperBound - 1].joinsNext)
    }

    /// "Locked out since this morning" goes on as no name does.
    private static func isWhole(_ range: Range<Int>, in utterance: Utterance) -> Bool {
        guard range.upperBound < utterance.tokens.count, utterance.tokens[range.upperBound - 1].joinsNext else { return true }
        return !English.phraseContinuations.contains(utterance.tokens[range.upperBound].word)
    }

    /// "I am waiting", "I'm very upset": how somebody is, and not who. Written in capitals it is a name all the same.
    private static func isState(_ range: Range<Int>, in utterance: Utterance) -> Bool {
        guard let first = utterance.tokens[range].first?.word else { return false }
        if English.states.contains(first) { return true }
        let isDoing = first.hasSuffix("ing") && first.utf8.count >= 6
        return isDoing && !isCapitalised(utterance, range)
    }

    /// "first name Ann, last name Lee".
    private static func labelledName(in utterance: Utterance) -> Candidate<String>? {
        guard let first = English.firstNameLabels.lazy.compactMap({ end(of: $0, in: utterance) }).first,
            let last = English.lastNameLabels.lazy.compactMap({ end(of: $0, in: utterance) }).first,
            let firstRange = nameRange(in: utterance, from: first), let lastRange = nameRange(in: utterance, from: last)
        else { return nil }
        let name = written(utterance, firstRange) + " " + written(utterance, lastRange)
        let whole = min(firstRange.lowerBound, lastRange.lowerBound)..<max(firstRange.upperBound, lastRange.upperBound)
        return Candidate(name, span: utterance.span(of: whole), confidence: 0.9, evidence: "first and last name")
    }

    /// The index behind a phrase, where it occurs first.
    private static func end(of phrase: [String], in utterance: Utterance) -> Int? {
        guard utterance.tokens.count > phrase.count else { return nil }
        for start in 0..<(utterance.tokens.count - phrase.count)
        where phrase.indices.allSatisfy({ utterance.tokens[start + $0].word == phrase[$0] }) {
            return start + phrase.count
        }
        return nil
    }

    /// The words of one name; "Doe. John Doe" is the longer form.
    private static func nameRange(in utterance: Utterance, from start: Int) -> Range<Int>? {
        guard let first = words(in: utterance, from: start) else { return nil }
        if first.count == 1, let second = words(in: utterance, from: first.upperBound), second.count >= 2,
            utterance.tokens[second].contains(where: { $0.word == utterance.tokens[first.lowerBound].word })
        {
            return second
        }
        return first
    }

    private static func words(in utterance: Utterance, from start: Int) -> Range<Int>? {
        var end = start
        while end < utterance.tokens.count, end - start < longestName {
            let token = utterance.tokens[end]
            guard !token.isDigits, !English.notNames.contains(token.word), English.months[token.word] == nil || token.word.utf8.count > 3
            else { break }
            // Single letters behind a name spell it; before a name they are initials.
            if token.word.utf8.count == 1, end + 1 >= utterance.tokens.count || utterance.tokens[end + 1].word.utf8.count == 1 { break }
            end += 1
            let isInitial = token.word.utf8.count == 1 && token.gap.hasPrefix(".")
            if !isInitial, !token.joinsNext { break }
        }
        return end > start ? start..<end : nil
    }

    private static func candidate(_ range: Range<Int>, in utterance: Utterance, confidence: Double, evidence: String) -> Candidate<String> {
        var name = written(utterance, range)
        var confidence = isCapitalised(utterance, range) ? confidence : confidence - 0.1
        if let spelled = spelling(behind: range, in: utterance) {
            let words = name.split(separator: " ")
            // The letters are of the last word, or of the word that begins like them.
            if let index = words.lastIndex(where: { $0.lowercased().first == spelled.first }) {
                name = words.enumerated().map { $0.offset == index ? spelled.capitalisedName : String($0.element) }.joined(separator: " ")
                confidence = 0.92
            }
        }
        return Candidate(name, span: utterance.span(of: range), confidence: confidence, evidence: evidence)
    }

    private static func spelling(behind range: Range<Int>, in utterance: Utterance) -> String? {
        let spelled = SpellingReader.word(in: utterance)
        guard let spelled, spelled.value.count >= 3, spelled.span.lowerBound >= utterance.span(of: range).upperBound else { return nil }
        return spelled.value
    }

    private static func isCapitalised(_ utterance: Utterance, _ range: Range<Int>) -> Bool {
        range.allSatisfy { utterance.text(of: $0..<($0 + 1)).first?.isUppercase ?? false }
    }

    /// As written where it has capitals; else with a capital for each part.
    static func written(_ utterance: Utterance, _ range: Range<Int>) -> String {
        let text = utterance.text(of: range)
        let isAllCapitals = text.count > 3 && text == text.uppercased()
        return text.contains(where: \.isUppercase) && !isAllCapitals && isCapitalised(utterance, range)
            ? text : text.lowercased().capitalisedName
    }
}

extension String {
    /// A capital at the beginning of each part: "o'neil-van dyke" becomes "O'Neil-Van Dyke".
    var capitalisedName: String {
        var result = ""
        var isStart = true
        for (offset, character) in enumerated() {
            result += isStart ? character.uppercased() : String(character)
            // An apostrophe begins a part only behind one letter: O'Neil, but not "mario's".
            isStart =
                !character.isLetter
                && (!"'\u{2019}".contains(character) || offset == 1 || result.dropLast().last.map { "ODL".contains($0) } == true)
        }
        return result
    }
}
