import HTTPTypes
import Hummingbird
import Storage

/// Lets pages of other hosts read what a publishable key opens, if the key was declared for their origin. Source: the Fetch standard,
/// section 3.2 (CORS). Cookies are never let through: what they open is for pages of the same host.
struct PageOriginMiddleware: RouterMiddleware {
    func handle(
        _ request: Request, context: AppRequestContext, next: (Request, AppRequestContext) async throws -> Response
    ) async throws -> Response {
        var response = try await next(request, context)
        guard let origins = context.admitted?.origins else { return response }
        response.headers[.vary] = "Origin"
        if let page = request.headers[.origin], origins.contains(page) {
            response.headers[.accessControlAllowOrigin] = page
            response.headers[named: "Access-Control-Expose-Headers"] = "RateLimit, RateLimit-Policy, Retry-After, Idempotency-Replayed"
        }
        return response
    }
}

/// Answers what a browser asks before it sends such a page's request. Which page may is known only with the key, which is not sent yet.
struct PreflightMiddleware: RouterMiddleware {
    /// The methods that a path answers to such pages; empty when it answers none.
    let methods: @Sendable (String) -> [String]

    func handle(
        _ request: Request, context: AppRequestContext, next: (Request, AppRequestContext) async throws -> Response
    ) async throws -> Response {
        guard request.method == .options, let page = request.headers[.origin],
            request.headers[.accessControlRequestMethod] != nil, case let methods = methods(request.uri.path), !methods.isEmpty
        else { return try await next(request, context) }
        return Response(
            status: .noContent,
            headers: [
                .accessControlAllowOrigin: page, .accessControlAllowMethods: methods.joined(separator: ", "),
                .accessControlAllowHeaders: "Authorization, Content-Type, Idempotency-Key", .accessControlMaxAge: "600", .vary: "Origin",
            ])
    }
}
