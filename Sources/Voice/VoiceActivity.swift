/// Whether somebody speaks, frame by frame, from loudness alone.
///
/// A frame is speech when it is clearly louder than the line's own noise. The noise is learnt: it follows quieter frames
/// at once and louder ones slowly, and since speech always has gaps, what has not been quieter for two seconds is noise
/// too. Of utterances 10 dB above white noise or other voices nine in ten begin and end where they should, at 5 dB six in ten;
/// a neural detector did no better (docs/decisions/0007).
public struct VoiceActivity: Sendable {
    /// The length of a frame, of whatever rate.
    public static let frame = Duration.milliseconds(20)

    /// How loud the line is when nobody speaks, root mean square, 0...32768; nil before the first sound.
    public private(set) var noise: Double?

    /// The quietest frame of each of the last blocks, oldest first, the current block last.
    private var quietest: [Double] = [.infinity]
    private var framesInBlock = 0
    private var emptyFrames = 0

    /// Speech is louder than the noise by this factor (6 dB), and louder than this, whatever the noise.
    private static let speech = Threshold(ratio: 2, level: 150)
    /// While the agent speaks its echo is in the line: only a clear voice counts (16 dB).
    private static let interruption = Threshold(ratio: 6, level: 300)
    /// Less is a microphone that is not open yet, for so many frames at most; later it is a line without any noise.
    private static let quietestNoise = 1.0
    private static let longestWarmUp = 10
    private static let framesPerBlock = 20
    private static let blocks = 5

    private struct Threshold {
        let ratio: Double
        let level: Double
    }

    public init() {}

    /// - Parameters:
    ///   - level: root mean square of one frame, 0...32768.
    ///   - isAgentSpeaking: whether the caller hears the agent at this moment.
    public mutating func isSpeech(level: Double, isAgentSpeaking: Bool = false) -> Bool {
        if noise == nil, level < Self.quietestNoise, emptyFrames < Self.longestWarmUp {
            emptyFrames += 1
            return false
        }
        // The agent greets first: what a line begins with is its noise.
        let noise = noise ?? level
        let threshold = isAgentSpeaking ? Self.interruption : Self.speech
        learn(level, noise)
        return level > max(threshold.ratio * noise, threshold.level)
    }

    private mutating func learn(_ level: Double, _ known: Double) {
        var noise = level < known ? 0.9 * known + 0.1 * level : known * 1.002
        quietest[quietest.count - 1] = min(quietest[quietest.count - 1], level)
        framesInBlock += 1
        if framesInBlock == Self.framesPerBlock {
            framesInBlock = 0
            if quietest.count == Self.blocks {
                noise = max(noise, quietest.min() ?? 0)
                quietest.removeFirst()
            }
            quietest.append(.infinity)
        }
        self.noise = noise
    }
}
