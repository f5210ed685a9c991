/// Speech that was made before: "Anything else?" is not worth making twice.
///
/// Holds at most so many bytes of samples; what was not asked for the longest goes first. Shared by all calls: the key holds
/// everything that the sound depends on, and nothing tells who asked first.
public actor SynthesisCache {
    public struct Key: Hashable, Sendable {
        /// `Synthesizer.name`.
        public let engine: String
        public let voice: VoiceSettings
        public let text: String
        public let sampleRate: Int

        public init(engine: String, voice: VoiceSettings, text: String, sampleRate: Int) {
            self.engine = engine
            self.voice = voice
            self.text = text
            self.sampleRate = sampleRate
        }
    }

    private struct Entry {
        let sound: PCM
        var lastUse: UInt64
    }

    private var entries: [Key: Entry] = [:]
    private var uses: UInt64 = 0
    private let capacity: Int
    /// Bytes of samples held, at most `capacity`.
    public private(set) var size = 0

    /// A sound that alone is more than this share of the room is not kept: it would push out many that are asked for often.
    private static let largestShare = 8

    /// - Parameter capacity: bytes of samples; 32 MiB are 17 minutes at 16 kHz.
    public init(capacity: Int = 32 << 20) {
        self.capacity = capacity
    }

    public func sound(for key: Key) -> PCM? {
        guard let sound = entries[key]?.sound else { return nil }
        uses += 1
        entries[key]?.lastUse = uses
        return sound
    }

    public func store(_ sound: PCM, for key: Key) {
        let bytes = Self.bytes(of: sound)
        guard bytes <= capacity / Self.largestShare else { return }
        if let old = entries.removeValue(forKey: key) { size -= Self.bytes(of: old.sound) }
        while size + bytes > capacity, let oldest = entries.min(by: { $0.value.lastUse < $1.value.lastUse }) {
            entries.removeValue(forKey: oldest.key)
            size -= Self.bytes(of: oldest.value.sound)
        }
        uses += 1
        entries[key] = Entry(sound: sound, lastUse: uses)
        size += bytes
    }

    private static func bytes(of sound: PCM) -> Int { sound.samples.count * MemoryLayout<Int16>.size }
}
