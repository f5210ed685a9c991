import Core

/// Codes of a declared form, chosen among what a recogniser heard: what the form rules out is what sounds most like it.
extension CodeFormat {
    /// The codes that were said, the likeliest first; none for a code that is too long to be searched for.
    ///
    /// - Parameter attempts: what was heard each time that the code was asked for, the latest last.
    func codes(in attempts: [[Hypothesis]]) -> [Candidate<String>] {
        guard let shape else { return [] }
        return Consensus.ranked(attempts, calibration: .postcode) { utterance in
            CodeSearch(shape: shape).candidates(in: utterance) { code(String(decoding: $0.map(\.character), as: UTF8.self)) }
        }
    }

    /// Without the fixed letters and digits, and with them: callers do either.
    private var shape: CodeShape? {
        let places = pattern.filter(Self.isPlace)
        let said = pattern.filter { Self.isPlace($0) || $0.isASCII && ($0.isLetter || $0.isNumber) }
        guard said.count <= CodeSearch.longest else { return nil }
        return CodeShape(patterns: (places == said ? [places] : [places, said]).map { $0.map(Self.symbols) })
    }

    private static func symbols(at place: Character) -> CodeSymbol.Group {
        switch place {
        case "A": .letters
        case "9": .digits
        case "*": .all
        default: CodeSymbol.Group(place.lowercased())
        }
    }
}
