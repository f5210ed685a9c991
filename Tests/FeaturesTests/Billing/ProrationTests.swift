import Foundation
import Testing

@testable import Features

/// A part of a month costs its part of the price, to the second and the cent.
struct ProrationTests {
    private let month = period("2027-06-01T00:00:00Z", "2027-07-01T00:00:00Z")

    @Test func `Half of a month costs half of the price`() {
        let half = month.rest(from: instant("2027-06-16T00:00:00Z"))
        #expect(Proration.share(of: dollars(99_00), for: half, of: month) == dollars(49_50))
        #expect(Proration.share(of: dollars(299_00), for: half, of: month) == dollars(149_50))
    }

    @Test func `What does not come out even is rounded to the nearest cent`() {
        // 1,717,200 of 2,592,000 seconds: 6558.75 and 19808.75 cents.
        let rest = month.rest(from: instant("2027-06-11T03:00:00Z"))
        #expect(rest.seconds == 1_717_200)
        #expect(Proration.share(of: dollars(99_00), for: rest, of: month) == dollars(65_59))
        #expect(Proration.share(of: dollars(299_00), for: rest, of: month) == dollars(198_09))
    }

    @Test func `Half a cent is rounded away from zero, whichever way the money goes`() {
        let rest = month.rest(from: instant("2027-06-16T00:00:00Z"))
        #expect(Proration.share(of: dollars(1), for: rest, of: month) == dollars(1))
        #expect(Proration.share(of: dollars(-1), for: rest, of: month) == dollars(-1))
        #expect(Proration.share(of: dollars(3), for: rest, of: month) == dollars(2))
    }

    @Test func `All of a month costs all of the price`() {
        #expect(Proration.share(of: dollars(899_00), for: month, of: month) == dollars(899_00))
    }
}
