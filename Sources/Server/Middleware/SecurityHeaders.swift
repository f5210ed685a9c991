import HTTPTypes
public import Hummingbird

/// What every answer tells a browser to refuse on our behalf.
public struct SecurityHeaders<Context: RequestContext>: RouterMiddleware {
    public init() {}

    public func handle(
        _ request: Request, context: Context, next: (Request, Context) async throws -> Response
    ) async throws -> Response {
        var response = try await next(request, context)
        response.headers[.xContentTypeOptions] = "nosniff"
        response.headers[named: "Referrer-Policy"] = "strict-origin-when-cross-origin"
        response.headers[named: "Permissions-Policy"] = "microphone=(self), camera=(), geolocation=()"
        response.headers[named: "X-Request-Id"] = context.requestID
        if response.headers[.contentType]?.hasPrefix("text/html") == true, response.headers[.contentSecurityPolicy] == nil {
            response.headers[.contentSecurityPolicy] = Self.pagePolicy
        }
        return response
    }

    /// A page runs our scripts alone, talks to its own host alone (sockets included), and is framed by nobody else. Pictures may come from
    /// elsewhere: a business's logo is where its owner keeps it.
    private static var pagePolicy: String {
        "default-src 'self'; connect-src 'self'; img-src 'self' data: https:; media-src 'self' blob:; worker-src 'self' blob:; "
            + "style-src 'self' 'unsafe-inline'; object-src 'none'; base-uri 'none'; form-action 'self'; frame-ancestors 'self'"
    }
}
