/// Reads addresses of e-mail, typed ("ann.lee@mail.com") or said ("ann dot lee at g mail dot com").
public enum EmailReader {
    /// Every address, lower case. What is said about the letters ("all one word", "D as in David") is taken into account.
    ///
    /// - Parameter expecting: whether an address was just asked for; then the name of a provider may stand for its domain.
    public static func addresses(in utterance: Utterance, expecting: Bool = false) -> [Candidate<String>] {
        let utterance = utterance.without(asides(in: utterance))
        var found: [Candidate<String>] = []
        var start = 0
        for index in utterance.tokens.indices.dropFirst() {
            let isSign = utterance.tokens[index - 1].gap == "@"
            guard isSign || utterance.tokens[index].word == "at", index > start else { continue }
            guard
                let domain = domain(in: utterance, from: isSign ? index : index + 1)
                    ?? (expecting ? provider(in: utterance, at: index + 1) : nil),
                let local = local(in: utterance, before: index, isWritten: isSign, after: start)
            else { continue }
            found.append(
                Candidate(
                    local.text + "@" + domain.text, span: utterance.span(of: local.start..<domain.end),
                    confidence: isSign ? 0.99 : local.isSure ? 0.95 : 0.85,
                    evidence: isSign ? "written address" : "spoken address"))
            start = domain.end
        }
        return found
    }

    // MARK: Asides

    /// The tokens that say how the address is written.
    private static func asides(in utterance: Utterance) -> Set<Int> {
        let tokens = utterance.tokens
        guard tokens.contains(where: { $0.word == "at" || $0.gap == "@" }) else { return [] }
        var asides: Set<Int> = []
        func begins(_ phrase: [String], at index: Int) -> Bool {
            index + phrase.count <= tokens.count && phrase.indices.allSatisfy { tokens[index + $0].word == phrase[$0] }
        }
        for index in tokens.indices {
            if let sign = English.atSigns.first(where: { begins($0, at: index) }) {
                asides.formUnion((index + 1)..<(index + sign.count))
            } else if let phrase = English.addressAsides.first(where: { begins($0, at: index) }), index + phrase.count < tokens.count {
                asides.formUnion(index..<(index + phrase.count))
            } else if tokens[index].word == "with", index + 2 < tokens.count, English.articles.contains(tokens[index + 1].word),
                tokens[index + 2].word.utf8.count == 1
            {
                // "Sarah with an H".
                asides.formUnion(index..<(index + 3))
            } else if tokens[index].word.utf8.count == 1, let letter = tokens[index].word.first, letter.isLetter {
                // "D as in David".
                let link = English.spellingLinks.first { link in
                    index + link.count + 1 < tokens.count && begins(link, at: index + 1)
                        && tokens[index + link.count + 1].word.first == letter && tokens[index + link.count + 1].word.utf8.count > 1
                }
                if let link { asides.formUnion((index + 1)...(index + link.count + 1)) }
            }
        }
        return asides
    }

    // MARK: Behind the sign

    /// "gmail", where the ending goes without saying.
    private static func provider(in utterance: Utterance, at index: Int) -> (text: String, end: Int)? {
        guard index < utterance.tokens.count, let ending = English.mailProviders[utterance.tokens[index].word] else { return nil }
        return (utterance.tokens[index].word + "." + ending, index + 1)
    }

    /// "g mail dot com", "stuff.co.uk", "server1 dot example dot com".
    private static func domain(in utterance: Utterance, from start: Int) -> (text: String, end: Int)? {
        var labels = [""]
        var index = start
        var complete: (text: String, end: Int)?
        while index < utterance.tokens.count, index - start < 24 {
            let token = utterance.tokens[index]
            if isDot(token.word), labels.last?.isEmpty == false {
                labels.append("")
                index += 1
                continue
            }
            // "At verizon net": the dot of a provider that everybody knows is swallowed.
            if labels.count == 1, English.mailProviders[labels[0]] != nil, English.domainEndings.contains(token.word) { labels.append("") }
            guard let piece = piece(in: utterance, at: &index, isDomain: true) else { break }
            labels[labels.count - 1] += piece
            let gap = utterance.tokens[index - 1].gap
            if labels.count > 1, let ending = labels.last, isEnding(ending) {
                complete = (labels.joined(separator: "."), index)
                let goesOn = gap == "." || index < utterance.tokens.count && isDot(utterance.tokens[index].word) && gap == " "
                guard goesOn else { return complete }
            }
            if gap == "." {
                labels.append("")
            } else if gap == "-" || gap == "_" {
                labels[labels.count - 1] += gap
            } else if !gap.isEmpty && gap != " " {
                break
            }
        }
        return complete
    }

    private static func isDot(_ word: String) -> Bool { English.addressSigns[word] == "." }

    private static func isEnding(_ label: String) -> Bool {
        guard label.utf8.allSatisfy({ (0x61...0x7A).contains($0) }) else { return false }
        return label.utf8.count == 2 || English.domainEndings.contains(label)
    }

    // MARK: Before the sign

    private static func local(in utterance: Utterance, before end: Int, isWritten: Bool, after limit: Int) -> (
        text: String, start: Int, isSure: Bool
    )? {
        var start = end
        while start > limit {
            let token = utterance.tokens[start - 1]
            let gap = start < end ? token.gap : ""
            let isGlued = [".", "-", "_", "+", "&", ""].contains(gap)
            if !isGlued || start == end && !isWritten {
                let isSign =
                    English.addressSigns[token.word] != nil || start < end && English.addressSigns[utterance.tokens[start].word] != nil
                // A typed address ends at a space, unless a sign was said there.
                if isWritten, start < end, !isSign { break }
                if start < end, gap != " " { break }
                if English.addressLeadIns.contains(token.word), !isSign { break }
            }
            start -= 1
            if end - start > 24 { break }
        }
        guard start < end, let text = joined(utterance, start..<end) else { return nil }
        let words = utterance.tokens[start..<end].filter {
            $0.word.utf8.count > 1 && English.cardinals[$0.word] == nil && English.addressSigns[$0.word] == nil
        }
        return (text, start, words.count <= 1 || isWritten)
    }

    private static func joined(_ utterance: Utterance, _ range: Range<Int>) -> String? {
        var text = ""
        var index = range.lowerBound
        while index < range.upperBound {
            if let sign = English.addressSigns[utterance.tokens[index].word], !text.isEmpty {
                text += sign
                index += 1
                continue
            }
            guard let piece = piece(in: utterance, at: &index, isDomain: false) else { return nil }
            text += piece
            let gap = utterance.tokens[index - 1].gap
            if index < range.upperBound, [".", "-", "_", "+", "&"].contains(gap) { text += gap }
        }
        guard let last = text.last, last.isLetter || last.isNumber || last == "_" || last == "-" else { return nil }
        return text
    }

    /// One token as it is written in an address: a word, a letter, a digit, "double l", "twenty three".
    private static func piece(in utterance: Utterance, at index: inout Int, isDomain: Bool) -> String? {
        let token = utterance.tokens[index]
        if let sign = English.addressSigns[token.word], isDomain {
            index += 1
            return sign == "-" ? sign : nil
        }
        if let times = English.repeats[token.word], index + 1 < utterance.tokens.count {
            let next = utterance.tokens[index + 1].word
            // "Double u" is the letter W.
            if times == 2, ["u", "you"].contains(next) {
                index += 2
                return "w"
            }
            let sign = English.unitWords.firstIndex(of: next).map(String.init) ?? next
            if sign.utf8.count == 1 {
                index += 2
                return String(repeating: sign, count: times)
            }
        }
        if case .unit(let value) = English.cardinals[token.word] {
            index += 1
            return String(value)
        }
        if !token.isDigits, English.cardinals[token.word] != nil,
            let number = NumberReader.plainCardinal(in: utterance, at: index)
        {
            index += number.tokenCount
            return String(number.value)
        }
        index += 1
        return token.word.utf8.allSatisfy { $0 < 0x80 } ? token.word : nil
    }
}
