import Hummingbird
import Storage

/// Asks the doors who may go in, and puts the tenant into the context that the handlers behind it get.
struct AdmissionMiddleware: RouterMiddleware {
    private let door: @Sendable (Request, AppRequestContext) async throws -> Tenant

    init(through door: @escaping @Sendable (Request, AppRequestContext) async throws -> Tenant) {
        self.door = door
    }

    func handle(
        _ request: Request, context: AppRequestContext, next: (Request, AppRequestContext) async throws -> Response
    ) async throws -> Response {
        var context = context
        context.tenant = try await door(request, context)
        return try await next(request, context)
    }
}
