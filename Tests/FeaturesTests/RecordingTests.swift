import Conversation
import Core
import Foundation
import Logging
import Storage
import TestSupport
import Testing
import Voice

@testable import Features

/// What is kept of calls, and for how long.
@Suite(.timeLimit(.minutes(1))) struct RecordingTests {
    private let folder = FileManager.default.temporaryDirectory.appending(path: "voiceagent-recordings-\(UUID().uuidString)")

    @Test func `a file can be played at any moment, and goes on when the caller comes back`() async throws {
        defer { try? FileManager.default.removeItem(at: folder) }
        let platform = try await TestPlatform()
        let tenant = try await platform.trattoria()
        let recordings = Recordings(in: folder)
        let call = Call.ID("\(tenant.id.rawValue)_abc")
        let pairs = Array(repeating: Int16(500), count: 2 * PCM.hearingRate)

        let first = try await recordings.begin(call, in: tenant)
        try await first.append(pairs)
        // Not closed: as after a crash.
        let file = try #require(await recordings.file(of: call, in: tenant))
        #expect(try WAVE.read([UInt8](Data(contentsOf: file))).duration == .seconds(1))

        let second = try await recordings.begin(call, in: tenant)
        try await second.append(pairs)
        try await second.close()
        #expect(try WAVE.read([UInt8](Data(contentsOf: file))).duration == .seconds(2))
        #expect(try await recordings.all(in: tenant).map(\.duration) == [.seconds(2)])
        let other = try await platform.trattoria("napoli")
        #expect(try await recordings.all(in: other).isEmpty)
        #expect(await recordings.file(of: call, in: other) == nil)
        #expect(try await recordings.delete(call, in: other) == false)
        #expect(try await recordings.delete(call, in: tenant))
        #expect(try await recordings.all(in: tenant).isEmpty)
    }

    @Test(arguments: ["../../etc/passwd", "", "a/b", "..", "x_\u{0}"])
    func `a name that is no call's leads nowhere`(name: String) async throws {
        let platform = try await TestPlatform()
        let tenant = try await platform.trattoria()
        for id in [name, "\(tenant.id.rawValue)_\(name)/.."] {
            #expect(await Recordings(in: folder).file(of: Call.ID(id), in: tenant) == nil)
            await #expect(throws: RecordingError.badName) { try await Recordings(in: folder).begin(Call.ID(id), in: tenant) }
        }
    }

    @Test func `what is older than its business keeps it is deleted`() async throws {
        defer { try? FileManager.default.removeItem(at: folder) }
        let platform = try await TestPlatform()
        let tenant = try await platform.trattoria()
        let recordings = Recordings(in: folder)
        try await recordings.begin(Call.ID("\(tenant.id.rawValue)_old"), in: tenant).close()
        let now = Date()
        #expect(try await recordings.deleteExpired(admission: platform.store.admission, at: now.addingTimeInterval(29 * 86_400)) == 0)
        #expect(try await recordings.deleteExpired(admission: platform.store.admission, at: now.addingTimeInterval(31 * 86_400)) == 1)
        #expect(try await recordings.all(in: tenant).isEmpty)
    }

    @Test func `a business that is switched off keeps nothing longer for it`() async throws {
        defer { try? FileManager.default.removeItem(at: folder) }
        let platform = try await TestPlatform()
        let tenant = try await platform.trattoria()
        let recordings = Recordings(in: folder)
        try await recordings.begin(Call.ID("\(tenant.id.rawValue)_old"), in: tenant).close()
        _ = try await platform.store.platform.write { transaction in
            try transaction.execute("UPDATE business SET active = \(false) WHERE business_id = \(tenant.id)")
        }
        let later = Date().addingTimeInterval(31 * 86_400)
        #expect(try await recordings.deleteExpired(admission: platform.store.admission, at: later) == 1)
    }

    @Test func `a call is recorded only when its business wants it and the caller was told`() async throws {
        defer { try? FileManager.default.removeItem(at: folder) }
        let platform = try await TestPlatform()
        let tenant = try await platform.trattoria()
        let recordings = Recordings(in: folder)
        let switchboard = Switchboard(
            speech: .none, recordings: recordings, logger: Logger(label: "test", factory: { _ in SwiftLogNoOpLogHandler() }))
        let before = try await platform.calls.session(platform.calls.start(from: nil, over: .browser, in: tenant).id, in: tenant)
        _ = try await before.begin()
        #expect(await switchboard.line(for: before) is BuiltInLine)

        _ = try await VoiceConfigurationEditor.replace(
            with: VoiceConfiguration(thresholds: .init(), privacy: CallPrivacy(isRecorded: true)), in: tenant)
        #expect(await switchboard.line(for: before) is BuiltInLine, "this caller was not told")
        let after = try await platform.calls.session(platform.calls.start(from: nil, over: .browser, in: tenant).id, in: tenant)
        #expect(await switchboard.line(for: after) is RecordedLine)
        #expect(try await after.begin()?.replies.first == CallPrivacy().recordingNotice)
    }

    @Test func `a recorded line passes everything on and writes both voices down`() async throws {
        defer { try? FileManager.default.removeItem(at: folder) }
        let platform = try await TestPlatform()
        let tenant = try await platform.trattoria()
        let session = try await platform.calls.session(platform.calls.start(from: nil, over: .browser, in: tenant).id, in: tenant)
        let logger = Logger(label: "test", factory: { _ in SwiftLogNoOpLogHandler() })
        let voice = ScriptedSynthesizer()
        let speech = Speech(engines: [SpeechEngine(.inProcess, recognizer: ScriptedRecognizer(), synthesizer: voice)])
        let recordings = Recordings(in: folder)
        let line = RecordedLine(BuiltInLine(session: session, speech: speech, logger: logger), logger: logger) {
            try await recordings.begin(session.id, in: tenant)
        }
        await line.begin()
        async let running: Void = line.run()
        var sent = 0
        for await output in line.outputs {
            guard case .audio = output else { continue }
            sent += 1
            if sent == 1 { await line.hear(Array(repeating: 250, count: 320)) }
            if sent == 10 { await line.hangUp() }
        }
        await running
        let file = try #require(await recordings.file(of: session.id, in: tenant))
        let sound = try WAVE.read([UInt8](Data(contentsOf: file)))
        #expect(sound.samples.contains { $0 >= 500 }, "the agent")
        #expect(sound.samples.contains { $0 == 125 || $0 == 625 }, "the caller")
    }
}

/// What transcripts show.
@Suite struct TranscriptTests {
    @Test(arguments: [
        ("it's 415 555 0101 thanks", "it's [number] thanks"), ("+14155550101.", "[number]"),
        ("five five five double oh one two", "[number]"), ("my card is 4242 4242 4242 4242", "my card is [number]"),
        ("ada@example.com", "[email]"), ("it is ada dot byron at example dot com please", "it is [email] please"),
        ("two large pizzas at 7:30, that is $42.50", "two large pizzas at 7:30, that is $42.50"),
        ("order ten forty-two for one or two", "order ten forty-two for one or two"), ("meet me at noon", "meet me at noon"), ("", ""),
        ("four one five, five five five, oh one nine nine.", "[number]"),
    ])
    func `numbers and addresses are left out, prices and times are not`(said: String, shown: String) {
        #expect(PersonalData.hidden(in: said) == shown)
    }

    @Test func `a transcript shows what was heard, and is deleted when the call is over`() async throws {
        let platform = try await TestPlatform()
        let tenant = try await platform.trattoria()
        let session = try await platform.calls.session(platform.calls.start(from: nil, over: .browser, in: tenant).id, in: tenant)
        _ = try await session.begin()
        let answer = try await session.hear([Hypothesis("two lasagne, I am at 415 555 0101")], medium: .text)
        let last = try #require(answer.sentences.last)
        try await session.interrupted([CallSession.Cut(last, heard: "So")])

        let transcript = try await Transcripts.transcript(of: session.id, in: tenant)
        #expect(transcript.lines.contains { $0.role == .user && $0.text == "two lasagne, I am at [number]" })
        #expect(transcript.lines.last?.text == "So" && transcript.lines.last?.interrupted == true)

        _ = try await VoiceConfigurationEditor.replace(
            with: VoiceConfiguration(thresholds: .init(), privacy: CallPrivacy(hidesPersonalData: false)), in: tenant)
        #expect(try await Transcripts.transcript(of: session.id, in: tenant).lines.contains { $0.text.contains("415 555 0101") })

        await #expect(throws: Problem.self) { try await Transcripts.delete(session.id, recordings: nil, in: tenant) }
        try await session.end(.caller)
        try await Transcripts.delete(session.id, recordings: nil, in: tenant)
        #expect(try await Transcripts.transcript(of: session.id, in: tenant).lines.isEmpty)
        let other = try await platform.trattoria("napoli")
        await #expect(throws: Problem.self) { try await Transcripts.transcript(of: session.id, in: other) }
    }
}
