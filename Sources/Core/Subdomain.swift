/// A business's label under the platform's domain: lower-case letters, digits and inner hyphens, as DNS allows.
public struct Subdomain: Hashable, Sendable, CustomStringConvertible {
    public let label: String

    /// Why a text cannot be a business's subdomain.
    public enum Invalid: Error, Hashable, CustomStringConvertible {
        case malformed, reserved

        public var description: String {
            switch self {
            case .malformed: "A subdomain has 1 to 63 lower-case letters, digits and hyphens, and no hyphen at either end."
            case .reserved: "This subdomain is reserved for the platform."
            }
        }
    }

    /// Upper case is folded.
    ///
    /// Source of the rule: RFC 1035, section 2.3.1, and RFC 1123, section 2.1.
    public init(_ text: String) throws(Invalid) {
        let label = text.lowercased()
        let allowed = label.utf8.allSatisfy { (0x61...0x7A).contains($0) || (0x30...0x39).contains($0) || $0 == 0x2D }
        guard (1...63).contains(label.utf8.count), allowed, label.first != "-", label.last != "-" else { throw .malformed }
        guard !Self.reserved.contains(label), !Self.isReservedByDNS(label) else { throw .reserved }
        self.label = label
    }

    public var description: String { label }

    /// Whether the third and fourth characters are hyphens: `xn--…` looks like another name on a screen, and the rest of these labels
    /// is set aside (RFC 5890, section 2.3.1).
    private static func isReservedByDNS(_ label: String) -> Bool { label.dropFirst(2).hasPrefix("--") }

    /// Names that the platform uses, or that would let a business pass for it.
    public static let reserved: Set<String> = [
        "account", "accounts", "admin", "api", "app", "assets", "billing", "cdn", "docs", "fleet", "ftp", "help", "localhost", "login",
        "mail", "mcp", "ns1", "ns2", "platform", "realtime", "register", "root", "security", "sessions", "setup", "smtp", "static",
        "status", "support", "test", "voice", "webhook", "webhooks", "www",
    ]
}
