import Core

/// What a model must not tell a caller, whatever it has been told itself.
extension Dialogue {
    /// Why a sentence must not be said: it is none, it was just said, it names a price that is not the business's, or it says that
    /// something is done.
    ///
    /// - Returns: nil when it may be said.
    public func objection(to sentence: String) -> String? {
        // Models that are no good at calling tools write the call down, and would have it read to the caller.
        if sentence.contains(where: Self.signsOfPrograms.contains) { return "it is not for the ear" }
        if state.said.contains(sentence) { return "the caller has just heard it" }
        let utterance = Utterance(sentence)
        if let price = unknownPrice(in: utterance) { return "\(price.decimal) \(price.currency) is no price of the business" }
        if state.phase != .settled, claimsDeed(utterance) { return "nothing has been done yet" }
        return nil
    }

    private static let signsOfPrograms: Set<Character> = ["{", "}", "[", "]", "<", ">", "_", "`", "\\"]

    private func unknownPrice(in utterance: Utterance) -> Money? {
        let named = MoneyReader(currency: agent.facts.currency).amounts(in: utterance).map(\.value)
        guard !named.isEmpty else { return nil }
        let known = knownPrices
        return named.first { !known.contains($0) }
    }

    /// Of items, alone and with each of their options, of services, and of what is ordered.
    private var knownPrices: Set<Money> {
        var prices = Set(agent.facts.services.compactMap(\.price))
        for item in agent.facts.catalogue.items {
            prices.insert(item.price)
            for delta in item.optionGroups.lazy.flatMap(\.options).map(\.priceDelta) where delta.minorUnits != 0 {
                prices.formUnion([delta, item.price + delta])
            }
        }
        for line in state.values.lines {
            guard let price = agent.item(line.item)?.price(of: line) else { continue }
            prices.formUnion([price, Money(minorUnits: price.minorUnits / max(1, line.quantity), currency: price.currency)])
        }
        if let total { prices.insert(total) }
        return prices
    }

    func claimsDeed(_ utterance: Utterance) -> Bool {
        let words = Set(utterance.tokens.map(\.word))
        if !words.isDisjoint(with: English.settlingDeeds) { return true }
        return !words.isDisjoint(with: English.recordDeeds)
            && !words.isDisjoint(with: agent.workflow.result.records.union([agent.workflow.wording.record]))
    }
}
