import Core

/// The platform's domain, and which business a host name under it belongs to.
public struct PlatformDomain: Hashable, Sendable {
    /// Lower case, without port: `localhost`, `voice.example`.
    public let name: String

    public init(_ name: String) {
        self.name = Self.hostName(name.lowercased())
    }

    /// Whether the platform is tried out on the machine that it runs on.
    public var isThisMachine: Bool { name == "localhost" }

    /// The business's subdomain that a `Host` header names, or nil on the platform's own, a reserved or a foreign host.
    public func subdomain(ofHost host: String) -> String? {
        let host = Self.hostName(host.lowercased())
        guard host.hasSuffix(".\(name)") else { return nil }
        do {
            return try Subdomain(String(host.dropLast(name.count + 1))).label
        } catch {
            return nil
        }
    }

    /// Whether a `Host` header names the platform itself: its domain or, where it is tried out, this machine's address. A name that is
    /// nobody's, such as a domain that is verified no more, is not the platform's.
    func isOwn(host: String) -> Bool {
        let host = Self.hostName(host.lowercased())
        return host == name || isThisMachine && (host.hasPrefix("127.") || host == "[::1]")
    }

    /// The name in a `Host` header that is neither the platform's, nor under it, nor an address: it may be a business's own.
    func foreignName(ofHost host: String) -> String? {
        let host = Self.hostName(host.lowercased())
        guard host != name, !host.hasSuffix(".\(name)"), host.contains("."), host.last?.isLetter == true else { return nil }
        return host
    }

    /// Without the port, the dot of a fully qualified name, and a user part.
    private static func hostName(_ host: String) -> String {
        if host.hasPrefix("[") { return String(host.prefix { $0 != "]" }) + "]" }
        let name = host.prefix { $0 != ":" }
        return String(name.hasSuffix(".") ? name.dropLast() : name)
    }
}
