public import Vendors
import Voice

/// Turns what a telephone line carries into sound for an ear: what was lost on the way becomes silence, and what comes twice or too
/// late is dropped.
public struct PhoneHearing: Sendable {
    /// Two seconds at twenty milliseconds each: whoever was away for longer begins anew.
    private static let mostLostPieces = 100

    private var resampler = Resampler(from: MuLaw.sampleRate, to: PCM.hearingRate)
    private var lastChunk: Int?

    public init() {}

    /// - Returns: samples at `PCM.hearingRate`.
    public mutating func hear(_ sound: MediaStream.Sound) -> [Int16] {
        let expected = lastChunk.map { $0 + 1 } ?? sound.chunk
        guard sound.chunk >= expected else { return [] }
        lastChunk = sound.chunk
        let lost = min(sound.chunk - expected, Self.mostLostPieces) * sound.payload.count
        return resampler.resample(Array(repeating: 0, count: lost) + MuLaw.decode(sound.payload).samples)
    }
}
