import Core
public import Hummingbird

/// Answers 429 before any work is done for a caller that asks too often.
public struct RateLimitMiddleware<Context: RequestContext>: RouterMiddleware {
    private let limiter: RateLimiter
    private let caller: @Sendable (Request, Context) -> String?

    /// - Parameter caller: whom a request counts for: an address, or a business; nil for nobody.
    public init(_ limiter: RateLimiter, by caller: @escaping @Sendable (Request, Context) -> String?) {
        self.limiter = limiter
        self.caller = caller
    }

    public func handle(
        _ request: Request, context: Context, next: (Request, Context) async throws -> Response
    ) async throws -> Response {
        if let caller = caller(request, context), let wait = await limiter.admit(caller) {
            throw Problem.tooManyRequests(retryAfterSeconds: max(1, Int((wait / .seconds(1)).rounded(.up))))
        }
        return try await next(request, context)
    }
}
