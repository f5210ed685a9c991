public import Features
import HTTPTypes
public import Hummingbird

/// Tells later middleware and handlers where a request came from and which business its host names.
public struct OriginMiddleware: RouterMiddleware {
    private let domain: PlatformDomain
    private let customDomains: CustomDomains

    public init(domain: PlatformDomain, customDomains: CustomDomains) {
        self.domain = domain
        self.customDomains = customDomains
    }

    public func handle(
        _ request: Request, context: AppRequestContext, next: (Request, AppRequestContext) async throws -> Response
    ) async throws -> Response {
        var context = context
        context.origin = RequestOrigin(peer: context.peer, host: request.head.authority) { request.headers[named: $0] }
        context.isPlatformHost = domain.isOwn(host: context.origin.host)
        context.subdomain = domain.subdomain(ofHost: context.origin.host)
        if context.subdomain == nil, let name = domain.foreignName(ofHost: context.origin.host) {
            context.subdomain = try await customDomains.subdomain(ofHost: name)
            context.customHost = context.subdomain == nil ? nil : context.origin.host.lowercased()
        }
        return try await next(request, context)
    }
}
