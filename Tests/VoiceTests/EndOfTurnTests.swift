import Core
import Testing
import Voice

@Suite struct EndOfTurnTests {
    var turn = EndOfTurn()

    /// Frames of speech (positive) and of silence (negative), and the events they cause.
    private mutating func hear(_ stretches: Int...) -> [EndOfTurn.Event] {
        stretches.flatMap { stretch in (0..<abs(stretch)).compactMap { _ in turn.hear(isSpeech: stretch > 0) } }
    }

    @Test mutating func `A turn begins, pauses and ends with a margin of 200 ms`() {
        #expect(hear(-50, 40, -40) == [.started, .paused(40..<100), .ended(40..<100)])
    }

    @Test mutating func `A breath between two words does not end the turn`() {
        #expect(hear(-20, 30, -20, 30, -40) == [.started, .paused(10..<60), .resumed, .paused(10..<110), .ended(10..<110)])
    }

    @Test mutating func `Who dictates digits may think for a second`() {
        turn.patience = EndOfTurn.Patience(for: .digits)
        #expect(hear(-20, 30, -45, 30, -60).last == .ended(10..<135))
    }

    @Test mutating func `A cough is not a turn`() {
        #expect(hear(-20, 4, -40) == [.started, .discarded])
        #expect(hear(-20, 2, -40).isEmpty)
    }

    @Test mutating func `While the agent speaks only speech that lasts interrupts it`() {
        turn.isAgentSpeaking = true
        #expect(hear(-20, 7, -10).isEmpty)
        // After 160 ms.
        #expect(hear(7).isEmpty)
        #expect(hear(1) == [.started])
    }

    @Test mutating func `Who pauses for long is waited for longer, within limits`() {
        #expect(turn.patience.silence == .milliseconds(600))
        for _ in 0..<4 { _ = hear(30, -28) }
        let learnt = turn.patience.silence
        #expect(learnt > .milliseconds(600))
        for _ in 0..<40 { _ = hear(30, -28) }
        #expect(turn.patience.silence <= .milliseconds(1_000))
        _ = hear(-60)
        // Who then speaks fluently is not kept waiting for ever.
        for _ in 0..<12 { _ = hear(-100, 40, -100) }
        #expect(turn.patience.silence < learnt)
        #expect(turn.patience.silence >= .milliseconds(450))
    }

    @Test mutating func `Who goes on just after being taken to have finished had only paused`() {
        #expect(hear(30, -35).last == .ended(0..<40))
        let before = turn.patience.silence
        _ = hear(30)
        #expect(turn.patience.silence > before)
    }

    @Test mutating func `Who answers the agent at once had not paused`() {
        _ = hear(30, -35)
        let before = turn.patience.silence
        turn.isAgentSpeaking = true
        _ = hear(-20)
        turn.isAgentSpeaking = false
        _ = hear(30)
        #expect(turn.patience.silence == before)
    }

    @Test mutating func `Half a number is waited for, a whole one is not`() {
        turn.patience.expectation = .digits
        #expect(hear(30, -20).last == .paused(0..<40))
        turn.patience.outlook = .incomplete
        #expect(hear(-75).isEmpty)
        #expect(hear(30, -20) == [.resumed, .paused(0..<165)])
        turn.patience.outlook = .complete
        #expect(hear(-1) == [.ended(0..<165)])
    }

    @Test mutating func `What was promised is forgotten when the caller goes on`() {
        _ = hear(30, -20)
        turn.patience.outlook = .incomplete
        _ = hear(5)
        #expect(turn.patience.outlook == .open)
    }

    @Test mutating func `Speech without end is cut at fifteen seconds and goes on`() {
        let events = hear(-20, 1_000, -40)
        #expect(events == [.started, .tooLong(10..<760), .started, .paused(760..<1_030), .ended(760..<1_030)])
    }

    @Test mutating func `Two utterances never share sound`() {
        let events = hear(30, -40, 30, -40)
        #expect(events.compactMap { if case .ended(let range) = $0 { range } else { nil } } == [0..<40, 60..<110])
    }

    @Test mutating func `A line that closes finishes what was being said`() {
        #expect(hear(-20, 30) == [.started])
        #expect(turn.finish() == .ended(10..<50))
        #expect(turn.finish() == nil)
    }
}
