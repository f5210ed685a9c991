import Testing

@testable import Server

@Suite struct TokenBucketTests {
    private let start = ContinuousClock.now

    @Test func aBurstIsPermittedAndThenOneByOne() {
        var bucket = TokenBucket(capacity: 3, per: .seconds(30), at: start)
        for _ in 0..<3 { #expect(bucket.take(at: start) == nil) }
        #expect(bucket.take(at: start) == .seconds(10))
        #expect(bucket.take(at: start + .seconds(10)) == nil)
        #expect(bucket.take(at: start + .seconds(10)) != nil)
    }

    @Test func aBucketNeverHoldsMoreThanItsCapacity() {
        var bucket = TokenBucket(capacity: 2, per: .seconds(2), at: start)
        for _ in 0..<2 { #expect(bucket.take(at: start + .seconds(3600)) == nil) }
        #expect(bucket.take(at: start + .seconds(3600)) != nil)
    }

    @Test func oneCallerDoesNotUseUpAnothersTurn() async {
        let limiter = RateLimiter(capacity: 1, per: .seconds(60))
        #expect(await limiter.admit("ada", at: start).wait == nil)
        #expect(await limiter.admit("ada", at: start).wait != nil)
        #expect(await limiter.admit("grace", at: start).wait == nil)
    }

    @Test func `a caller is told how many are left, and when all are there again`() async {
        let limiter = RateLimiter(capacity: 3, per: .seconds(30))
        #expect(await limiter.admit("ada", at: start) == .init(wait: nil, remaining: 2, untilFull: .seconds(10)))
        #expect(await limiter.admit("ada", at: start + .seconds(5)) == .init(wait: nil, remaining: 1, untilFull: .seconds(15)))
        #expect(await limiter.admit("ada", at: start + .seconds(5)).remaining == 0)
    }

    @Test func tooManyCallersShareOneBucket() async {
        let limiter = RateLimiter(capacity: 1, per: .seconds(60), bucketLimit: 1)
        #expect(await limiter.admit("ada", at: start).wait == nil)
        #expect(await limiter.admit("grace", at: start).wait == nil)
        #expect(await limiter.admit("joan", at: start).wait != nil)
    }
}
