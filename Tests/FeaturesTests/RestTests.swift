import Testing

@testable import Features

@Suite struct RestTests {
    private let start = ContinuousClock.now

    @Test func `A rest is short after one failure and longer after each further one`() {
        var rest = Rest()
        #expect(rest.isOver(at: start))
        rest.begin(at: start, jitter: 0)
        #expect(!rest.isOver(at: start + .seconds(4)) && rest.isOver(at: start + .seconds(5)))
        rest.begin(at: start + .seconds(5), jitter: 0)
        #expect(!rest.isOver(at: start + .seconds(14)) && rest.isOver(at: start + .seconds(15)))
    }

    @Test func `What fails during a rest makes it no longer`() {
        var rest = Rest()
        for _ in 1...10 { rest.begin(at: start, jitter: 0) }
        #expect(rest.isOver(at: start + .seconds(5)))
    }

    @Test func `A wish counts more, up to two minutes`() {
        var rest = Rest()
        rest.begin(at: start, wish: .seconds(30))
        #expect(!rest.isOver(at: start + .seconds(29)) && rest.isOver(at: start + .seconds(30)))
        rest.begin(at: start, wish: .seconds(3_600))
        #expect(rest.isOver(at: start + .seconds(120)))
    }

    @Test func `Work that was done ends it`() {
        var rest = Rest()
        rest.begin(at: start, jitter: 0)
        rest.end()
        #expect(rest.isOver(at: start))
    }
}
