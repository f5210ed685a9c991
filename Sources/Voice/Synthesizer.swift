/// Something that reads aloud.
public protocol Synthesizer: Sendable {
    /// What a person sees of it on a status page: "tts-1 at 127.0.0.1".
    var name: String { get }

    /// The text as sound in pieces, the first as early as possible, all at one rate of the engine's choosing.
    ///
    /// Stopping to iterate stops the work. The stream throws what kept the engine from speaking; what it gave until then
    /// may have been heard.
    func speech(for text: String, voice: VoiceSettings) -> AsyncThrowingStream<PCM, any Error>
}

/// Which voice, and how fast it speaks.
public struct VoiceSettings: Sendable, Hashable, Codable {
    /// The engine's name for a voice; nil is its default.
    public let voice: String?
    /// 1 is the voice's own pace, 0.5...2.
    public let speed: Double

    public init(voice: String? = nil, speed: Double = 1) {
        self.voice = voice
        self.speed = min(2, max(0.5, speed))
    }

    /// Reads what a business stored, however wrong: a pace beyond the range becomes the nearest.
    public init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        self.init(
            voice: try container.decodeIfPresent(String.self, forKey: .voice),
            speed: try container.decodeIfPresent(Double.self, forKey: .speed) ?? 1)
    }
}
