import Core
import TestSupport
import Testing
import Vendors

@Suite struct OpenAISpeechTests {
    private func client(of server: LoopbackServer, key: String? = nil, model: String = "whisper-1") -> OpenAISpeech {
        let configuration = OpenAISpeech.Configuration(
            baseURL: server.baseURL + "/v1/", key: key.map { Secret($0) }, transcriptionModel: model, timeout: .seconds(60))
        return OpenAISpeech(configuration, over: .live(LoopbackServer.client))
    }

    @Test func `A transcription is asked for with the smallest common request`() async throws {
        try await LoopbackServer.run(.json(#"{"text":" Two, please. "}"#)) { server in
            let transcript = try await client(of: server, key: "sk-1").transcribe(wav: Array("RIFF…".utf8), prompt: "Menu: tea.")
            #expect(transcript == Transcript(text: "Two, please."))
            let request = try #require(server.received.first)
            #expect(request.method == "POST" && request.path == "/v1/audio/transcriptions")
            #expect(request.header("Authorization") == "Bearer sk-1")
            let boundary = try #require(request.header("Content-Type")?.split(separator: "boundary=").last)
            let file = "name=\"file\"; filename=\"audio.wav\"\r\nContent-Type: audio/wav\r\n\r\nRIFF…\r\n--\(boundary)--\r\n"
            #expect(request.text.hasSuffix(file))
            for (name, value) in [
                ("model", "whisper-1"), ("language", "en"), ("response_format", "verbose_json"), ("prompt", "Menu: tea."),
            ] {
                #expect(request.text.contains("--\(boundary)\r\nContent-Disposition: form-data; name=\"\(name)\"\r\n\r\n\(value)\r\n"))
            }
        }
    }

    @Test func `Newer models are not asked how sure they are`() async throws {
        try await LoopbackServer.run(.json(#"{"text":"yes"}"#)) { server in
            _ = try await client(of: server, model: "gpt-4o-transcribe").transcribe(wav: [])
            #expect(server.received.first?.text.contains("\r\n\r\njson\r\n") == true)
            #expect(server.received.first?.header("Authorization") == nil)
        }
    }

    @Test(
        arguments: [
            (
                #"{"text":"a b","duration":"1.5","segments":[{"id":0,"text":" a b","avg_logprob":-0.2,"no_speech_prob":0.01,"tokens":[1]}]}"#,
                Transcript(text: "a b", segments: [.init(text: " a b", averageLogProbability: -0.2, noSpeechProbability: 0.01)])
            ),
            (
                #"{"text":"a b","segments":[{"text":"a b","speaker":"A"}]}"#,
                Transcript(text: "a b", segments: [.init(text: "a b", averageLogProbability: nil, noSpeechProbability: nil)])
            ),
            ("just text\n", Transcript(text: "just text")),
            ("", Transcript(text: "")),
        ]
    ) func `Answers are read however a server words them`(body: String, transcript: Transcript) async throws {
        try await LoopbackServer.run(.json(body)) { server in
            let answer = try await client(of: server).transcribe(wav: [])
            #expect(answer == transcript)
        }
    }

    @Test(arguments: [Array(#"{"texts":1}"#.utf8), Array("{".utf8), [0xFF, 0xFE, 0x00]]) func `Garbage is told from a transcript`(
        body: [UInt8]
    ) async throws {
        try await LoopbackServer.run(LoopbackServer.Answer(chunks: [body])) { server in
            let failure = await #expect(throws: Transport.Failure.self) { try await client(of: server).transcribe(wav: []) }
            guard case .garbled = failure else {
                Issue.record("Not garbled: \(String(describing: failure))")
                return
            }
        }
    }

    @Test func `Speech streams as it is made`() async throws {
        try await LoopbackServer.run(LoopbackServer.Answer(chunks: [[1, 0, 2], [0, 3, 0]])) { server in
            var bytes: [UInt8] = []
            for try await piece in try await client(of: server).speech(for: "Hello", speed: 1.5) { bytes += piece }
            #expect(bytes == [1, 0, 2, 0, 3, 0])
            let request = try #require(server.received.first)
            #expect(request.path == "/v1/audio/speech")
            for member in [#""input":"Hello""#, #""model":"tts-1""#, #""response_format":"pcm""#, #""speed":1.5"#, #""voice":"alloy""#] {
                #expect(request.text.contains(member))
            }
        }
    }

    @Test func `A busy server's wish to be left alone is passed on`() async throws {
        try await LoopbackServer.run(.json(#"{"error":{"message":"busy"}}"#, status: 503, headers: [("Retry-After", "1")])) { server in
            await #expect(throws: Transport.Failure.refused(status: 503, message: "busy", retryAfter: .seconds(1))) {
                try await client(of: server).transcribe(wav: [])
            }
        }
    }

    @Test func `A server that answers is well`() async throws {
        try await LoopbackServer.run(.json(#"{"object":"list","data":[]}"#), .json("", status: 503)) { server in
            try await client(of: server).check()
            await #expect(throws: Transport.Failure.self) { try await client(of: server).check() }
        }
    }
}
