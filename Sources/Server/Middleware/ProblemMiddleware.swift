public import Core
import HTTPTypes
public import Hummingbird
import Logging
import NIOCore
import NIOHTTP1

/// Turns whatever was thrown into a problem: the one place where errors meet HTTP, and where they are logged.
public struct ProblemMiddleware<Context: RequestContext>: RouterMiddleware {
    private let methods: @Sendable (String) -> [String]
    private let describe: @Sendable (any Error) -> Problem?

    /// - Parameters:
    ///   - methods: the methods that a path answers to, so that a wrong one is told apart from a wrong path.
    ///   - describe: what a stranger may know of an error of ours; nil for those that are nobody's business.
    public init(
        methods: @escaping @Sendable (String) -> [String], describe: @escaping @Sendable (any Error) -> Problem? = { _ in nil }
    ) {
        self.methods = methods
        self.describe = describe
    }

    public func handle(
        _ request: Request, context: Context, next: (Request, Context) async throws -> Response
    ) async throws -> Response {
        do {
            return try await next(request, context)
        } catch {
            let problem = problem(for: error, request)
            if problem.status >= 500 {
                context.logger.error("A request failed", metadata: ["code": "\(problem.code)", "error": "\(String(reflecting: error))"])
            }
            var headers = (error as? HTTPError)?.headers ?? [:]
            if problem.status == 405 { headers[.allow] = methods(request.uri.path).joined(separator: ", ") }
            return try ProblemResponse(problem, path: request.uri.path, requestID: context.requestID).response(headers: headers)
        }
    }

    private func problem(for error: any Error, _ request: Request) -> Problem {
        switch error {
        case let problem as Problem: problem
        case let error as DecodingError: .malformed(error)
        case is HTTPParserError: .malformedRequest("The body is not framed as its headers say.")
        case is NIOTooManyBytesError: .tooLarge(bytes: RequestLimits.bodyBytes)
        case let error as HTTPError: self.problem(for: error, request)
        default: describe(error) ?? .internal
        }
    }

    private func problem(for error: HTTPError, _ request: Request) -> Problem {
        switch error.status.code {
        case 404:
            let methods = methods(request.uri.path)
            return methods.isEmpty ? .notFound("page") : .methodNotAllowed(methods)
        case 401: return .unauthorized
        case 413: return .tooLarge(bytes: RequestLimits.bodyBytes)
        case 400..<500:
            return Problem(
                code: "malformed-request", status: error.status.code, title: error.status.reasonPhrase,
                detail: error.body ?? "The request cannot be served as it is."
            )
        default: return .internal
        }
    }
}
