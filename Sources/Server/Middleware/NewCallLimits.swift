import Core
import Features
import Storage

/// How many calls visitors may begin: each costs its business a session once somebody talks, and everybody room on the disk.
///
/// A business's own server, with its secret key, is limited by its key alone; programs on this machine are not limited: behind a proxy
/// nobody else has its address.
struct NewCallLimits: Sendable {
    private let ofBusiness: RateLimiter
    private let ofAddress: RateLimiter

    init(_ limits: RateLimits) {
        ofBusiness = RateLimiter(perMinute: limits.callsOfBusiness)
        ofAddress = RateLimiter(perMinute: limits.callsOfAddress)
    }

    /// - Throws: 429 when it has to wait. The address is asked first, so that one network does not use up a business's calls.
    func admit(_ context: TenantRequestContext) async throws {
        guard context.isVisitors, !context.origin.isLoopback else { return }
        try await take(of: NetworkAddress.network(of: context.origin.address), from: ofAddress)
        try await take(of: context.businessID.rawValue, from: ofBusiness)
    }

    private func take(of subject: String, from limiter: RateLimiter) async throws {
        if let wait = await limiter.wait(of: subject) { throw Problem.tooManyRequests(after: wait) }
        _ = await limiter.admit(subject)
    }
}

extension TenantRequestContext {
    /// Whether anybody could ask this: without a key, or with the one that stands in public pages.
    fileprivate var isVisitors: Bool {
        switch authority {
        case .visitor, .key(.publishable, _): true
        case .key(.secret, _), .member: false
        }
    }
}
