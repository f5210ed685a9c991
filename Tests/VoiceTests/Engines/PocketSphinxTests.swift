import Core
import Foundation
import Testing

@testable import Voice

@Suite(.enabled("the acoustic model is not installed: apt-get install pocketsphinx-en-us") { PocketSphinxRecognizer.isInstalled() })
struct PocketSphinxTests {
    private let language = BusinessLanguage(
        CallerLanguage(
            sentences: [.init(pattern: "<wish> <count> <item> [please]"), .init(pattern: "yes"), .init(pattern: "no")],
            answers: [
                .digits: [.init(pattern: "<digit> <digit> <digit> <digit>")], .spelling: [.init(pattern: "<letter> <letter> <letter>")],
            ],
            places: [
                "wish": [.init(pattern: "i'd like"), .init(pattern: "can i have")],
                "count": [.init(pattern: "two"), .init(pattern: "three")],
                "item": [.init(pattern: "margheritas"), .init(pattern: "caesar salads"), .init(pattern: "zyltharian burgers")],
                "digit": ["zero", "one", "two", "three", "four", "five"].map { .init(pattern: $0) },
                "letter": ["a.", "b.", "i.", "o.", "s."].map { .init(pattern: $0) },
            ]))

    @Test(arguments: ["i'd like two margheritas please", "can i have three caesar salads", "i'd like three zyltharian burgers", "no"])
    func `What the business sells is heard, in the dictionary or not`(text: String) async throws {
        let heard = try await heard(text, expecting: .anything)
        let first = try #require(heard.first)
        #expect(first.text == text)
        #expect((0.05...1).contains(first.confidence))
        #expect(heard.dropFirst().allSatisfy { $0.confidence <= first.confidence && $0.text != text })
    }

    @Test func `Digits are heard where digits were asked for, and letters as letters`() async throws {
        #expect(try await heard("four one five two", expecting: .digits).first?.text == "four one five two")
        #expect(try await heard("S, O, B.", expecting: .spelling).first?.text == "s o b")
    }

    @Test func `Nobody is heard in silence`() async throws {
        let recognizer = PocketSphinxRecognizer(threads: 1, general: language.callers)
        let heard = try await recognizer.hypotheses(for: .silence(.seconds(1), sampleRate: 8_000), hints: RecognitionHints())
        #expect(heard.isEmpty)
    }

    @Test func `A missing model is an error of each utterance and no end of the process`() async throws {
        let recognizer = PocketSphinxRecognizer(threads: 1, general: language.callers, models: URL(filePath: "/nowhere"))
        await #expect(throws: (any Error).self) {
            try await recognizer.hypotheses(for: .silence(.seconds(1), sampleRate: 16_000), hints: RecognitionHints())
        }
    }

    private func heard(_ text: String, expecting expectation: Core.Expectation) async throws -> [Hypothesis] {
        var sound = PCM.silence(.milliseconds(200), sampleRate: 16_000)
        for try await piece in FliteSynthesizer(threads: 1).speech(for: text, voice: VoiceSettings()) { sound.append(piece) }
        sound.append(.silence(.milliseconds(200), sampleRate: 16_000))
        return try await PocketSphinxRecognizer(threads: 1, general: language.callers)
            .hypotheses(for: sound, hints: RecognitionHints(expectation: expectation, language: language))
    }
}
