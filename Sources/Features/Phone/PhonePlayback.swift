public import Vendors
public import Voice

/// Turns an agent's speech into messages for a media stream, and knows from the marks that come back what the caller has heard.
public struct PhonePlayback: Sendable {
    /// In samples: a fifth of a second, so that no message is long.
    private static let longestPiece = 1_600
    /// Whoever takes longer than this to play a sentence that was sent at the pace of speech plays nothing any more.
    private static let longestSilence = Duration.seconds(30)
    /// The number of the mark after everything.
    private static let end = Int.max

    private let stream: MediaStream.StreamID
    private var resampler = Resampler(from: PCM.hearingRate, to: MuLaw.sampleRate)
    /// How often playback was cleared. Marks from before come back too, and were not heard.
    private var generation = 0
    /// When the marks were sent that have not come back.
    private var outstanding: [PlaybackMark: ContinuousClock.Instant] = [:]

    public init(to stream: MediaStream.StreamID) {
        self.stream = stream
    }

    /// - Parameter sound: at `PCM.hearingRate`.
    public mutating func play(_ sound: PCM) -> [String] {
        messages(resampler.resample(sound.samples))
    }

    /// A place in the agent's speech: what came before it is sent whole.
    public mutating func mark(_ number: Int, at now: ContinuousClock.Instant) -> [String] {
        let mark = PlaybackMark(generation: generation, number: number)
        outstanding[mark] = now
        return messages(resampler.finish()) + [MediaStream.mark(mark, to: stream)]
    }

    /// Nothing follows.
    public mutating func finish(at now: ContinuousClock.Instant) -> [String] { mark(Self.end, at: now) }

    /// Whether what is sent piles up somewhere, and nobody hears it.
    public func isStuck(at now: ContinuousClock.Instant) -> Bool {
        outstanding.values.contains { $0.duration(to: now) > Self.longestSilence }
    }

    /// The caller broke in: what was not played yet is thrown away.
    public mutating func clear() -> String {
        generation += 1
        _ = resampler.finish()
        return MediaStream.clear(stream)
    }

    public enum Heard: Sendable, Hashable {
        case mark(Int)
        /// Everything, to the end.
        case everything
    }

    /// What a mark that came back says; nil for one that was thrown away with what was before it, or that is not ours.
    public mutating func heard(_ name: String) -> Heard? {
        guard let mark = PlaybackMark(name: name), outstanding.removeValue(forKey: mark) != nil, mark.generation == generation else {
            return nil
        }
        return mark.number == Self.end ? .everything : .mark(mark.number)
    }

    private func messages(_ samples: [Int16]) -> [String] {
        stride(from: 0, to: samples.count, by: Self.longestPiece).map { start in
            let piece = samples[start..<min(start + Self.longestPiece, samples.count)]
            return MediaStream.sound(piece.map { MuLaw.encode($0) }, to: stream)
        }
    }
}
