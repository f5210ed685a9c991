/// Sound as a telephone understands it: one channel of signed 16-bit samples.
public struct PCM: Sendable, Hashable {
    public var samples: [Int16]
    /// Samples a second, more than 0.
    public let sampleRate: Int

    public init(samples: [Int16], sampleRate: Int) {
        precondition(sampleRate > 0, "A sample rate is a positive number of samples a second")
        self.samples = samples
        self.sampleRate = sampleRate
    }

    /// The rate that hearing works at, and that browsers send and receive.
    public static let hearingRate = 16_000

    /// Nothing at all.
    public static func silence(_ duration: Duration, sampleRate: Int) -> PCM {
        PCM(samples: Array(repeating: 0, count: duration.samples(at: sampleRate)), sampleRate: sampleRate)
    }

    public var duration: Duration { .samples(samples.count, at: sampleRate) }

    /// Root mean square of the samples, 0...32768.
    public var level: Double { samples[...].level }

    /// Appends sound of the same rate.
    public mutating func append(_ other: PCM) {
        precondition(other.sampleRate == sampleRate, "Sounds of different rates cannot be joined")
        samples += other.samples
    }
}

extension PCM {
    /// Reads signed 16-bit little-endian mono samples: what our sockets and `pcm` answers carry.
    ///
    /// An odd last byte is half a sample and is dropped; see `LittleEndianSamples` for a stream.
    public init(littleEndian bytes: some Sequence<UInt8>, sampleRate: Int) {
        var reader = LittleEndianSamples()
        self.init(samples: reader.read(bytes), sampleRate: sampleRate)
    }

    /// The samples as signed 16-bit little-endian bytes.
    public var littleEndianBytes: [UInt8] {
        [UInt8](unsafeUninitializedCapacity: samples.count * 2) { bytes, count in
            for (index, sample) in samples.enumerated() {
                bytes[index * 2] = UInt8(truncatingIfNeeded: sample)
                bytes[index * 2 + 1] = UInt8(truncatingIfNeeded: sample >> 8)
            }
            count = samples.count * 2
        }
    }
}

/// Turns a stream of bytes into samples, however the bytes were cut: half a sample waits for its other half.
public struct LittleEndianSamples: Sendable {
    private var low: UInt8?

    public init() {}

    public mutating func read(_ bytes: some Sequence<UInt8>) -> [Int16] {
        var samples: [Int16] = []
        samples.reserveCapacity(bytes.underestimatedCount / 2 + 1)
        for byte in bytes {
            if let first = low {
                samples.append(Int16(bitPattern: UInt16(first) | UInt16(byte) << 8))
                low = nil
            } else {
                low = byte
            }
        }
        return samples
    }
}

extension ArraySlice<Int16> {
    /// Root mean square, 0...32768; 0 of nothing.
    var level: Double {
        guard !isEmpty else { return 0 }
        var sum = 0.0
        for sample in self { sum += Double(sample) * Double(sample) }
        return (sum / Double(count)).squareRoot()
    }
}

extension Duration {
    /// How long so many samples last.
    static func samples(_ count: Int, at rate: Int) -> Duration {
        .microseconds(Int64(count) * 1_000_000 / Int64(rate))
    }

    /// How many samples last this long, rounded down.
    func samples(at rate: Int) -> Int {
        let parts = components
        return Int(parts.seconds) * rate + Int(parts.attoseconds / 1_000_000_000_000) * rate / 1_000_000
    }
}
