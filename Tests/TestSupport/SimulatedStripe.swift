public import Core
import Crypto
public import Foundation

/// What Stripe does, for tests: it signs what it tells.
public enum SimulatedStripe {
    /// The value of `Stripe-Signature`.
    public static func signature(of body: [UInt8], with secret: Secret, at now: Date) -> String {
        let time = Int(now.timeIntervalSince1970)
        let code = HMAC<SHA256>.authenticationCode(
            for: Data("\(time).".utf8) + body, using: SymmetricKey(data: Data(secret.reveal().utf8)))
        let digits = Array("0123456789abcdef".utf8)
        return "t=\(time),v1=" + String(decoding: code.flatMap { [digits[Int($0 >> 4)], digits[Int($0 & 15)]] }, as: UTF8.self)
    }
}
