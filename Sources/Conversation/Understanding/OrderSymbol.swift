/// A piece of an utterance as an order reader sees it.
struct OrderSymbol: Sendable {
    var tokens: Range<Int>
    var kind: Kind

    enum Kind: Sendable {
        /// Names of the catalogue that fit these words equally well, or nearly.
        case named([PhraseMatch<CatalogueIndex.Term>])
        case cue(OrderCue)
        /// A word that no name and no cue explains. `isContent` when it may well name something.
        case word(isContent: Bool)
    }

    var cue: OrderCue? {
        guard case .cue(let cue) = kind else { return nil }
        return cue
    }

    var names: [PhraseMatch<CatalogueIndex.Term>] {
        guard case .named(let names) = kind else { return [] }
        return names
    }
}

extension CatalogueIndex {
    /// Cuts an utterance into names of the catalogue, words that matter in an order, and other words.
    func symbols(in utterance: Utterance) -> [OrderSymbol] {
        let cues = cues(in: utterance)
        let names = Dictionary(grouping: phrases.matches(in: utterance), by: \.tokens)
        var spans: [(tokens: Range<Int>, score: Double)] = []
        var kinds: [OrderSymbol.Kind] = []
        for (tokens, matches) in names {
            let best = PhraseMatch.best(of: matches.filter(isTelling), within: 0.12)
            guard !best.isEmpty else { continue }
            // A heading's word is weaker than a thing's name: it must not cut a name in two.
            let score = best.map { if case .category = $0.id { $0.score * 0.8 } else { $0.score } }.max() ?? 0
            spans.append((tokens, score))
            kinds.append(.named(best))
        }
        for (tokens, cue) in cues {
            spans.append((tokens, Double(tokens.count) * 0.8))
            kinds.append(.cue(cue))
        }
        var symbols: [OrderSymbol] = []
        var end = 0
        func addWords(upTo limit: Int) {
            for index in end..<limit {
                let word = utterance.tokens[index].word
                let isContent = !English.commonWords.contains(word) && !isHeading(word)
                symbols.append(OrderSymbol(tokens: index..<index + 1, kind: .word(isContent: isContent)))
            }
        }
        for chosen in Cover.best(of: spans, length: utterance.tokens.count) {
            addWords(upTo: spans[chosen].tokens.lowerBound)
            symbols.append(OrderSymbol(tokens: spans[chosen].tokens, kind: kinds[chosen]))
            end = spans[chosen].tokens.upperBound
        }
        addWords(upTo: utterance.tokens.count)
        settleDoubles(&symbols, cues: cues)
        return symbols
    }

    private func cues(in utterance: Utterance) -> [Range<Int>: OrderCue] {
        var cues: [Range<Int>: OrderCue] = [:]
        let words = utterance.tokens.map(\.word)
        for start in words.indices {
            for length in 1...English.longestOrderCue where start + length <= words.count {
                if let cue = English.orderCues[Array(words[start..<start + length])] { cues[start..<start + length] = cue }
            }
            if let (particles, cue) = English.separableVerbs[words[start]], words[start...].prefix(8).contains(where: particles.contains) {
                cues[start..<start + 1] = cue
            }
            if let number = NumberReader.number(in: utterance, at: start), let count = number.number.wholeNumber,
                number.number.kind == .cardinal, count > 0, !isMeasure(start..<start + number.tokenCount, in: utterance)
            {
                // Beyond what anybody may order, how many does not matter: none of it can be had.
                cues[start..<start + number.tokenCount] = .number(min(count, OrderLine.largestQuantity + 1))
            }
        }
        return cues
    }

    /// "8 oz", "2%": how big or how rich, and not how many.
    private func isMeasure(_ number: Range<Int>, in utterance: Utterance) -> Bool {
        if utterance.tokens[number.upperBound - 1].gap.hasPrefix("%") { return true }
        return number.upperBound < utterance.tokens.count && English.measureUnits.contains(utterance.tokens[number.upperBound].word)
    }

    /// Settles words that are a name and a cue: "light" before an option is an amount, "one" after "large" a pronoun.
    private func settleDoubles(_ symbols: inout [OrderSymbol], cues: [Range<Int>: OrderCue]) {
        for index in symbols.indices {
            switch symbols[index].kind {
            case .cue(.size(let usual)):
                guard let term = size(called: usual) else { continue }
                symbols[index].kind = .named([sizeMatch(term, symbols[index].tokens)])
            case .named(let names):
                let cue = cues[symbols[index].tokens]
                if case .size(let usual)? = cue, let term = size(called: usual), names.allSatisfy({ !$0.isName }) {
                    // "A med pizza", where "med" is also another name of something else.
                    symbols[index].kind = .named([sizeMatch(term, symbols[index].tokens)])
                } else if let cue, cue == .light || cue == .extra, index + 1 < symbols.count,
                    symbols[index + 1].names.contains(where: isOption)
                {
                    symbols[index].kind = .cue(cue)
                }
            case .cue(.number(1)) where index > 0 && (index + 1 == symbols.count || symbols[index + 1].names.isEmpty):
                switch symbols[index - 1].kind {
                case .cue(.article), .cue(.definite), .cue(.size), .cue(.another), .cue(.ordinal): symbols[index].kind = .cue(.pronoun)
                case .named(let names) where names.contains(where: isSize): symbols[index].kind = .cue(.pronoun)
                default: break
                }
            default: break
            }
        }
    }

    private func sizeMatch(_ term: Int, _ tokens: Range<Int>) -> PhraseMatch<Term> {
        PhraseMatch(id: .option(term), tokens: tokens, coverage: 1, similarity: 1, isName: false)
    }

    /// Half an option's name is too little: "sauce" is none of a menu's sauces.
    private func isTelling(_ match: PhraseMatch<Term>) -> Bool {
        if case .option = match.id { match.coverage >= Self.leastOfOption } else { true }
    }

    private static let leastOfOption = 0.45

    private func isOption(_ match: PhraseMatch<Term>) -> Bool {
        if case .option = match.id { true } else { false }
    }

    private func isSize(_ match: PhraseMatch<Term>) -> Bool {
        if case .option(let term) = match.id { isSize(term) } else { false }
    }
}
