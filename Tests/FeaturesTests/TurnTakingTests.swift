import Conversation
import Core
import Storage
import Testing
import Voice

@testable import Features

/// Who speaks when, on a voice line.
@Suite(.timeLimit(.minutes(1))) struct TurnTakingTests {
    private func call(_ test: (LineUnderTest) async throws -> Void) async throws {
        let platform = try await TestPlatform()
        try await LineUnderTest.held(in: try await platform.trattoria(), of: platform.calls, test)
    }

    @Test func `The agent's voice leaves at the pace of speech`() async throws {
        try await call { call in
            try await call.until { call.frames == 10 }
            for _ in 0..<20 {
                await call.step(.milliseconds(20))
                #expect(call.frames * 20 <= Int(call.clock.now / .milliseconds(1)) + 200)
            }
            try await call.listen()
            let words = call.voice.sentences.prefix(2).joined(separator: " ").split(separator: " ").count
            #expect(call.frames == words * 5)
            let marks = call.outputs.compactMap { if case .mark(let mark) = $0 { mark } else { nil } }
            #expect(marks == [1, 2])
        }
    }

    @Test func `Who breaks in stops the agent within 200 ms, and the log has what was heard`() async throws {
        try await call { call in
            try await call.until { call.frames == 10 }
            await call.wait(.milliseconds(300))
            let begin = call.clock.now
            await call.say("two lasagne", for: .milliseconds(200))
            #expect(call.clearings == 1, "at \(call.clock.now - begin)")
            let frames = call.frames
            await call.say("two lasagne", for: .milliseconds(400))
            #expect(call.frames == frames)
            try await call.endTurn()
            try await call.until { try await call.heard == ["two lasagne"] }
            let cuts = try await call.cuts
            #expect(cuts.first?.isEmpty == false && cuts.last == "")
            let log = try await call.log.map(\.name)
            let (cut, heard) = (try #require(log.lastIndex(of: "cut")), try #require(log.firstIndex(of: "heard")))
            #expect(cut < heard)
        }
    }

    @Test(arguments: ["", "Mm-hm.", "okay"])
    func `Noise and signs of listening do not make the agent lose the thread`(words: String) async throws {
        try await call { call in
            try await call.until { call.frames == 10 }
            await call.wait(.milliseconds(500))
            await call.say(words, for: .milliseconds(300))
            #expect(call.clearings == 1)
            let frames = call.frames
            await call.wait(.milliseconds(1_500))
            try await call.until { call.frames > frames }
            try await call.listen()
            #expect(try await call.cuts.isEmpty)
            #expect(try await call.heard.isEmpty)
            #expect(call.voice.sentences.count == 2, "and nothing is synthesised twice")
        }
    }

    @Test func `Okay is an answer to a question that was heard`() async throws {
        try await call { call in
            try await call.listen()
            for words in ["two lasagne", "that's it", "pickup", "Ada Byron", "415 555 0199"] { try await answer(words, on: call) }
            await call.say("okay")
            try await call.endTurn()
            try await call.until { try await call.log.contains { if case .actionDone = $0 { true } else { false } } }
        }
    }

    @Test func `A yes to a read-back that was cut off has it read to its end`() async throws {
        try await call { call in
            try await call.listen()
            for words in ["two lasagne", "that's it", "pickup", "Ada Byron"] { try await answer(words, on: call) }
            await call.say("415 555 0199")
            try await call.endTurn()
            try await call.until { await call.line.playback.isAudible(at: call.clock.now) }
            await call.wait(.milliseconds(300))
            await call.say("yes please")
            try await call.endTurn()
            try await call.until { try await call.heard.last == "yes please" }
            try await call.listen()
            let isDone = try await call.log.contains { if case .actionDone = $0 { true } else { false } }
            #expect(!isDone)
            try await answer("yes", on: call)
            let log = try await call.log
            #expect(log.count { if case .actionDone = $0 { true } else { false } } == 1)
        }
    }

    @Test func `A number is waited for until it is whole`() async throws {
        try await call { call in
            try await call.listen()
            for words in ["two lasagne", "that's it", "pickup", "Ada Byron"] { try await answer(words, on: call) }
            await call.say("415 555")
            try await call.pause()
            await call.wait(.milliseconds(1_300))
            #expect(await call.line.isHearing)
            await call.say("415 555 0199")
            try await call.pause()
            await call.wait(.milliseconds(100))
            #expect(await !call.line.isHearing, "a whole one is not waited for")
            try await call.until { try await call.heard.last == "415 555 0199" }
            #expect(try await call.heard.count == 5)
        }
    }

    @Test func `Keys pressed one by one are a number, and one key answers a question`() async throws {
        try await call { call in
            try await call.listen()
            for words in ["two lasagne", "that's it", "pickup", "Ada Byron"] { try await answer(words, on: call) }
            for key in "4155550199" { await call.line.press(String(key)) }
            await call.wait(.milliseconds(1_900))
            #expect(try await call.heard.last == "Ada Byron")
            await call.wait(.milliseconds(200))
            try await call.until { try await call.heard.last == "4155550199" }
            try await call.listen()
            await call.line.press("1")
            try await call.until { try await call.log.contains { if case .actionDone = $0 { true } else { false } } }
        }
    }

    @Test func `Recognition begins in the pause, so that the end of a turn costs nothing`() async throws {
        try await call { call in
            try await call.listen()
            await call.say("two lasagne")
            try await call.pause()
            #expect(call.ears.count == 1)
            #expect(try await call.heard.isEmpty)
            await call.say("two lasagne")
            try await call.endTurn()
            try await call.until { try await call.heard == ["two lasagne"] }
            #expect(call.ears.count == 2)
        }
    }

    private func answer(_ words: String, on call: LineUnderTest) async throws {
        let before = try await call.heard.count
        await call.say(words)
        try await call.endTurn()
        try await call.until { try await call.heard.count == before + 1 }
        try await call.listen()
    }
}

/// Silence that is filled.
@Suite(.timeLimit(.minutes(1))) struct SilentWaitTests {
    private func call(_ test: (LineUnderTest) async throws -> Void) async throws {
        let platform = try await TestPlatform()
        try await LineUnderTest.held(in: try await platform.trattoria(), of: platform.calls, test)
    }

    @Test func `Who waits hears something within 1.5 s, then something else`() async throws {
        try await call { call in
            try await call.listen()
            call.ears.isStuck = true
            await call.say("two lasagne")
            await call.wait(.milliseconds(700))
            let frames = call.frames
            await call.wait(.milliseconds(1_600))
            try await call.until { call.frames > frames }
            try await call.until { try await call.fillers == [Fillers.all[0]] }
            await call.step(.seconds(7))
            try await call.until { try await call.fillers == Array(Fillers.all.prefix(2)) }
        }
    }

    @Test func `Who broke in and is understood slowly hears something, too`() async throws {
        try await call { call in
            try await call.until { call.frames > 0 }
            await call.wait(.milliseconds(300))
            call.ears.isStuck = true
            await call.say("mm-hm", for: .milliseconds(300))
            for _ in 0..<100 where await call.line.isHearing { await call.wait(.milliseconds(20)) }
            #expect(await call.line.playback.isHeld)
            let frames = call.frames
            await call.wait(.milliseconds(1_700))
            try await call.until { call.frames > frames }
            try await call.until { try await call.fillers == [Fillers.all[0]] }
            #expect(await call.line.playback.isHeld)
        }
    }

    @Test func `Who is answered in time hears no filler, and none is in the log`() async throws {
        try await call { call in
            try await call.listen()
            await call.say("two lasagne")
            try await call.endTurn()
            try await call.until { try await call.heard.count == 1 }
            await call.wait(.seconds(3))
            #expect(try await call.fillers.isEmpty)
            #expect(!call.voice.sentences.contains(Fillers.all[0]))
        }
    }

    @Test func `An answer that the synthesiser is slow with is waited for aloud`() async throws {
        try await call { call in
            try await call.listen()
            call.voice.stick(on: "Lasagne")
            await call.say("two lasagne")
            try await call.endTurn()
            try await call.until { try await call.heard.count == 1 }
            let frames = call.frames
            await call.wait(.milliseconds(1_600))
            try await call.until { call.frames > frames }
            try await call.until { try await call.fillers == [Fillers.all[0]] }
        }
    }
}
