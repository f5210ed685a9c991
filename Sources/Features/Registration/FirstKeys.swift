import Core
import Crypto
import Foundation
import Storage
import Synchronization

/// A business's first keys, and the token of the form it comes from. They are drawn from a registration's seed under the platform's key, so that a registration that was
/// interrupted, or whose answer was lost, ends with the same two keys, and neither is ever stored.
struct FirstKeys: Sendable {
    private static let seedLength = 32
    private let platformKey: Secret

    init(platformKey: Secret) {
        self.platformKey = platformKey
    }

    static func newSeed(from identifiers: IdentifierSource) -> String { identifiers.token(count: seedLength) }

    /// The token of a form that was begun with an `Idempotency-Key`: the same each time.
    func formToken(for idempotencyKey: String, length: Int) -> Secret {
        let stream = KeyStream(key: platformKey, purpose: "form-token.\(idempotencyKey)")
        return Secret(IdentifierSource { stream.next($0) }.token(count: length))
    }

    /// The key's text.
    func key(_ kind: APIKey.Kind, of business: Business.ID, seed: String) -> Secret {
        APIKey.text(of: kind, drawnFrom: identifiers(for: kind, of: business, seed: seed))
    }

    /// To issue the key from.
    func identifiers(for kind: APIKey.Kind, of business: Business.ID, seed: String) -> IdentifierSource {
        let stream = KeyStream(key: platformKey, purpose: "first-key.\(kind.rawValue).\(business).\(seed)")
        return IdentifierSource { stream.next($0) }
    }
}

/// Bytes that only who has the key can draw, always the same for one purpose: HMAC-SHA-256 of a counter, the
/// counter mode of NIST SP 800-108, section 4.1.
private final class KeyStream: Sendable {
    private let key: Secret
    private let purpose: String
    private let block = Mutex<UInt32>(0)

    init(key: Secret, purpose: String) {
        self.key = key
        self.purpose = purpose
    }

    func next(_ count: Int) -> [UInt8] {
        block.withLock { block in
            var bytes: [UInt8] = []
            while bytes.count < count {
                block += 1
                let key = SymmetricKey(data: Data(self.key.reveal().utf8))
                bytes += HMAC<SHA256>.authenticationCode(for: Data("\(block).\(purpose)".utf8), using: key)
            }
            return Array(bytes.prefix(count))
        }
    }
}
