public import Core
import Crypto
import Foundation

/// What is stored of a key or token. They are random and long, so a fast hash gives nothing away.
public enum Fingerprint {
    /// SHA-256 in 64 lower-case hexadecimal digits.
    public static func of(_ secret: Secret) -> String {
        let digits = Array("0123456789abcdef".utf8)
        let bytes = SHA256.hash(data: Data(secret.reveal().utf8))
        return String(decoding: bytes.flatMap { [digits[Int($0 >> 4)], digits[Int($0 & 15)]] }, as: UTF8.self)
    }
}
