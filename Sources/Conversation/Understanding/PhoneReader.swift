public import Core

/// Reads telephone numbers, typed or dictated: groups, "double five", "oh", pauses, and corrections on the way.
public enum PhoneReader {
    /// How many digits a number has without extension (ITU-T E.164 allows 15; seven is a local number).
    private static let lengths = 7...15

    /// Every complete number, as digits, with a "+" before them where one was said; an extension is not kept.
    ///
    /// - Parameter region: where a number without a country code belongs.
    public static func numbers(in utterance: Utterance, region: PhoneNumber.Region = .northAmerica) -> [Candidate<String>] {
        let numbers = DigitRun.runs(in: utterance, of: region).flatMap { run -> [Candidate<String>] in
            if let advertised = spelledOut(run, in: utterance) { return [advertised] }
            return run.isOtherNumber
                ? []
                : run.separateNumbers(in: region).filter { lengths.contains($0.digits.utf8.count) }
                    .map { candidate($0, in: utterance, of: region) }
        }
        // Where one number is called a telephone number, another that cannot be dialled is something else.
        guard numbers.count > 1, numbers.contains(where: { isLabelled($0, in: utterance) }) else { return numbers }
        return numbers.filter { isLabelled($0, in: utterance) || phoneNumber($0.value, region: region) != nil }
    }

    /// "phone 555 0101", "cell is 555 0101".
    private static func isLabelled(_ number: Candidate<String>, in utterance: Utterance) -> Bool {
        let before = utterance.tokens.filter { $0.span.upperBound <= number.span.lowerBound }.suffix(3)
        return before.contains { English.phoneLabels.contains($0.word) }
    }

    /// The digits heard in an answer to "what is your number?", complete or not: the caller may go on in the next turn.
    ///
    /// - Parameter heard: the digits of the turns before. What was said now goes behind them, unless it takes them back
    ///   ("no sorry …") or is a whole number by itself.
    /// - Returns: nil when no digit was said.
    public static func dictation(
        after heard: String = "", in utterance: Utterance, region: PhoneNumber.Region = .northAmerica
    ) -> Candidate<String>? {
        let runs = DigitRun.runs(in: utterance, of: region)
        guard let run = runs.max(by: { $0.digits.utf8.count < $1.digits.utf8.count }), !run.digits.isEmpty else { return nil }
        if let advertised = spelledOut(run, in: utterance) { return advertised }
        var candidate = candidate(run, in: utterance, of: region)
        let isRest = run.digits.utf8.count < 10 || phoneNumber(heard + run.digits, region: region) != nil
        guard !heard.isEmpty, isRest, !run.isInternational else { return candidate }
        let takesBack = (0..<run.range.lowerBound).contains { English.correctionLength(in: utterance, at: $0) != nil }
        if takesBack {
            candidate.value = DigitRun.corrected(heard, by: candidate.value, lastGroup: 0, in: region)
        } else if heard.count(where: \.isNumber) + candidate.value.utf8.count <= lengths.upperBound {
            candidate.value = heard + candidate.value
        }
        candidate.confidence = confidence(of: candidate.value, wasCorrected: takesBack, in: region)
        candidate.evidence = "digits over several turns"
        return candidate
    }

    /// - Returns: nil when the digits are no whole number: too few yet, or no such area code.
    public static func phoneNumber(_ digits: String, region: PhoneNumber.Region = .northAmerica) -> PhoneNumber? {
        guard let number = PhoneNumber(digits, region: region), number.isWhole else { return nil }
        return number
    }

    private static func candidate(_ run: DigitRun, in utterance: Utterance, of region: PhoneNumber.Region) -> Candidate<String> {
        let confidence = confidence(of: run.number, wasCorrected: run.wasCorrected, in: region)
        return Candidate(
            run.number, span: utterance.span(of: run.range), confidence: run.isInternational ? max(confidence, 0.9) : confidence,
            evidence: run.wasCorrected ? "digits, corrected" : "digits")
    }

    private static func confidence(of number: String, wasCorrected: Bool, in region: PhoneNumber.Region) -> Double {
        let base =
            switch number.count(where: \.isNumber) {
            case _ where phoneNumber(number, region: region) != nil: 0.99
            case 10...13: 0.95
            case 7: 0.95
            case 8, 9, 14, 15: 0.85
            default: 0.5
            }
        return wasCorrected ? base * 0.95 : base
    }
}
