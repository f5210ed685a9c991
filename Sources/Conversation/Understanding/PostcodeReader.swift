public import Core
import Foundation

/// Reads postal codes that are spelled on a telephone line. What the format of a country rules out is repaired to what sounds
/// most like it: a letter O where a digit must stand is a zero, an M where none can stand is an N.
public struct PostcodeReader: Sendable {
    private let formats: [PostcodeFormat]

    /// How many beginnings are followed at once, and how many readings of one hypothesis are kept.
    private static let beamWidth = 48
    private static let mostReadings = 4
    /// How much faster likelihood falls than the guessed costs rise.
    private static let scale = 1.5
    /// A longer answer is no postcode.
    private static let mostTokens = 40

    /// - Parameter formats: of the countries the business serves.
    public init(formats: [PostcodeFormat] = [.unitedKingdom, .unitedStates, .canada]) {
        self.formats = formats
    }

    /// The codes that were said, the likeliest first.
    public func postcodes(in hypotheses: [Hypothesis]) -> [Candidate<String>] {
        Consensus.ranked(hypotheses, calibration: .postcode, read: readings)
    }

    /// What one hypothesis may say, each with the likelihood of what was heard, 0...1.
    func readings(of utterance: Utterance) -> [Candidate<String>] {
        guard !utterance.tokens.isEmpty, utterance.tokens.count <= Self.mostTokens else { return [] }
        let spoken = SpokenSymbols(utterance)
        let span = utterance.span(of: utterance.tokens.indices)
        return formats.flatMap { format in
            CodeSearch(format: format, width: Self.beamWidth).readings(of: spoken).prefix(Self.mostReadings).map { reading in
                Candidate(
                    format.written(reading.symbols), span: span, confidence: exp(-Self.scale * reading.cost), evidence: "spelled postcode")
            }
        }
    }
}
