public import Core
import Crypto
import Foundation

/// The tokens in links that are sent by mail: an identifier and its code under the platform's key. None is stored, so none can be
/// read from a stolen database; whoever made the identifier decides how long it is good for.
public struct LinkTokens: Sendable {
    private let platformKey: Secret

    public init(platformKey: Secret) {
        self.platformKey = platformKey
    }

    /// A token for one purpose opens nothing else.
    public enum Purpose: String, Sendable {
        case addressVerification = "address-verification"
        case invitation
        case passwordReset = "password-reset"
        case unsubscription
    }

    /// `identifier.code`, safe in a link.
    public func token(for purpose: Purpose, _ identifier: String) -> Secret {
        Secret(identifier + "." + Self.text(Data(code(of: identifier, for: purpose))))
    }

    /// The identifier in a token.
    ///
    /// - Returns: nil when the token was not made here for that purpose.
    public func identifier(in token: Secret, for purpose: Purpose) -> String? {
        let text = token.reveal()
        guard let dot = text.lastIndex(of: ".") else { return nil }
        let identifier = String(text[..<dot])
        guard let given = Self.bytes(String(text[text.index(after: dot)...])) else { return nil }
        let isOurs = HMAC<SHA256>.isValidAuthenticationCode(given, authenticating: Self.content(identifier, purpose), using: key)
        return isOurs ? identifier : nil
    }

    private var key: SymmetricKey { SymmetricKey(data: Data(platformKey.reveal().utf8)) }

    private func code(of identifier: String, for purpose: Purpose) -> HMAC<SHA256>.MAC {
        HMAC<SHA256>.authenticationCode(for: Self.content(identifier, purpose), using: key)
    }

    private static func content(_ identifier: String, _ purpose: Purpose) -> Data {
        Data("link.\(purpose.rawValue).\(identifier)".utf8)
    }

    /// Base 64 with the alphabet for links, without padding (RFC 4648, section 5).
    static func text(_ data: Data) -> String {
        data.base64EncodedString().replacingOccurrences(of: "+", with: "-").replacingOccurrences(of: "/", with: "_")
            .replacingOccurrences(of: "=", with: "")
    }

    static func bytes(_ text: String) -> Data? {
        let standard = text.replacingOccurrences(of: "-", with: "+").replacingOccurrences(of: "_", with: "/")
        return Data(base64Encoded: standard + String(repeating: "=", count: (4 - standard.count % 4) % 4))
    }
}
