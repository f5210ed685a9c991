import Foundation
import Voice

/// Sounds made by formula, so that a test knows what is in them.
enum Sounds {
    static func tone(_ frequency: Double, _ duration: Duration, level: Double = 3_000, sampleRate: Int = 16_000) -> [Int16] {
        let count = Int(duration / .milliseconds(1)) * sampleRate / 1_000
        return (0..<count).map { index in
            Int16(level * 2.0.squareRoot() * sin(2 * .pi * frequency * Double(index) / Double(sampleRate)))
        }
    }

    /// Loud and soft five times a second, as syllables are.
    static func speech(_ duration: Duration, level: Double = 3_000, sampleRate: Int = 16_000) -> [Int16] {
        tone(220, duration, level: level, sampleRate: sampleRate).enumerated().map { index, sample in
            let phase = Double(index) / Double(sampleRate) * 5
            return Int16(Double(sample) * (phase - phase.rounded(.down) < 0.8 ? 1 : 0.02))
        }
    }

    static func silence(_ duration: Duration, sampleRate: Int = 16_000) -> [Int16] {
        PCM.silence(duration, sampleRate: sampleRate).samples
    }

    /// Evenly spread noise from a fixed seed.
    static func noise(_ duration: Duration, level: Double, sampleRate: Int = 16_000) -> [Int16] {
        var state: UInt64 = 0x9E37_79B9_7F4A_7C15
        return silence(duration, sampleRate: sampleRate).map { _ in
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            let even = Double(state >> 33) / Double(1 << 30) - 1
            return Int16(even * level * 3.0.squareRoot())
        }
    }

    static func mix(_ left: [Int16], _ right: [Int16]) -> [Int16] {
        zip(left, right).map { Int16(clamping: Int($0) + Int($1)) }
    }
}
