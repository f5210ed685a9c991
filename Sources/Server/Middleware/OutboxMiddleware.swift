import Features
import HTTPTypes
import Hummingbird

/// Has a business's outbox looked into after every request that may have written to it, so that no controller has to remember to.
struct OutboxMiddleware: RouterMiddleware {
    let outbox: OutboxSignal

    func handle(
        _ request: Request, context: TenantRequestContext, next: (Request, TenantRequestContext) async throws -> Response
    ) async throws -> Response {
        let response = try await next(request, context)
        if request.method != .get, request.method != .head { outbox.send(context.businessID) }
        return response
    }
}
