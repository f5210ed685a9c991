import Testing

@testable import Voice

/// What leaves when, and what is known to have been heard.
@Suite struct PlaybackTests {
    var playback = Playback()

    /// Says a sentence of so many frames, each sample of which is its frame's number.
    private mutating func say(_ text: String, frames: Int, isWhole: Bool = true) -> Playback.Mark {
        let mark = playback.say(text)
        _ = playback.nextToSynthesise()
        playback.add((0..<frames).flatMap { Array(repeating: Int16($0 + 1), count: 320) }, to: mark)
        if isWhole { playback.complete(mark) }
        return mark
    }

    /// Plays in steps of 20 ms, as a line does.
    private mutating func play(from start: Int, until end: Int) -> [(at: Int, piece: Playback.Piece)] {
        stride(from: start, to: end, by: 20).flatMap { now in playback.due(at: .milliseconds(now)).map { (now, $0) } }
    }

    @Test mutating func `The first 200 ms leave at once, and never more is on its way`() {
        _ = say("A sentence of a second.", frames: 50)
        var sent = 0
        for now in stride(from: 0, to: 1_200, by: 20) {
            sent += playback.due(at: .milliseconds(now)).frames.count
            if now == 0 { #expect(sent == 10) }
            #expect(sent * 20 <= now + 200)
        }
        #expect(sent == 50)
    }

    @Test mutating func `A line that asks when it is told to is never late`() throws {
        _ = say("A sentence of ten seconds.", frames: 500)
        var now = Duration.zero
        var played = Duration.zero
        var visits = 0
        repeat {
            if visits > 0 { #expect(played > now, "the caller heard a gap at \(now)") }
            played += .milliseconds(20) * playback.due(at: now).frames.count
            visits += 1
            now = playback.nextDue(after: now) ?? played
        } while now < .seconds(9)
        #expect(visits < 9 * 50 / 2, "and it is not woken for every frame")
    }

    @Test mutating func `Sentences follow without a gap, each with its mark, the last frame filled up`() {
        let first = playback.say("One.")
        playback.add(Array(repeating: 7, count: 330), to: first)
        playback.complete(first)
        let second = say("Two.", frames: 1)
        let pieces = playback.due(at: .zero)
        let padded = Array(repeating: Int16(7), count: 10) + Array(repeating: 0, count: 310)
        #expect(
            pieces == [
                .began(first), .frame(Array(repeating: 7, count: 320)), .frame(padded), .ended(first), .began(second),
                .frame(Array(repeating: 1, count: 320)), .ended(second),
            ])
    }

    @Test mutating func `The next sentence waits for the rest of the one before`() {
        let first = say("One.", frames: 2, isWhole: false)
        _ = say("Two.", frames: 2)
        let begun = playback.due(at: .zero)
        #expect(begun.frames.count == 2)
        #expect(playback.nextDue(after: .zero) == nil)
        playback.complete(first)
        let rest = playback.due(at: .milliseconds(20))
        #expect(rest.count == 5)
    }

    @Test mutating func `Who breaks in has heard what was played, not what was sent`() {
        _ = say("One.", frames: 10)
        let second = say("Two large Margheritas and a salad.", frames: 100)
        let third = say("Anything else?", frames: 40)
        _ = play(from: 0, until: 1_200)
        let cuts = playback.drop(at: .milliseconds(1_200))
        #expect(cuts.map(\.mark) == [second, third])
        #expect(cuts.map(\.share) == [0.5, 0])
        #expect(cuts.map(\.heard) == ["Two large", ""])
        #expect(!playback.isSpeaking(at: .milliseconds(1_200)))
    }

    @Test mutating func `Of a sentence that is not synthesised yet the length is guessed`() {
        _ = say("Twenty-eight letters, or so.", frames: 20, isWhole: false)
        _ = play(from: 0, until: 400)
        let share = playback.drop(at: .milliseconds(400)).first?.share ?? 1
        #expect(share > 0.1 && share < 0.4)
    }

    @Test mutating func `A sentence that is over but for its silent end was heard`() {
        _ = say("Done.", frames: 50)
        _ = play(from: 0, until: 900)
        let cuts = playback.drop(at: .milliseconds(900))
        #expect(cuts.isEmpty)
    }

    @Test mutating func `After a false alarm it goes on a little before where it stopped`() {
        _ = say("A long sentence.", frames: 200)
        _ = play(from: 0, until: 2_000)
        playback.hold(at: .milliseconds(2_000))
        let whileHeld = playback.due(at: .milliseconds(2_100))
        #expect(whileHeld.isEmpty)
        #expect(!playback.isAudible(at: .milliseconds(2_000)))
        playback.release()
        // There is no gap in this sound: it goes on at the very place.
        let rest = playback.due(at: .milliseconds(2_500)).frames
        #expect(rest.first?.first == 101)
    }

    @Test mutating func `It goes on at a gap between words where there is one, and from the beginning of a short sentence`() {
        let mark = playback.say("Two words.")
        let word = Array(repeating: Int16(3_000), count: 320 * 80)
        playback.add(word + Array(repeating: 0, count: 320 * 5) + word, to: mark)
        playback.complete(mark)
        _ = play(from: 0, until: 2_000)
        playback.hold(at: .milliseconds(2_000))
        playback.release()
        let pieces = playback.due(at: .milliseconds(2_500)).frames
        #expect(pieces.first?.first == 0 && pieces.last?.first == 3_000)
        playback.hold(at: .milliseconds(2_500))

        var short = Playback()
        let other = short.say("Short.")
        short.add(word, to: other)
        short.complete(other)
        _ = short.due(at: .zero)
        short.hold(at: .milliseconds(180))
        short.release()
        let again = short.due(at: .milliseconds(500)).frames
        #expect(again.count == 10)
    }

    @Test mutating func `A transport that tells what was played makes it exact`() {
        let first = say("One.", frames: 50)
        let second = say("Two three four five.", frames: 100)
        _ = play(from: 0, until: 1_400)
        // By time the first ended at 1,000 ms; the transport says 300 ms later.
        playback.played(first, at: .milliseconds(1_300))
        _ = play(from: 1_400, until: 2_300)
        let cuts = playback.drop(at: .milliseconds(2_300))
        #expect(cuts.map(\.mark) == [second] && cuts.map(\.share) == [0.5])
    }

    @Test mutating func `A filler is said before what waits, and is taken back when it comes too late`() {
        let answer = playback.say("The answer.")
        let filler = playback.say("One moment, please.", filling: true)
        #expect(playback.current?.mark == filler && playback.isLast(answer))
        let isTaken = playback.takeBack(filler)
        #expect(isTaken)
        #expect(playback.current?.mark == answer)
        let begun = say("Begun.", frames: 1)
        playback.takeBack(answer)
        _ = playback.due(at: .zero)
        let isTooLate = !playback.takeBack(begun)
        #expect(isTooLate)
    }

    @Test mutating func `A filler is heard while the rest is held, and no more once the caller makes a sound`() {
        let answer = say("The answer.", frames: 50)
        _ = play(from: 0, until: 300)
        playback.hold(at: .milliseconds(300))
        let filler = playback.say("One moment, please.", filling: true)
        playback.add(Array(repeating: 1, count: 320 * 40), to: filler)
        playback.complete(filler)
        let pieces = playback.due(at: .milliseconds(2_000))
        #expect(pieces.first == .began(filler) && pieces.frames.count == 10)
        #expect(playback.isHeld && playback.isAudible(at: .milliseconds(2_000)) && playback.isLast(answer))
        playback.hold(at: .milliseconds(2_100))
        #expect(playback.nextDue(after: .milliseconds(2_100)) == nil && !playback.isAudible(at: .milliseconds(2_100)))
        playback.release()
        #expect(playback.current?.mark == answer)
        let rest = playback.due(at: .milliseconds(2_200))
        #expect(!rest.frames.isEmpty && !rest.contains(.began(filler)))
    }

    @Test mutating func `Synthesis runs ahead by no more than eight seconds`() {
        for _ in 0..<4 { _ = playback.say("A sentence.") }
        var made = 0
        while let next = playback.nextToSynthesise() {
            playback.add(Array(repeating: 0, count: 16_000 * 5), to: next.mark)
            playback.complete(next.mark)
            made += 1
        }
        #expect(made == 2)
        _ = play(from: 0, until: 5_000)
        let next = playback.nextToSynthesise()
        #expect(next != nil)
    }

    @Test(arguments: [(0.0, ""), (0.3, "Two"), (0.45, "Two large"), (0.9, "Two large"), (1, "Two large Margheritas.")])
    func `A word counts when it was heard to its end`(share: Double, words: String) {
        #expect(SpokenText.beginning(of: "Two large Margheritas.", share: share) == words)
    }
}

extension [Playback.Piece] {
    fileprivate var frames: [[Int16]] {
        compactMap { if case .frame(let samples) = $0 { samples } else { nil } }
    }
}
