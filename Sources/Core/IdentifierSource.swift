public import Foundation

/// Where new identifiers and secrets' random parts come from.
///
/// Passed to the few types that make new things, so that a test can make them predictable.
public struct IdentifierSource: Sendable {
    private let randomBytes: @Sendable (Int) -> [UInt8]

    /// - Parameter randomBytes: returns as many unpredictable bytes as asked for.
    public init(randomBytes: @escaping @Sendable (Int) -> [UInt8]) {
        self.randomBytes = randomBytes
    }

    /// The operating system's generator: suitable for secrets.
    public static let system = IdentifierSource { count in
        var generator = SystemRandomNumberGenerator()
        return (0..<count).map { _ in UInt8.random(in: .min ... .max, using: &generator) }
    }

    /// A lower-case UUID version 7 (RFC 9562, section 5.7): sorts by the time of its making.
    public func uuid(at instant: Date) -> String {
        let milliseconds = UInt64(max(0, instant.timeIntervalSince1970 * 1000))
        var bytes = (0..<6).map { UInt8(truncatingIfNeeded: milliseconds >> (8 * (5 - $0))) } + randomBytes(10)
        bytes[6] = bytes[6] & 0x0F | 0x70
        bytes[8] = bytes[8] & 0x3F | 0x80
        let hexadecimal = bytes.map { byte in
            let digits = String(byte, radix: 16)
            return digits.count == 2 ? digits : "0" + digits
        }
        return [0..<4, 4..<6, 6..<8, 8..<10, 10..<16].map { hexadecimal[$0].joined() }.joined(separator: "-")
    }

    /// Text of `count` characters drawn evenly from `0-9A-Za-z`: 5.95 bits a character.
    public func token(count: Int) -> String {
        var characters: [UInt8] = []
        while characters.count < count {
            // 248 is the largest multiple of 62 in a byte: what lies above would favour the first letters.
            characters += randomBytes(count).filter { $0 < 248 }.map { Base62.alphabet[Int($0) % 62] }
        }
        return String(decoding: characters.prefix(count), as: UTF8.self)
    }
}

/// The digits of base 62 in the order that API key checksums use.
public enum Base62 {
    public static let alphabet = Array("0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz".utf8)
}
