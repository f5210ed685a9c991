import Core
import Foundation

/// One utterance on its way to the slots: what could be a value, and whose.
struct SlotScan {
    let reader: SlotReader
    let utterance: Utterance
    let asked: Set<Slot.Name>
    let reference: LocalDateTime
    /// For each token the slots whose label it is a word of.
    let cues: [[Int]]
    private(set) var claims: [Claim] = []

    /// That some words are the value of a slot.
    struct Claim {
        var slot: Int
        var tokens: Range<Int>
        var reading: SlotReading
        /// Log-odds: the sum of what speaks for it and against it.
        var score: Double
        var evidence: String
    }

    /// What each kind of evidence is worth, in log-odds.
    enum Weight {
        /// A word of the label stands beside it.
        static let label = 2.5
        /// The words before it tell that it is the beginning or the end that the slot means.
        static let role = 2.0
        static let asked = 2.0
        /// It answers the question with its form alone: "four" to "how many?".
        static let wholeAnswer = 1.5
        /// Something else was asked for that it could be.
        static let otherAsked = -1.0
    }

    init(_ reader: SlotReader, _ utterance: Utterance, asked: Set<Slot.Name>, reference: LocalDateTime) {
        self.reader = reader
        self.utterance = utterance
        self.asked = asked
        self.reference = reference
        cues = utterance.tokens.map { reader.cues[$0.word] ?? [] }
    }

    mutating func findAll() {
        findTimes()
        findNumbers()
        findContacts()
        findAnswers()
        findChoices()
        findNames()
        findPlaces()
        findText()
    }

    func slots(where isWanted: (SlotTarget.Kind) -> Bool) -> [Int] {
        reader.slots.indices.filter { isWanted(reader.slots[$0].kind) }
    }

    func isAsked(_ slot: Int) -> Bool { asked.contains(reader.slots[slot].name) }

    /// Enters a claim with all evidence that is the same for all kinds.
    mutating func claim(_ slot: Int, _ tokens: Range<Int>, _ reading: SlotReading, score: Double, evidence: String) {
        var score = score
        var reasons = [evidence]
        let label = labelStrength(of: slot, around: tokens)
        if label != 0 {
            score += label * Weight.label
            reasons.append(label > 0 ? "its label" : "another label")
        }
        if isAsked(slot) {
            score += Weight.asked
            reasons.append("asked for")
        } else if isOtherAsked(thatCouldBe: slot) {
            score += Weight.otherAsked
        }
        claims.append(Claim(slot: slot, tokens: tokens, reading: reading, score: score, evidence: reasons.joined(separator: ", ")))
    }

    private func isOtherAsked(thatCouldBe slot: Int) -> Bool {
        let kind = reader.slots[slot].kind
        return reader.slots.contains { asked.contains($0.name) && ($0.kind.isAlike(kind) || $0.kind == .text || $0.kind == .reference) }
    }

    /// Whether the nearest label beside some tokens is this slot's, 0...1; below 0 when it is another's.
    ///
    /// A label stands before its value ("policy number AB 12"), with few words between, or directly behind it ("two rooms").
    func labelStrength(of slot: Int, around tokens: Range<Int>) -> Double {
        var strength = 0.0
        var index = tokens.lowerBound - 1
        var isOther = false
        while index >= 0, tokens.lowerBound - index <= 6 {
            let pointed = cues[index]
            if pointed.contains(slot) {
                let isGeneric = English.genericLabelWords.contains(utterance.tokens[index].word)
                strength = max(strength, share(of: slot, among: pointed) * (isGeneric ? 0.4 : 1))
            } else if English.genericLabelWords.contains(utterance.tokens[index].word) {
                // "Ssn number": the word before it tells which number.
            } else if !pointed.isEmpty {
                isOther = true
                break
            } else if strength > 0 || !English.slotJoints.contains(utterance.tokens[index].word) {
                break
            }
            if index > 0, utterance.tokens[index - 1].gap.contains(where: { ",.;?!".contains($0) }) { break }
            index -= 1
        }
        // "Company name": its first word tells whose name, which is no person's.
        if isOther { strength *= reader.slots[slot].kind.isPersonName ? 0 : 0.2 }
        if tokens.upperBound < utterance.tokens.count, utterance.tokens[tokens.upperBound - 1].joinsNext {
            let behind = cues[tokens.upperBound]
            if behind.contains(slot) { strength = max(strength, share(of: slot, among: behind)) }
        }
        return strength == 0 && isOther ? -0.6 : strength
    }

    /// A word of several labels points to each the less, but only those compete that hold values of one kind.
    private func share(of slot: Int, among pointed: [Int]) -> Double {
        let rivals = pointed.count { reader.slots[$0].kind.isAlike(reader.slots[slot].kind) }
        return 1 / Double(max(rivals, 1))
    }

    /// The tokens before some, up to a pause or another claim, nearest first.
    func words(before index: Int, atMost count: Int) -> [String] {
        var words: [String] = []
        var position = index - 1
        while position >= 0, words.count < count {
            if utterance.tokens[position].gap.contains(where: { ".;?!".contains($0) }) { break }
            words.append(utterance.tokens[position].word)
            position -= 1
        }
        return words
    }

    // MARK: Who wins

    /// Claims that are likelier true than not, do not overlap, and together are likeliest; what two slots claim alike is the less sure for it.
    var winners: [Slot.Name: [Candidate<SlotReading>]] {
        var best: [Range<Int>: Claim] = [:]
        var rivals: [Range<Int>: Double] = [:]
        for claim in claims where claim.score > 0 {
            rivals[claim.tokens, default: 0] += exp(claim.score)
            if claim.score > best[claim.tokens]?.score ?? -.infinity { best[claim.tokens] = claim }
        }
        let chosen = Array(best.values)
        let spans = chosen.map { (tokens: $0.tokens, score: probability($0.score) * (1 + 0.1 * Double($0.tokens.count))) }
        var values: [Slot.Name: [Candidate<SlotReading>]] = [:]
        for index in Cover.best(of: spans, length: utterance.tokens.count) {
            let claim = chosen[index]
            let odds = exp(claim.score)
            let share = odds / max(rivals[claim.tokens] ?? odds, odds)
            let confidence = min(probability(claim.score), 0.98) * (0.5 + 0.5 * share)
            values[reader.slots[claim.slot].name, default: []].append(
                Candidate(claim.reading, span: utterance.span(of: claim.tokens), confidence: confidence, evidence: claim.evidence))
        }
        return values
    }
}
