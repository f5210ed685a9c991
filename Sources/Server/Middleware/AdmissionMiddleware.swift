import Hummingbird
import Storage

/// Asks the doors who may go in, and puts the business and who came in into the context that the handlers behind it get.
struct AdmissionMiddleware: RouterMiddleware {
    private let door: @Sendable (Request, AppRequestContext) async throws -> Admission.Admitted

    init(through door: @escaping @Sendable (Request, AppRequestContext) async throws -> Admission.Admitted) {
        self.door = door
    }

    func handle(
        _ request: Request, context: AppRequestContext, next: (Request, AppRequestContext) async throws -> Response
    ) async throws -> Response {
        var context = context
        context.admitted = try await door(request, context)
        return try await next(request, context)
    }
}

/// Asks the doors who has signed in.
struct PersonMiddleware: RouterMiddleware {
    let doors: Doors

    func handle(
        _ request: Request, context: AppRequestContext, next: (Request, AppRequestContext) async throws -> Response
    ) async throws -> Response {
        var context = context
        context.person = try await doors.person(request, context)
        return try await next(request, context)
    }
}
