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
        #expect(await limiter.admit("ada", at: start) == nil)
        #expect(await limiter.admit("ada", at: start) != nil)
        #expect(await limiter.admit("grace", at: start) == nil)
    }

    @Test func tooManyCallersShareOneBucket() async {
        let limiter = RateLimiter(capacity: 1, per: .seconds(60), bucketLimit: 1)
        #expect(await limiter.admit("ada", at: start) == nil)
        #expect(await limiter.admit("grace", at: start) == nil)
        #expect(await limiter.admit("joan", at: start) != nil)
    }
}
