import HTTPTypes
public import Hummingbird

/// Serves the web app's files for paths that no route answers.
public struct StaticFilesMiddleware<Context: RequestContext>: RouterMiddleware {
    private let files: StaticFiles

    public init(_ files: StaticFiles) {
        self.files = files
    }

    public func handle(
        _ request: Request, context: Context, next: (Request, Context) async throws -> Response
    ) async throws -> Response {
        do {
            return try await next(request, context)
        } catch let error as HTTPError where error.status == .notFound {
            guard request.method == .get || request.method == .head, let response = files.file(for: request) else { throw error }
            return response
        }
    }
}
