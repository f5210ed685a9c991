/// The addresses under which people reach this platform and its businesses.
public struct Addresses: Sendable {
    private let domain: PlatformDomain
    /// The port in addresses; nil for the scheme's own.
    private let port: Int?
    private let isSecure: Bool

    /// - Parameter port: the one the server listens on. On a domain of its own the platform stands behind a proxy with TLS;
    ///   under `localhost` it is reached directly.
    public init(domain: PlatformDomain, port: Int) {
        self.domain = domain
        let isLocal = domain.name == "localhost"
        self.port = isLocal ? port : nil
        isSecure = !isLocal
    }

    struct Host {
        /// Without port.
        let name: String
        let url: String
        let socketURL: String

        init(authority: String, isSecure: Bool) {
            name = String(authority.prefix { $0 != ":" })
            url = "\(isSecure ? "https" : "http")://\(authority)"
            socketURL = "\(isSecure ? "wss" : "ws")://\(authority)"
        }
    }

    /// Where a business is.
    func host(of subdomain: String) -> Host {
        host(named: "\(subdomain).\(domain.name)")
    }

    /// Where a request's business is, as the request has it: a page on a business's own domain may talk to that alone.
    func host(of context: TenantRequestContext) -> Host {
        guard let customHost = context.customHost else { return host(of: context.label) }
        return Host(authority: customHost, isSecure: isSecure)
    }

    /// The platform's own page.
    public var platformURL: String { host(named: domain.name).url }

    /// A business's page.
    public func url(of subdomain: String) -> String { host(of: subdomain).url }

    private func host(named name: String) -> Host {
        Host(authority: port.map { "\(name):\($0)" } ?? name, isSecure: isSecure)
    }
}
