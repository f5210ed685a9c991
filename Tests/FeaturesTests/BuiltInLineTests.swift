import Conversation
import Core
import Foundation
import Logging
import Storage
import TestSupport
import Testing
import Vendors
import Voice

@testable import Features

/// What a caller on a voice line hears, and when.
@Suite struct BuiltInLineTests {
    @Test(.timeLimit(.minutes(1))) func `a model's sentence is spoken while the rest is still awaited, and no filler after it`()
        async throws
    {
        try await LoopbackServer.run(.stalling(after: "We close at ten. Let me")) { server in
            let voice = RecordedVoice()
            try await hold(LanguageModel.Limits(firstWord: .seconds(20), turn: .seconds(5)), at: server, with: voice) { line in
                var spoken = voice.sentences.makeAsyncIterator()
                await line.begin()
                _ = await spoken.next()
                #expect(await spoken.next() == "What can I get you?")
                await line.type("tell me how long you are open")
                // On a busy machine the sentence itself may be late, and be preceded by one.
                var sentence = await spoken.next()
                if sentence == "One moment, please." { sentence = await spoken.next() }
                #expect(sentence == "We close at ten.")
                let answer = try #require(await spoken.next())
                #expect(answer != "One moment, please.")
            }
        }
    }

    @Test(.timeLimit(.minutes(1))) func `who waits long for a model hears that it goes on`() async throws {
        try await LoopbackServer.run(.unanswered) { server in
            let voice = RecordedVoice()
            try await hold(LanguageModel.Limits(firstWord: .seconds(2), turn: .seconds(20)), at: server, with: voice) { line in
                var spoken = voice.sentences.makeAsyncIterator()
                await line.begin()
                _ = await spoken.next()
                _ = await spoken.next()
                await line.type("two lasagne")
                #expect(await spoken.next() == "One moment, please.")
                #expect(await spoken.next() == "Two Lasagnes.")
            }
        }
    }

    private func hold(
        _ limits: LanguageModel.Limits, at server: LoopbackServer, with voice: RecordedVoice, test: (BuiltInLine) async throws -> Void
    ) async throws {
        let logger = Logger(label: "test", factory: { _ in SwiftLogNoOpLogHandler() })
        let chat = OpenAIChat(.init(baseURL: server.baseURL + "/v1", model: "small"), over: .live(LoopbackServer.client))
        let platform = try await TestPlatform()
        let tenant = try await platform.trattoria()
        _ = try await VoiceConfigurationEditor.replace(with: VoiceConfiguration(thresholds: .init(), brain: .llm), in: tenant)
        let calls = platform.otherProcess(model: LanguageModel(chat, limits: limits, logger: logger))
        let session = await calls.session(try await calls.start(from: nil, over: .browser, in: tenant).id, in: tenant)
        let line = BuiltInLine(
            session: session, speech: Speech(engines: [SpeechEngine(.inProcess, recognizer: nil, synthesizer: voice)]), logger: logger)
        async let running: Void = line.run()
        try await test(line)
        await line.finish()
        await running
    }
}

/// A synthesiser that says nothing but what it was asked to say.
private struct RecordedVoice: Synthesizer {
    let name = "recorded"
    let sentences: AsyncStream<String>
    private let sentence: AsyncStream<String>.Continuation

    init() {
        (sentences, sentence) = AsyncStream.makeStream()
    }

    func speech(for text: String, voice: VoiceSettings) -> AsyncThrowingStream<PCM, any Error> {
        sentence.yield(text)
        return AsyncThrowingStream { continuation in
            continuation.yield(.silence(.milliseconds(10), sampleRate: PCM.hearingRate))
            continuation.finish()
        }
    }
}
