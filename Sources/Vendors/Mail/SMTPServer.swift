public import Core
import Foundation

/// A server that takes mail from us, and how it wants to be spoken to.
public struct SMTPServer: Sendable, Hashable {
    public var host: String
    public var port: Int
    public var security: Security
    /// Nil where the server knows us by our address.
    public var credentials: Credentials?
    /// PEM of the authorities that vouch for the server; nil for those that the system trusts.
    public var authorities: String?

    public enum Security: Sendable, Hashable {
        /// TLS from the first byte (port 465, RFC 8314).
        case implicit
        /// TLS once the server has said that it knows it (RFC 3207). Without it nothing is said that has to stay secret.
        case negotiated
    }

    public struct Credentials: Sendable, Hashable {
        public var user: String
        public var password: Secret

        public init(user: String, password: Secret) {
            self.user = user
            self.password = password
        }
    }

    /// - Parameter url: `smtp://user:password@host:587`, or `smtps` for TLS from the first byte; what is not a letter or a digit in user
    ///   and password is percent-encoded.
    /// - Returns: nil for anything else.
    public init?(url: Secret) {
        guard let parts = URLComponents(string: url.reveal()), let host = parts.host, !host.isEmpty, parts.query == nil,
            parts.path.isEmpty || parts.path == "/", parts.port.map({ (1...65_535).contains($0) }) ?? true
        else { return nil }
        switch parts.scheme?.lowercased() {
        case "smtp": (security, port) = (.negotiated, parts.port ?? 587)
        case "smtps": (security, port) = (.implicit, parts.port ?? 465)
        default: return nil
        }
        self.host = host.trimmingCharacters(in: ["[", "]"])
        switch (parts.user, parts.password) {
        case (nil, nil): credentials = nil
        case (let user?, let password?) where !user.isEmpty && !password.isEmpty:
            credentials = Credentials(user: user, password: Secret(password))
        default: return nil
        }
    }
}
