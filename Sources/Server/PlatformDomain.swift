/// The platform's domain, and which business a host name under it belongs to.
public struct PlatformDomain: Hashable, Sendable {
    /// Lower case, without port: `localhost`, `voice.example`.
    public let name: String

    /// Names that no business gets, because the platform uses them or people would take them for it.
    public static let reserved: Set<String> = [
        "www", "api", "app", "admin", "platform", "mail", "smtp", "ftp", "docs", "status", "static", "assets", "cdn", "mcp", "fleet",
        "realtime", "sessions", "webhook", "webhooks", "support", "billing", "setup", "login", "test", "localhost",
    ]

    public init(_ name: String) {
        self.name = Self.hostName(name.lowercased())
    }

    /// The business's subdomain that a `Host` header names, or nil on the platform's own, a reserved or a foreign host.
    public func subdomain(ofHost host: String) -> String? {
        let host = Self.hostName(host.lowercased())
        guard host.hasSuffix(".\(name)") else { return nil }
        let label = host.dropLast(name.count + 1)
        guard Self.isLabel(label), !Self.reserved.contains(String(label)) else { return nil }
        return String(label)
    }

    /// One label of a DNS name (RFC 1035, section 2.3.1, with the digits of RFC 1123): no dots, no hyphen at either end.
    private static func isLabel(_ label: Substring) -> Bool {
        (1...63).contains(label.utf8.count) && label.first != "-" && label.last != "-"
            && label.utf8.allSatisfy { byte in
                byte == UInt8(ascii: "-") || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
                    || (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte)
            }
    }

    /// Without the port, the dot of a fully qualified name, and a user part.
    private static func hostName(_ host: String) -> String {
        if host.hasPrefix("[") { return String(host.prefix { $0 != "]" }) + "]" }
        let name = host.prefix { $0 != ":" }
        return String(name.hasSuffix(".") ? name.dropLast() : name)
    }
}
