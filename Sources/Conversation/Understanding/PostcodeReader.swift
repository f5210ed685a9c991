public import Core

/// Reads postal codes that are spelled on a telephone line. What the format of a country rules out is repaired to what sounds
/// most like it: a letter O where a digit must stand is a zero, an M where none can stand is an N.
public struct PostcodeReader: Sendable {
    private let formats: [PostcodeFormat]

    /// - Parameter formats: of the countries the business serves.
    public init(formats: [PostcodeFormat] = [.unitedKingdom, .unitedStates, .canada]) {
        self.formats = formats
    }

    /// The codes that were said, the likeliest first.
    public func postcodes(in hypotheses: [Hypothesis]) -> [Candidate<String>] {
        Consensus.ranked([hypotheses], calibration: .postcode) { utterance in
            formats.flatMap { format in CodeSearch(shape: format.shape).candidates(in: utterance, write: format.written) }
        }
    }
}
