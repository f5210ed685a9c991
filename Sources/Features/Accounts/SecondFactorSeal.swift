import Core
import Crypto
import Foundation
import Storage

/// Keeps the secrets of second factors unreadable in the database: whoever steals that has not the platform's key.
struct SecondFactorSeal: Sendable {
    private let sealing: SymmetricKey
    private let authenticating: SymmetricKey

    init(platformKey: Secret) {
        let key = SymmetricKey(data: Data(platformKey.reveal().utf8))
        func derived(for purpose: String) -> SymmetricKey {
            HKDF<SHA256>.deriveKey(inputKeyMaterial: key, info: Data(purpose.utf8), outputByteCount: 32)
        }
        sealing = derived(for: "second factor")
        authenticating = derived(for: "recovery code")
    }

    /// AES-256 in Galois counter mode. A sealed secret opens for its own account alone.
    func seal(_ secret: [UInt8], of account: Account.ID) throws -> String {
        let box = try AES.GCM.seal(secret, using: sealing, authenticating: Data(account.rawValue.utf8))
        guard let combined = box.combined else { throw StorageError.rejected("a sealed box without a nonce of standard length") }
        return combined.base64EncodedString()
    }

    /// - Throws: when it was sealed with another key, or for another account.
    func open(_ sealed: String, of account: Account.ID) throws -> [UInt8] {
        guard let data = Data(base64Encoded: sealed) else { throw StorageError.unreadable("a sealed secret is not base 64") }
        return Array(try AES.GCM.open(AES.GCM.SealedBox(combined: data), using: sealing, authenticating: Data(account.rawValue.utf8)))
    }

    /// What is kept of a recovery code. People leave out the hyphens, and do not type capitals.
    func code(of recoveryCode: Secret, of account: Account.ID) -> String {
        let text = recoveryCode.reveal().uppercased().filter { $0.isLetter || $0.isNumber }
        let code = HMAC<SHA256>.authenticationCode(for: Data("\(account) \(text)".utf8), using: authenticating)
        return Data(code).base64EncodedString()
    }
}
