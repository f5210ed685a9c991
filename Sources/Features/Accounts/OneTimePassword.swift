import Crypto
import Foundation

/// The codes of an authenticator app: six digits that change every thirty seconds. Source: RFC 6238 over RFC 4226, with SHA-1, which is
/// what such apps implement.
struct OneTimePassword: Sendable, Hashable {
    static let stepSeconds = 30
    static let digits = 6
    /// As long as the output of SHA-1 (RFC 4226, section 4).
    static let secretLength = 20

    let secret: [UInt8]

    /// The number of the time step that a moment is in.
    static func step(at instant: Date) -> Int { Int((instant.timeIntervalSince1970 / Double(stepSeconds)).rounded(.down)) }

    func code(step: Int, digits: Int = Self.digits) -> String {
        let counter = withUnsafeBytes(of: UInt64(step).bigEndian) { Array($0) }
        let digest = Array(HMAC<Insecure.SHA1>.authenticationCode(for: counter, using: SymmetricKey(data: secret)))
        let offset = Int(digest[digest.count - 1] & 0x0F)
        let number = digest[offset..<offset + 4].reduce(UInt32(0)) { $0 << 8 | UInt32($1) } & 0x7FFF_FFFF
        let text = String(number)
        return String((String(repeating: "0", count: 10 - text.count) + text).suffix(digits))
    }

    /// The step that a code belongs to, if it is one of now: a step early or late is forgiven, for clocks differ.
    ///
    /// - Parameter last: the last step whose code was used. It and those before it are not taken again: who looked over a shoulder has
    ///   nothing from it (RFC 6238, section 5.2).
    func step(of code: String, at now: Date, after last: Int) -> Int? {
        let present = Self.step(at: now)
        return (present - 1...present + 1).first { $0 > last && self.code(step: $0) == code }
    }

    /// What an app reads from a picture. Source: the key URI format of Google Authenticator.
    func address(account: String, issuer: String) -> String {
        var components = URLComponents()
        components.scheme = "otpauth"
        components.host = "totp"
        components.path = "/\(issuer.replacing(":", with: " ")):\(account)"
        components.queryItems = [URLQueryItem(name: "secret", value: Base32.text(secret)), URLQueryItem(name: "issuer", value: issuer)]
        return components.string ?? ""
    }
}

/// RFC 4648, section 6, without padding: what people can type.
enum Base32 {
    private static let alphabet = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZ234567".utf8)

    static func text(_ bytes: [UInt8]) -> String {
        var (text, buffer, bits): ([UInt8], UInt32, Int) = ([], 0, 0)
        for byte in bytes {
            buffer = buffer << 8 | UInt32(byte)
            bits += 8
            while bits >= 5 {
                bits -= 5
                text.append(alphabet[Int(buffer >> UInt32(bits)) & 31])
            }
            buffer &= (1 << UInt32(bits)) - 1
        }
        if bits > 0 { text.append(alphabet[Int(buffer << UInt32(5 - bits)) & 31]) }
        return String(decoding: text, as: UTF8.self)
    }
}
