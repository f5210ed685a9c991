import Foundation

/// What a caller said, cut into words that can be compared.
public struct Utterance: Sendable, Hashable {
    public let text: String
    public let tokens: [Token]

    /// One word or number. A hyphenated word is several tokens; an apostrophe does not cut.
    public struct Token: Sendable, Hashable {
        /// Lower case, accents and apostrophes dropped: the form that is compared.
        public let word: String
        /// Where it stands in the text, in Unicode scalars.
        public let span: Range<Int>
        /// The punctuation and spaces between this token and the next.
        public let gap: String
    }

    /// Cuts a text in one pass. A token is a run of letters or a run of digits; everything else is gap.
    ///
    /// | text | words (`|` where the gap is empty) |
    /// | --- | --- |
    /// | `I'd like Mario's` | `id` `like` `marios` |
    /// | `7:30`, `7.30`, `1,200`, `$12.50` | `7` `30`, `7` `30`, `1` `200`, `12` `50`: the gap tells them apart |
    /// | `3rd`, `7pm`, `2x`, `7up` | `3|rd`, `7|pm`, `2|x`, `7|up`, so that "7 up" and "7up" compare equal |
    /// | `jalapeño crème` | `jalapeno` `creme` |
    /// | `½` | `½`, a token of its own |
    /// | `ann@mail.com` | `ann` `mail` `com`, with `@` and `.` in the gaps |
    public init(_ text: String) {
        var tokens: [Token] = []
        var word = String.UnicodeScalarView()
        var gap = String.UnicodeScalarView()
        var span: Range<Int>?
        var kind = ScalarKind.other
        var offset = 0
        var previous = ScalarKind.other

        func close() {
            guard let closed = span else {
                gap.removeAll()
                return
            }
            tokens.append(Token(word: String(word), span: closed, gap: String(gap)))
            word.removeAll()
            gap.removeAll()
            span = nil
        }

        let scalars = text.unicodeScalars
        var index = scalars.startIndex
        while index < scalars.endIndex {
            let scalar = scalars[index]
            scalars.formIndex(after: &index)
            var current = ScalarKind(scalar)
            // An apostrophe stays in a word only when letters follow: "o'clock", but not the closing quote of 'this'.
            if current == .apostrophe {
                let next = index < scalars.endIndex ? ScalarKind(scalars[index]) : .other
                current = previous == .letter && next == .letter ? .joiner : .other
            }
            switch current {
            case .letter, .digit, .numeral:
                if span == nil || !gap.isEmpty || kind != current || current == .numeral {
                    close()
                    kind = current
                    span = offset..<offset
                }
                scalar.appendFolded(to: &word)
                span = (span?.lowerBound ?? offset)..<(offset + 1)
                previous = current
            case .joiner where span != nil && gap.isEmpty:
                span = (span?.lowerBound ?? offset)..<(offset + 1)
            case .joiner, .apostrophe, .other:
                gap.append(scalar)
                previous = .other
            }
            offset += 1
        }
        close()
        self.text = text
        self.tokens = tokens
    }

    /// The same text with some words passed over, so that what stands before and behind them is read as one; spans stay valid.
    func without(_ tokens: Set<Int>) -> Utterance {
        var kept: [Token] = []
        for (index, token) in self.tokens.enumerated() {
            if !tokens.contains(index) {
                kept.append(token)
            } else if let last = kept.last, !last.gap.isEmpty {
                kept[kept.count - 1] = Token(word: last.word, span: last.span, gap: " ")
            }
        }
        return Utterance(text: text, tokens: kept)
    }

    private init(text: String, tokens: [Token]) {
        self.text = text
        self.tokens = tokens
    }

    /// The punctuation and spaces before a token, also before the first.
    public func gap(before index: Int) -> String {
        index > 0 ? tokens[index - 1].gap : String(text.unicodeScalars.prefix(tokens.first?.span.lowerBound ?? 0))
    }

    /// From the first to the last of some tokens, in Unicode scalars of the text. The range must not be empty.
    public func span(of range: Range<Int>) -> Range<Int> {
        tokens[range.lowerBound].span.lowerBound..<tokens[range.upperBound - 1].span.upperBound
    }

    /// The text as it was written, from the first to the last of some tokens; empty for an empty range.
    public func text(of range: Range<Int>) -> String {
        guard !range.isEmpty else { return "" }
        let span = span(of: range)
        return String(text.unicodeScalars.dropFirst(span.lowerBound).prefix(span.count))
    }
}

/// What a scalar does to the word it stands in.
private enum ScalarKind {
    case letter, digit
    /// A number that is a single sign, such as "½": always a token of its own.
    case numeral
    /// Belongs to the word before it and is not compared: a combining accent, the apostrophe of "o'clock".
    case joiner
    case apostrophe, other

    init(_ scalar: Unicode.Scalar) {
        switch scalar.value {
        case 0x61...0x7A, 0x41...0x5A: self = .letter
        case 0x30...0x39: self = .digit
        case 0x27, 0x2019, 0x02BC: self = .apostrophe
        case 0..<0x80: self = .other
        default:
            switch scalar.properties.generalCategory {
            case .uppercaseLetter, .lowercaseLetter, .titlecaseLetter, .modifierLetter, .otherLetter: self = .letter
            case .decimalNumber: self = .digit
            case .otherNumber, .letterNumber: self = .numeral
            case .nonspacingMark, .enclosingMark, .spacingMark: self = .joiner
            default: self = .other
            }
        }
    }
}

extension Unicode.Scalar {
    /// Letters that Unicode does not take apart into a base letter and an accent.
    private static let undecomposable: [Unicode.Scalar: String] = [
        "ß": "ss", "æ": "ae", "œ": "oe", "ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "ı": "i",
    ]

    /// Lower case, without accents; digits of every script as ASCII.
    fileprivate func appendFolded(to word: inout String.UnicodeScalarView) {
        if isASCII {
            word.append((0x41...0x5A).contains(value) ? Unicode.Scalar(UInt8(value + 0x20)) : self)
        } else if properties.generalCategory == .decimalNumber, let digit = properties.numericValue {
            word.append(contentsOf: String(Int(digit)).unicodeScalars)
        } else {
            for scalar in properties.lowercaseMapping.decomposedStringWithCanonicalMapping.unicodeScalars
            where ScalarKind(scalar) != .joiner {
                word.append(contentsOf: Self.undecomposable[scalar].map(\.unicodeScalars) ?? String(scalar).unicodeScalars)
            }
        }
    }
}
