import Foundation
import Hummingbird
import Synchronization

/// The limits that one request was counted against, in the order of the doors it came through.
final class RateLimitReport: Sendable {
    private let limits = Mutex<[Limit]>([])

    private struct Limit {
        let name: String
        let capacity: Int
        let windowSeconds: Int
        let remaining: Int
        let secondsUntilFull: Int
    }

    func note(_ answer: RateLimiter.Answer, of limiter: RateLimiter, named name: String) {
        let limit = Limit(
            name: name, capacity: limiter.capacity, windowSeconds: Self.seconds(limiter.interval), remaining: answer.remaining,
            secondsUntilFull: Self.seconds(answer.untilFull))
        limits.withLock { $0.append(limit) }
    }

    /// The values of `RateLimit-Policy` and `RateLimit`: `"key";q=600;w=60` and `"key";r=599;t=1`; nil where nothing was counted.
    var fields: (policy: String, limit: String)? {
        let limits = limits.withLock { $0 }
        guard !limits.isEmpty else { return nil }
        return (
            limits.map { "\"\($0.name)\";q=\($0.capacity);w=\($0.windowSeconds)" }.joined(separator: ", "),
            limits.map { "\"\($0.name)\";r=\($0.remaining);t=\($0.secondsUntilFull)" }.joined(separator: ", ")
        )
    }

    private static func seconds(_ duration: Duration) -> Int { Int((duration / .seconds(1)).rounded(.up)) }
}

/// Tells on every answer, a refusal too, how many requests are left. Source: draft-ietf-httpapi-ratelimit-headers-11.
struct RateLimitFields: RouterMiddleware {
    func handle(
        _ request: Request, context: AppRequestContext, next: (Request, AppRequestContext) async throws -> Response
    ) async throws -> Response {
        var response = try await next(request, context)
        if let fields = context.rateLimits.fields {
            response.headers[named: "RateLimit-Policy"] = fields.policy
            response.headers[named: "RateLimit"] = fields.limit
        }
        return response
    }
}
