public import Core
import Crypto
public import Foundation
public import Storage

/// By what a platform knows its key again without keeping it: the first half of an HMAC-SHA-256 under it, in hexadecimal digits.
public struct KeyFingerprint: Sendable, Hashable {
    let text: String

    public init(of key: Secret) {
        let code = HMAC<SHA256>.authenticationCode(
            for: Data("platform key fingerprint".utf8), using: SymmetricKey(data: Data(key.reveal().utf8)))
        text = code.prefix(16).map { String(format: "%02x", $0) }.joined()
    }

    fileprivate init(stored text: String) { self.text = text }
}

extension PlatformTransaction {
    /// Of the key that the data was made with; nil before the first start.
    public func keyFingerprint() throws -> KeyFingerprint? {
        try row("SELECT fingerprint FROM platform_key").map { KeyFingerprint(stored: try $0.get("fingerprint")) }
    }

    /// From now on this is the key.
    public func keep(_ fingerprint: KeyFingerprint, at now: Date) throws {
        try execute(
            """
            INSERT INTO platform_key (id, fingerprint, since) VALUES (1, \(fingerprint.text), \(now))
            ON CONFLICT (id) DO UPDATE SET fingerprint = excluded.fingerprint, since = excluded.since
            """)
    }
}
