public import Core
import Crypto
public import Foundation

/// Tells whether a webhook comes from Ultravox: `hex(HMAC-SHA256(secret, body ‖ timestamp))` over the raw bytes of both.
///
/// Source: the vendor's page on securing webhooks. The timestamp is signed as it is written in its header.
public struct UltravoxSignature: Sendable {
    public static let signatureHeader = "X-Ultravox-Webhook-Signature"
    public static let timestampHeader = "X-Ultravox-Webhook-Timestamp"

    /// How far the vendor's clock and ours may be apart, and how long a message may travel.
    private static let tolerance: TimeInterval = 60
    /// The header holds one signature a secret; nobody has more.
    private static let mostSignatures = 16

    /// Each that is in force: while one is replaced by another, both.
    private let secrets: [Secret]

    public init(secrets: [Secret]) {
        self.secrets = secrets
    }

    /// Why a message is not believed.
    public enum Refusal: Error, Sendable, Hashable {
        case unsigned
        /// Too old, too new, or no time at all.
        case untimely
        case forged
    }

    /// - Parameters:
    ///   - signatures: the header's value: hexadecimal signatures, separated by commas, of which one must be right.
    ///   - timestamp: the other header's value.
    ///   - body: the raw bytes.
    public func check(signatures: String?, timestamp: String?, body: [UInt8], at now: Date) throws(Refusal) {
        guard let signatures, let timestamp, !signatures.isEmpty, !timestamp.isEmpty else { throw .unsigned }
        guard let time = Date(rfc3339: timestamp), abs(now.timeIntervalSince(time)) <= Self.tolerance else { throw .untimely }
        let message = body + Array(timestamp.utf8)
        let given = signatures.split(separator: ",").prefix(Self.mostSignatures).compactMap { Data(hexadecimal: $0) }
        let isGenuine = secrets.contains { secret in
            let key = SymmetricKey(data: Data(secret.reveal().utf8))
            return given.contains { HMAC<SHA256>.isValidAuthenticationCode($0, authenticating: message, using: key) }
        }
        guard isGenuine else { throw .forged }
    }
}

extension Data {
    fileprivate init?(hexadecimal text: some StringProtocol) {
        let digits = Array(text.utf8.filter { $0 != UInt8(ascii: " ") })
        guard digits.count % 2 == 0 else { return nil }
        self.init(capacity: digits.count / 2)
        for index in stride(from: 0, to: digits.count, by: 2) {
            guard let byte = UInt8(String(decoding: digits[index...(index + 1)], as: UTF8.self), radix: 16) else { return nil }
            append(byte)
        }
    }
}
