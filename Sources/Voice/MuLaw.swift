/// The telephone network's eight bits a sample, ITU-T G.711 μ-law: fine steps near silence, coarse ones when loud.
public enum MuLaw {
    /// The rate that telephone lines carry μ-law at, samples a second.
    public static let sampleRate = 8_000

    public static func decode(_ byte: UInt8) -> Int16 {
        decoded[Int(byte)]
    }

    public static func encode(_ sample: Int16) -> UInt8 {
        let magnitude = min(abs(Int(sample)), loudest) + bias
        // The exponent is the place of the highest bit, counted from the eighth.
        let exponent = Int.bitWidth - 1 - magnitude.leadingZeroBitCount - 7
        let mantissa = magnitude >> (exponent + 3) & 0x0F
        return ~UInt8((sample < 0 ? 0x80 : 0) | exponent << 4 | mantissa)
    }

    public static func decode(_ bytes: some Sequence<UInt8>) -> PCM {
        PCM(samples: bytes.map(decode), sampleRate: sampleRate)
    }

    /// - Parameter sound: at 8 kHz; see `Resampler`.
    public static func encode(_ sound: PCM) -> [UInt8] {
        precondition(sound.sampleRate == sampleRate, "μ-law is sound at 8 kHz: resample first")
        return sound.samples.map(encode)
    }

    private static let bias = 0x84
    /// Louder samples are cut to this, so that adding the bias stays within fifteen bits.
    private static let loudest = 32_635

    private static let decoded: [Int16] = (0...255).map { byte in
        let value = ~UInt8(byte)
        let exponent = Int(value >> 4 & 0x07)
        let magnitude = (Int(value & 0x0F) << 3 + bias) << exponent - bias
        return Int16(value & 0x80 == 0 ? magnitude : -magnitude)
    }
}
