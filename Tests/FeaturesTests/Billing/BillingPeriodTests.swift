import Foundation
import Testing

@testable import Features

/// Months are counted from the day a subscription began, in UTC.
struct BillingPeriodTests {
    @Test func `A month that begins on the 31st ends on the last day of shorter months, and on the 31st again after them`() {
        let anchor = instant("2027-08-31T09:30:15Z")
        var (starts, at): ([Date], Date) = ([], anchor)
        for _ in 0..<8 {
            let period = BillingPeriod(containing: at, anchor: anchor)
            starts.append(period.start)
            at = period.end
        }
        #expect(
            starts
                == [
                    "2027-08-31T09:30:15Z", "2027-09-30T09:30:15Z", "2027-10-31T09:30:15Z", "2027-11-30T09:30:15Z", "2027-12-31T09:30:15Z",
                    "2028-01-31T09:30:15Z", "2028-02-29T09:30:15Z", "2028-03-31T09:30:15Z",
                ].map(instant))
    }

    @Test func `A month that begins on the leap day begins on the 28th in other years`() {
        let anchor = instant("2028-02-29T00:00:00Z")
        #expect(
            BillingPeriod(containing: instant("2029-03-01T00:00:00Z"), anchor: anchor)
                == period("2029-02-28T00:00:00Z", "2029-03-29T00:00:00Z"))
        #expect(
            BillingPeriod(containing: instant("2032-02-29T12:00:00Z"), anchor: anchor)
                == period("2032-02-29T00:00:00Z", "2032-03-29T00:00:00Z"))
    }

    @Test func `A change of the clocks moves nothing: a month has whole days of 86,400 seconds`() {
        let march = BillingPeriod(containing: instant("2027-03-14T10:00:00Z"), anchor: instant("2027-03-01T00:00:00Z"))
        #expect(march.seconds == 31 * 86_400)
    }

    @Test func `Months follow each other without a gap, and each instant is in one of them`() {
        var generator = SeededGenerator(seed: 5)
        for _ in 0..<2_000 {
            let anchor = Date(timeIntervalSince1970: Double(Int.random(in: 1_700_000_000...2_000_000_000, using: &generator)))
            let at = anchor + Double(Int.random(in: 0...200_000_000, using: &generator))
            let here = BillingPeriod(containing: at, anchor: anchor)
            #expect(here.contains(at))
            let next = BillingPeriod(containing: here.end, anchor: anchor)
            #expect(next.start == here.end)
            #expect(BillingPeriod(containing: next.end - 1, anchor: anchor) == next)
        }
    }
}
