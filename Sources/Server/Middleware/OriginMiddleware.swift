import HTTPTypes
public import Hummingbird

/// Tells later middleware and handlers where a request came from and which business its host names.
public struct OriginMiddleware: RouterMiddleware {
    private let domain: PlatformDomain

    public init(domain: PlatformDomain) {
        self.domain = domain
    }

    public func handle(
        _ request: Request, context: AppRequestContext, next: (Request, AppRequestContext) async throws -> Response
    ) async throws -> Response {
        var context = context
        context.origin = RequestOrigin(peer: context.peer, host: request.head.authority) { request.headers[named: $0] }
        context.subdomain = domain.subdomain(ofHost: context.origin.host)
        return try await next(request, context)
    }
}
