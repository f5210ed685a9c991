import Core
import Features
import HTTPTypes

/// What the request that opened a socket says about who opened it.
struct SocketVisit: Sendable {
    /// The business named by the host it was sent to.
    let subdomain: String?
    /// From the cookie of somebody who signed in there. Only a page of the same host gets as far as this.
    let session: Secret?

    init(_ request: WebSocketRequest, domain: PlatformDomain, customDomains: CustomDomains) async throws {
        let headers = request.head.headerFields
        let origin = RequestOrigin(peer: request.remoteAddress, host: request.head.authority) { headers[named: $0] }
        if let name = domain.foreignName(ofHost: origin.host) {
            subdomain = try await customDomains.subdomain(ofHost: name)
        } else {
            subdomain = domain.subdomain(ofHost: origin.host)
        }
        session = SessionCookie.token(in: headers, origin)
    }
}
