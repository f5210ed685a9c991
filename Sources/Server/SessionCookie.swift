import Core
import HTTPTypes
import Hummingbird

/// The cookie by which a browser proves who signed in with it. The one place that reads and writes it.
enum SessionCookie {
    /// The prefix makes the browser keep it to this very host, sent over TLS only (RFC 6265bis, section 4.1.3.2).
    private static let name = "__Host-session"
    /// Without TLS, which is for trying the platform out on one's own machine, browsers refuse the prefix.
    private static let plainName = "session"

    /// The token that came with a request; nil without one.
    ///
    /// - Throws: 403 when the request wants to change something and does not come from a page of the same host: a cookie goes along with
    ///   whatever another site makes a browser send.
    static func token(in request: Request, _ origin: RequestOrigin) throws -> Secret? {
        guard let token = token(in: request.headers, origin) else { return nil }
        try requireOwnPage(request, origin)
        return token
    }

    /// As above, for a request that changes nothing.
    static func token(in headers: HTTPFields, _ origin: RequestOrigin) -> Secret? {
        guard origin.isSecure || origin.isLoopbackHost else { return nil }
        let prefix = (origin.isSecure ? name : plainName) + "="
        for header in headers[values: .cookie] {
            for cookie in header.split(separator: ";") {
                let cookie = cookie.trimmingPrefix(while: \.isWhitespace)
                if cookie.hasPrefix(prefix), cookie.utf8.count > prefix.utf8.count { return Secret(String(cookie.dropFirst(prefix.count))) }
            }
        }
        return nil
    }

    /// Source: the fetch metadata headers (W3C), and for browsers without them the origin. Neither can be set by a script.
    ///
    /// - Throws: 403 unless a page of the same host asks, or the request changes nothing.
    static func requireOwnPage(_ request: Request, _ origin: RequestOrigin) throws {
        guard request.method != .get, request.method != .head else { return }
        let isOwn =
            if let site = request.headers[named: "Sec-Fetch-Site"] {
                site == "same-origin"
            } else {
                request.headers[.origin].map(origin.isOwn) ?? false
            }
        guard isOwn else { throw Problem.forbidden("With a cookie, only pages of this host may change something.") }
    }

    /// - Throws: 403 without TLS, where anybody on the way could read it.
    static func begin(_ token: Secret, _ origin: RequestOrigin) throws -> Cookie {
        guard origin.isSecure || origin.isLoopbackHost else { throw Problem.forbidden("Sign in over https.") }
        return cookie(token.reveal(), maxAge: nil, origin)
    }

    static func end(_ origin: RequestOrigin) -> Cookie { cookie("", maxAge: 0, origin) }

    private static func cookie(_ value: String, maxAge: Int?, _ origin: RequestOrigin) -> Cookie {
        let name = origin.isSecure ? name : plainName
        guard let maxAge else {
            return Cookie(name: name, value: value, path: "/", secure: origin.isSecure, httpOnly: true, sameSite: .lax)
        }
        return Cookie(name: name, value: value, maxAge: maxAge, path: "/", secure: origin.isSecure, httpOnly: true, sameSite: .lax)
    }
}
