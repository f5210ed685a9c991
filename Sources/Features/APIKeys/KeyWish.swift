import Core
public import Foundation
public import Storage

/// A key as somebody wants it.
public struct KeyWish: Sendable, Hashable {
    public var kind: APIKey.Kind
    public var label: String
    /// What a secret key is good for; nil for everything.
    public var scopes: Set<APIKey.Scope>?
    /// The web origins whose pages may use a publishable key.
    public var origins: [String]
    public var expiresAt: Date?

    private static let mostOrigins = 20

    public init(kind: APIKey.Kind, label: String, scopes: Set<APIKey.Scope>?, origins: [String], expiresAt: Date?) {
        self.kind = kind
        self.label = label
        self.scopes = scopes
        self.origins = origins
        self.expiresAt = expiresAt
    }

    /// The same, its origins as browsers write them.
    ///
    /// - Throws: `Problem` with everything that is wrong.
    func validated(at now: Date) throws -> KeyWish {
        var wish = self
        wish.label = label.trimmingCharacters(in: .whitespacesAndNewlines)
        var violations = Problem.Violation.inName(label, at: "#/label")
        func refuse(_ pointer: String, _ detail: String) { violations.append(.init(pointer: pointer, detail: detail)) }
        if scopes?.isEmpty == true { refuse("#/scopes", "A secret key is good for something: name a scope.") }
        if kind == .publishable, scopes != nil { refuse("#/scopes", "A publishable key has no scopes.") }
        if kind == .secret, !origins.isEmpty { refuse("#/origins", "A secret key stands in no page: it has no origins.") }
        if origins.count > Self.mostOrigins { refuse("#/origins", "A key has at most \(Self.mostOrigins) origins.") }
        if let expiresAt, expiresAt <= now { refuse("#/expiresAt", "This time is over.") }
        wish.origins = origins.enumerated().compactMap { index, text in
            let origin = WebOrigin(text)
            if origin == nil { refuse("#/origins/\(index)", "An origin has the form https://www.roma.example.") }
            return origin?.text
        }
        guard violations.isEmpty else { throw Problem.invalid(violations) }
        return wish
    }
}

/// The origin of web pages, as a browser sends it: scheme, host and port. Source: RFC 6454, section 6.2.
struct WebOrigin: Sendable, Hashable {
    let text: String

    /// - Returns: nil unless it is an origin with https, or with http on this machine.
    init?(_ text: String) {
        let lower = text.trimmingCharacters(in: .whitespaces).lowercased()
        guard let url = URL(string: lower), let scheme = url.scheme, let host = url.host(), !host.isEmpty, url.user() == nil,
            ["", "/"].contains(url.path()), url.query() == nil, url.fragment() == nil, host.utf8.count <= 253,
            host.utf8.allSatisfy({ (0x61...0x7A).contains($0) || (0x30...0x39).contains($0) || [0x2D, 0x2E].contains($0) }),
            scheme == "https" || scheme == "http" && (host == "localhost" || host.hasSuffix(".localhost") || host == "127.0.0.1")
        else { return nil }
        let standard = scheme == "https" ? 443 : 80
        self.text = "\(scheme)://\(host)" + (url.port.flatMap { $0 == standard ? nil : ":\($0)" } ?? "")
    }
}
