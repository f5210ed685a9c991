public import NIOCore

/// Where a request came from and which host it asked for.
public struct RequestOrigin: Hashable, Sendable {
    /// The caller's address, without port; "unknown" for a request that came over no network.
    public let address: String
    /// As the caller wrote it, with port.
    public let host: String
    /// The scheme the caller used: behind a proxy, not the proxy's.
    public let isSecure: Bool

    /// Whether a program on this machine asked, for itself and not for somebody else.
    public var isLoopback: Bool { Self.isLoopback(address) }

    private static func isLoopback(_ address: String) -> Bool { address.hasPrefix("127.") || address == "::1" }

    /// - Parameters:
    ///   - peer: the other end of the connection.
    ///   - headers: what it says for others. Only a proxy on this machine is believed: anybody else could write anything.
    public init(peer: SocketAddress?, host: String?, headers: (String) -> String?) {
        let address = peer?.ipAddress
        let isLocal = address.map { Self.isLoopback($0) } ?? false
        let forwardedFor = isLocal ? headers("x-forwarded-for") : nil
        // A proxy appends what it saw: only the last entry is its own word.
        let last = forwardedFor?.split(separator: ",").last.map { $0.trimmingPrefix(while: \.isWhitespace) }
        self.address = last.map { String($0) } ?? address ?? "unknown"
        self.host = (isLocal ? headers("x-forwarded-host") : nil) ?? host ?? ""
        self.isSecure = isLocal && headers("x-forwarded-proto") == "https"
    }

    /// Whether a page's origin, such as `https://roma.example`, is the host that this request was sent to.
    func isOwn(_ page: String) -> Bool {
        page.lowercased() == "\(isSecure ? "https" : "http")://\(host.lowercased())"
    }

    /// Whether the host is this very machine, whose traffic nobody else sees.
    var isLoopbackHost: Bool {
        let name = host.lowercased().prefix { $0 != ":" }
        return name == "localhost" || name.hasSuffix(".localhost") || name.hasPrefix("127.") || host.hasPrefix("[::1]")
    }
}
