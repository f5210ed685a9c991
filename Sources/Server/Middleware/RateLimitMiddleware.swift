import Core
import Hummingbird

/// Answers 429 before any work is done for a caller that asks too often, and tells every caller how many requests are left.
struct RateLimitMiddleware: RouterMiddleware {
    private let limiter: RateLimiter
    private let name: String
    private let caller: @Sendable (Request, AppRequestContext) -> String?

    /// - Parameters:
    ///   - name: what the limit is called in answers.
    ///   - caller: whom a request counts for: an address, or a business; nil for nobody.
    init(_ limiter: RateLimiter, named name: String, by caller: @escaping @Sendable (Request, AppRequestContext) -> String?) {
        self.limiter = limiter
        self.name = name
        self.caller = caller
    }

    func handle(
        _ request: Request, context: AppRequestContext, next: (Request, AppRequestContext) async throws -> Response
    ) async throws -> Response {
        if let caller = caller(request, context) {
            let answer = await limiter.admit(caller)
            context.rateLimits.note(answer, of: limiter, named: name)
            if let wait = answer.wait { throw Problem.tooManyRequests(after: wait) }
        }
        return try await next(request, context)
    }
}

/// Answers 429 to a caller that was turned away too often, as who tries keys or signatures. Who proves who they are is not counted.
struct RefusalLimitMiddleware: RouterMiddleware {
    private let limiter: RateLimiter
    private let caller: @Sendable (Request, AppRequestContext) -> String?

    init(_ limiter: RateLimiter, by caller: @escaping @Sendable (Request, AppRequestContext) -> String?) {
        self.limiter = limiter
        self.caller = caller
    }

    func handle(
        _ request: Request, context: AppRequestContext, next: (Request, AppRequestContext) async throws -> Response
    ) async throws -> Response {
        guard let caller = caller(request, context) else { return try await next(request, context) }
        if let wait = await limiter.wait(of: caller) { throw Problem.tooManyRequests(after: wait) }
        do {
            return try await next(request, context)
        } catch let problem as Problem where problem.status == 401 || problem.status == 403 {
            _ = await limiter.admit(caller)
            throw problem
        }
    }
}

/// How much is answered: requests a minute, where nothing else is said.
public struct RateLimits: Sendable, Hashable {
    /// Of one business's people and keys together.
    public var business: Int
    /// Of one key, or one person.
    public var key: Int
    /// Of one network address: what visitors ask, and refused attempts to get in.
    public var address: Int
    /// Of one network address: messages to webhooks that were not proven to be from whom they should.
    public var unprovenWebhooks: Int
    /// Of one business: calls that its visitors begin.
    public var callsOfBusiness: Int
    /// Of one network address: calls that its visitors begin, with whichever business.
    public var callsOfAddress: Int
    /// Of one network address: sockets that are open at once, not a minute.
    public var sockets: Int

    public init(
        business: Int = 1000, key: Int = 600, address: Int = 120, unprovenWebhooks: Int = 100, callsOfBusiness: Int = 120,
        callsOfAddress: Int = 20, sockets: Int = 100
    ) {
        self.business = business
        self.key = key
        self.address = address
        self.unprovenWebhooks = unprovenWebhooks
        self.callsOfBusiness = callsOfBusiness
        self.callsOfAddress = callsOfAddress
        self.sockets = sockets
    }
}

extension RateLimiter {
    init(perMinute count: Int) { self.init(capacity: count, per: .seconds(60)) }
}
