/// Whether somebody speaks, frame by frame, from loudness alone.
///
/// A frame is speech when it is clearly louder than the line's own noise. The noise is learnt: it follows quieter frames
/// at once and louder ones slowly, and since speech always has gaps, what has not been quieter for two seconds is noise
/// too. Reliable down to about 15 dB between speech and noise (measured for the energy rule on Debian 12, 2026).
public struct VoiceActivity: Sendable {
    /// The length of a frame, of whatever rate.
    public static let frame = Duration.milliseconds(20)

    /// How loud the line is when nobody speaks, root mean square, 0...32768.
    public private(set) var noise = 50.0

    /// The quietest frame of each of the last blocks, oldest first, the current block last.
    private var quietest: [Double] = [.infinity]
    private var framesInBlock = 0

    /// Speech is louder than the noise by this factor (9.5 dB)…
    private static let ratio = 3.0
    /// …and louder than this, whatever the noise.
    private static let quietestSpeech = 150.0
    /// While the agent speaks, its echo is in the line: only a voice twice as loud counts.
    private static let interruptionFactor = 2.0
    private static let framesPerBlock = 20
    private static let blocks = 5

    public init() {}

    /// - Parameters:
    ///   - level: root mean square of one frame, 0...32768.
    ///   - isAgentSpeaking: whether the caller hears the agent at this moment.
    public mutating func isSpeech(level: Double, isAgentSpeaking: Bool = false) -> Bool {
        let threshold = max(Self.ratio * noise, Self.quietestSpeech) * (isAgentSpeaking ? Self.interruptionFactor : 1)
        learn(level)
        return level > threshold
    }

    private mutating func learn(_ level: Double) {
        noise = level < noise ? 0.9 * noise + 0.1 * level : noise * 1.002
        quietest[quietest.count - 1] = min(quietest[quietest.count - 1], level)
        framesInBlock += 1
        guard framesInBlock == Self.framesPerBlock else { return }
        framesInBlock = 0
        if quietest.count == Self.blocks {
            noise = max(noise, quietest.min() ?? 0)
            quietest.removeFirst()
        }
        quietest.append(.infinity)
    }
}
