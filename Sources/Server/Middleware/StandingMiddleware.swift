import Core
import HTTPTypes
import Hummingbird
import Storage

/// Turns away changes to a business that may only be read, but for those to its subscription: that is how it gets out of it.
struct StandingMiddleware: RouterMiddleware {
    func handle(
        _ request: Request, context: AppRequestContext, next: (Request, AppRequestContext) async throws -> Response
    ) async throws -> Response {
        if let tenant = context.admitted?.tenant, tenant.isReadOnly, !Self.reading.contains(request.method),
            !request.uri.path.hasPrefix("/api/business/\(tenant.id)/subscription")
        {
            throw Problem.readOnly
        }
        return try await next(request, context)
    }

    private static let reading: Set<HTTPRequest.Method> = [.get, .head]
}
