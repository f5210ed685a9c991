public import Core
import Crypto
import Foundation

/// Tells requests that Twilio made from those that anybody made.
///
/// A signature is an HMAC over the URL as it was configured and what was sent with it. It holds no time: a request that was seen
/// before is genuine still, so whoever acts on one must be ready to see it twice. Source: Twilio, "Validating requests".
public struct TwilioSignature: Sendable {
    public static let header = "X-Twilio-Signature"
    /// Sent where a shared key signs, not the account's token.
    public static let settingsHeader = "X-Twilio-Webhooks-Signature-Settings"
    /// The parameter of the query that holds the hash of a body which is no form.
    private static let bodyHash = "bodySHA256"

    /// A key that signs in place of the account's token, as Twilio calls it by its identifier.
    public struct SharedKey: Sendable, Hashable {
        public let id: String
        public let secret: Secret

        public init(id: String, secret: Secret) {
            self.id = id
            self.secret = secret
        }
    }

    /// What is known of a request that claims to be Twilio's.
    public struct Claim: Sendable {
        /// As we gave it to Twilio: scheme, host and path from our own configuration, the query as it came.
        public var url: String
        public var content: Content
        /// The value of `header`.
        public var signature: String?
        /// The value of `settingsHeader`.
        public var settings: String?

        public init(url: String, content: Content, signature: String?, settings: String? = nil) {
            self.url = url
            self.content = content
            self.signature = signature
            self.settings = settings
        }
    }

    public enum Content: Sendable, Hashable {
        /// GET, or the opening of a WebSocket.
        case none
        case form(FormFields)
        /// JSON or anything else, byte for byte.
        case body([UInt8])
    }

    private let token: Secret
    private let sharedKey: SharedKey?

    /// - Parameter token: the account's primary one.
    public init(token: Secret, sharedKey: SharedKey? = nil) {
        self.token = token
        self.sharedKey = sharedKey
    }

    /// Whether a request was signed with one of our keys.
    public func covers(_ claim: Claim) -> Bool {
        guard let text = claim.signature, let code = Data(base64Encoded: text), hashIsRight(claim) else { return false }
        let addition = Self.signedFields(claim.content)
        let messages = Self.spellings(of: claim.url).map { Data(($0 + addition).utf8) }
        guard let settings = claim.settings else {
            return messages.contains { HMAC<Insecure.SHA1>.isValidAuthenticationCode(code, authenticating: $0, using: token.key) }
        }
        guard let sharedKey, Self.isSigned(settings, with: sharedKey.id) else { return false }
        return messages.contains { HMAC<SHA256>.isValidAuthenticationCode(code, authenticating: $0, using: sharedKey.secret.key) }
    }

    /// `key=<id>,algorithm=HMAC_SHA256`; any other algorithm is none that we know to be good.
    private static func isSigned(_ settings: String, with id: String) -> Bool {
        let parts = settings.split(separator: ",").map { $0.trimmingCharacters(in: .whitespaces) }
        return parts.contains("key=\(id)") && parts.contains("algorithm=HMAC_SHA256")
    }

    /// A body that is no form is signed through its hash in the query.
    private func hashIsRight(_ claim: Claim) -> Bool {
        guard case .body(let bytes) = claim.content else { return true }
        let digits = Array("0123456789abcdef".utf8)
        let hash = SHA256.hash(data: Data(bytes)).flatMap { [digits[Int($0 >> 4)], digits[Int($0 & 15)]] }
        let query = claim.url.split(separator: "?", maxSplits: 1).dropFirst().first ?? ""
        return FormFields(encoded: query.utf8)?[Self.bodyHash] == String(decoding: hash, as: UTF8.self)
    }

    /// Every field, sorted by name in the order of bytes; of a name that repeats, its different values, sorted.
    private static func signedFields(_ content: Content) -> String {
        guard case .form(let form) = content else { return "" }
        return Set(form.fields).map { (name: Array($0.name.utf8), value: Array($0.value.utf8)) }
            .sorted { left, right in
                left.name == right.name
                    ? left.value.lexicographicallyPrecedes(right.value) : left.name.lexicographicallyPrecedes(right.name)
            }
            .map { String(decoding: $0.name + $0.value, as: UTF8.self) }.joined()
    }

    /// The ways in which the signer may have written the URL: it names the scheme's own port or does not, and it may end the path of a
    /// WebSocket with a slash.
    private static func spellings(of url: String) -> [String] {
        let url = String(url.prefix { $0 != "#" })
        guard let scheme = url.range(of: "://") else { return [url] }
        let isSocket = url.hasPrefix("ws")
        let isSecure = url.hasPrefix("https:") || url.hasPrefix("wss:")
        let authorityEnd = url[scheme.upperBound...].firstIndex { "/?".contains($0) } ?? url.endIndex
        let authority = url[scheme.upperBound..<authorityEnd]
        let portStart = authority.lastIndex(of: ":").flatMap { colon in
            authority[authority.index(after: colon)...].allSatisfy(\.isNumber) ? colon : nil
        }
        let host = authority[..<(portStart ?? authority.endIndex)]
        let rest = url[authorityEnd...]
        let beginning = url[..<scheme.upperBound]
        let withPort = portStart == nil ? "\(beginning)\(host):\(isSecure ? 443 : 80)\(rest)" : url
        let spellings = ["\(beginning)\(host)\(rest)", withPort]
        return isSocket && !rest.contains("?") ? spellings + spellings.map { $0 + "/" } : spellings
    }
}

extension Secret {
    fileprivate var key: SymmetricKey { SymmetricKey(data: Data(reveal().utf8)) }
}
