/// Reads where something is to be delivered: "12 Main Street apartment 4, Springfield".
public enum AddressReader {
    /// - Parameter expecting: whether the caller was just asked for the address; then an answer without a street is taken too,
    ///   with less confidence.
    /// - Parameter postcodes: a code of one of these forms at the end is written as it is written there.
    /// - Returns: the address with its numbers in figures; nil when none was said.
    public static func address(
        in utterance: Utterance, expecting: Bool = false, postcodes: [PostcodeFormat] = []
    ) -> Candidate<String>? {
        guard var read = words(in: utterance, expecting: expecting) else { return nil }
        let said = Utterance(
            String(String.UnicodeScalarView(utterance.text.unicodeScalars.dropFirst(read.span.lowerBound).prefix(read.span.count))))
        guard let code = PostcodeReader(formats: postcodes).plainPostcode(in: said, isAtEnd: true),
            let first = said.tokens.firstIndex(where: { $0.span.lowerBound == code.span.lowerBound }), first > 0
        else { return read }
        // The street is what the code is not.
        read.value = written(0..<first, of: said) + said.tokens[first - 1].gap + code.value
        return read
    }

    private static func words(in utterance: Utterance, expecting: Bool) -> Candidate<String>? {
        if let range = streetAddress(in: utterance) {
            return candidate(range, in: utterance, confidence: expecting ? 0.85 : 0.75, evidence: "house number and street")
        }
        guard expecting else { return nil }
        let opened = English.addressOpeners.lazy.compactMap { opener(_: $0, in: utterance) }.first
        // "Is there a discount?" is no place.
        guard opened != nil || !isQuestion(utterance) else { return nil }
        let start = opened ?? bareStart(of: utterance)
        let end = end(of: utterance, from: start)
        guard end > start else { return nil }
        let hasNumber = utterance.tokens[start..<end].contains { $0.isDigits || English.cardinals[$0.word] != nil }
        return candidate(start..<end, in: utterance, confidence: hasNumber ? 0.6 : 0.4, evidence: "the bare answer")
    }

    /// House number, up to four words, a kind of street, and what belongs to it.
    private static func streetAddress(in utterance: Utterance) -> Range<Int>? {
        for start in utterance.tokens.indices {
            guard let number = NumberReader.plainCardinal(in: utterance, at: start), number.value > 0 else { continue }
            // "twenty two twelve main street": all figures before the name belong to the number.
            var name = start + number.tokenCount
            while let more = NumberReader.plainCardinal(in: utterance, at: name), more.value > 0 { name += more.tokenCount }
            guard
                let type = (name..<min(name + 5, utterance.tokens.count)).first(where: {
                    English.streetTypes.contains(utterance.tokens[$0].word) && ($0 > name || utterance.tokens[$0].word == "broadway")
                }),
                !utterance.tokens[name..<type].contains(where: {
                    $0.gap.contains(".") && $0.word.utf8.count > 3 || English.addressEnds.contains($0.word) && $0.word != "the"
                })
            else { continue }
            let isEveryday = English.everydayStreetTypes.contains(utterance.tokens[type].word) && !utterance.tokens[start].isDigits
            guard !isEveryday, !utterance.tokens[name..<type].contains(where: { English.nonStreetWords.contains($0.word) }) else {
                continue
            }
            // "Flat 3, 21 Main Street": the dwelling may be said first.
            let isDwelling = start > 0 && English.dwellingsBeforeStreet.contains(utterance.tokens[start - 1].word)
            return (isDwelling ? start - 1 : start)..<end(of: utterance, from: type + 1, isOptional: true)
        }
        return nil
    }

    /// Behind the street: apartment, town and postcode, until other words begin.
    private static func end(of utterance: Utterance, from start: Int, isOptional: Bool = false) -> Int {
        var index = start
        while index < utterance.tokens.count {
            let word = utterance.tokens[index].word
            let isDwelling =
                English.dwellingTypes.contains(word) && index + 1 < utterance.tokens.count
                && (utterance.tokens[index + 1].isDigits || English.cardinals[utterance.tokens[index + 1].word] != nil
                    || utterance.tokens[index + 1].word.utf8.count == 1)
            if !isDwelling, English.addressEnds.contains(word) { break }
            if index > 0, ends(utterance.tokens[index - 1].gap), index > start || isOptional, index - 1 >= start || isOptional { break }
            // A telephone number is no part of an address.
            if utterance.tokens[index].isDigits, utterance.tokens[index].word.utf8.count > 5 { break }
            if index > start, utterance.tokens[index].isDigits, index + 1 < utterance.tokens.count, utterance.tokens[index + 1].isDigits,
                !isInsidePostcode(index, of: utterance)
            {
                break
            }
            index += 1
        }
        return index
    }

    /// "SW1 2AB": figures that letters are written together with, before them and behind.
    private static func isInsidePostcode(_ index: Int, of utterance: Utterance) -> Bool {
        let tokens = utterance.tokens
        return tokens[index - 1].gap.isEmpty && tokens[index + 1].gap.isEmpty && !tokens[index - 1].isDigits && index + 2 < tokens.count
    }

    private static func isQuestion(_ utterance: Utterance) -> Bool {
        let opener = utterance.tokens.first { !English.questionFillers.contains($0.word) }
        return utterance.tokens.count > 2 && opener.map { English.interrogatives.contains($0.word) } ?? false
    }

    private static func ends(_ gap: String) -> Bool { gap.contains { "?!;".contains($0) } || gap.hasPrefix(". ") }

    private static func opener(_ phrase: [String], in utterance: Utterance) -> Int? {
        guard utterance.tokens.count > phrase.count else { return nil }
        return (0..<(utterance.tokens.count - phrase.count)).first { start in
            phrase.indices.allSatisfy { utterance.tokens[start + $0].word == phrase[$0] }
        }.map { $0 + phrase.count }
    }

    private static func bareStart(of utterance: Utterance) -> Int {
        utterance.tokens.firstIndex { !English.answerOpeners.contains($0.word) } ?? utterance.tokens.count
    }

    private static func candidate(_ range: Range<Int>, in utterance: Utterance, confidence: Double, evidence: String) -> Candidate<String> {
        Candidate(written(range, of: utterance), span: utterance.span(of: range), confidence: confidence, evidence: evidence)
    }

    private static func written(_ range: Range<Int>, of utterance: Utterance) -> String {
        var text = ""
        var index = range.lowerBound
        while index < range.upperBound {
            var end = index + 1
            if !utterance.tokens[index].isDigits, let number = NumberReader.plainCardinal(in: utterance, at: index),
                index + number.tokenCount <= range.upperBound
            {
                text += String(number.value)
                end = index + number.tokenCount
            } else {
                let written = utterance.text(of: index..<(index + 1))
                let isFigures = utterance.tokens[index].isDigits || index > range.lowerBound && utterance.tokens[index - 1].gap.isEmpty
                text += isFigures ? written : written.capitalisedName
            }
            if end < range.upperBound { text += utterance.tokens[end - 1].gap }
            index = end
        }
        return text
    }
}
