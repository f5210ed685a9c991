public import Core
import Crypto
public import Foundation

/// Tells whether a webhook comes from Stripe: `t=<Unix time>,v1=<hex(HMAC-SHA256(secret, t ‖ "." ‖ body))>` over the raw bytes of the body.
///
/// The key is the whole secret as it is shown, `whsec_` included. Source: Stripe, "Verify webhook signatures manually".
public struct StripeSignature: Sendable {
    public static let header = "Stripe-Signature"

    /// How far Stripe's clock and ours may be apart, in seconds; either way. Source: the tolerance of Stripe's SDKs.
    private static let tolerance: TimeInterval = 300
    /// The header holds one signature a secret; nobody has more.
    private static let mostSignatures = 16
    /// Bytes of SHA-256.
    private static let codeLength = 32

    /// Each that is in force: while one is replaced by another, both.
    private let secrets: [Secret]

    public init(secrets: [Secret]) {
        self.secrets = secrets
    }

    /// Why a message is not believed.
    public enum Refusal: String, Error, Sendable, Hashable {
        /// No header, no time in it, or no signature of the kind that we know.
        case unsigned
        /// Too old or too new.
        case untimely
        case forged
    }

    /// - Parameters:
    ///   - header: the value of `Stripe-Signature`.
    ///   - body: the raw bytes.
    public func check(_ header: String?, body: [UInt8], at now: Date) throws(Refusal) {
        let parts = (header ?? "").split(separator: ",").map { part in
            part.split(separator: "=", maxSplits: 1).map { $0.trimmingCharacters(in: .whitespaces) }
        }
        let times = parts.filter { $0.first == "t" && $0.count == 2 }.map { $0[1] }
        let codes = parts.filter { $0.first == "v1" && $0.count == 2 }.prefix(Self.mostSignatures).compactMap {
            Data(lowerHexadecimal: $0[1])
        }
        .filter { $0.count == Self.codeLength }
        guard times.count == 1, let seconds = Int64(times[0]), !codes.isEmpty else { throw .unsigned }
        guard abs(now.timeIntervalSince1970 - Double(seconds)) <= Self.tolerance else { throw .untimely }
        let message = Data("\(times[0]).".utf8) + body
        let isGenuine = secrets.contains { secret in
            let key = SymmetricKey(data: Data(secret.reveal().utf8))
            return codes.contains { HMAC<SHA256>.isValidAuthenticationCode($0, authenticating: message, using: key) }
        }
        guard isGenuine else { throw .forged }
    }
}

extension Data {
    /// - Returns: nil for anything but pairs of `0-9a-f`.
    fileprivate init?(lowerHexadecimal text: String) {
        func value(_ digit: UInt8) -> UInt8? {
            switch digit {
            case UInt8(ascii: "0")...UInt8(ascii: "9"): digit - UInt8(ascii: "0")
            case UInt8(ascii: "a")...UInt8(ascii: "f"): digit - UInt8(ascii: "a") + 10
            default: nil
            }
        }
        let digits = Array(text.utf8)
        guard digits.count % 2 == 0 else { return nil }
        self.init(capacity: digits.count / 2)
        for index in stride(from: 0, to: digits.count, by: 2) {
            guard let high = value(digits[index]), let low = value(digits[index + 1]) else { return nil }
            append(high << 4 | low)
        }
    }
}
