public import Core
import Foundation

/// Hearing and speaking at an OpenAI-compatible server: OpenAI itself, Speaches, LocalAI, vLLM, Kokoro-FastAPI, or our own
/// speech server.
///
/// Sends the smallest request that they all understand and reads their answers leniently.
public struct OpenAISpeech: Sendable {
    public struct Configuration: Sendable {
        /// Up to and with `/v1`.
        public var baseURL: String
        public var key: Secret?
        public var transcriptionModel: String
        public var speechModel: String
        /// Used where the business names no voice.
        public var voice: String
        /// ISO 639-1.
        public var language: String
        /// Of `pcm` answers, which do not say it: 24,000 at OpenAI and most others.
        public var speechSampleRate: Int
        /// For a whole request while a caller waits.
        public var timeout: Duration

        public init(
            baseURL: String, key: Secret? = nil, transcriptionModel: String = "whisper-1", speechModel: String = "tts-1",
            voice: String = "alloy", language: String = "en", speechSampleRate: Int = 24_000, timeout: Duration = .seconds(20)
        ) {
            self.baseURL = baseURL
            self.key = key
            self.transcriptionModel = transcriptionModel
            self.speechModel = speechModel
            self.voice = voice
            self.language = language
            self.speechSampleRate = speechSampleRate
            self.timeout = timeout
        }

        /// The server's host and port, for people: "127.0.0.1:3790".
        public var host: String {
            guard let url = URL(string: baseURL), let host = url.host() else { return baseURL }
            return url.port.map { "\(host):\($0)" } ?? host
        }

        /// Only Whisper's own models say how sure they are; the newer ones refuse to be asked.
        fileprivate var transcriptionFormat: String {
            transcriptionModel.lowercased().contains("whisper") ? "verbose_json" : "json"
        }
    }

    public let configuration: Configuration
    private let transport: Transport
    private let identifiers: IdentifierSource
    private let server: OpenAIServer

    private static let longestTranscript = 1 << 20
    /// Servers refuse more (OpenAI's API reference).
    public static let longestText = 4_096

    public init(_ configuration: Configuration, over transport: Transport, identifiers: IdentifierSource = .system) {
        self.configuration = configuration
        self.transport = transport
        self.identifiers = identifiers
        server = OpenAIServer(baseURL: configuration.baseURL, key: configuration.key, timeout: configuration.timeout)
    }

    /// What is said in a WAV file.
    ///
    /// - Parameter prompt: ordinary text with words that may occur, one line.
    public func transcribe(wav: [UInt8], prompt: String? = nil) async throws(Transport.Failure) -> Transcript {
        var form = MultipartForm(boundary: identifiers.token(count: 32))
        form.append(configuration.transcriptionModel, name: "model")
        form.append(configuration.language, name: "language")
        form.append(configuration.transcriptionFormat, name: "response_format")
        if let prompt { form.append(prompt, name: "prompt") }
        form.append(file: wav, name: "file", filename: "audio.wav", contentType: "audio/wav")
        let request = server.request(.post, "/audio/transcriptions", contentType: form.contentType, body: form.body)
        let answer = try await transport.send(request).accepted()
        return try Transcript(try await answer.bytes(limit: Self.longestTranscript))
    }

    /// The text as signed 16-bit little-endian mono samples at `speechSampleRate`, in pieces that may end in half a sample.
    ///
    /// - Parameters:
    ///   - voice: the server's name for one; nil is the configured one.
    ///   - speed: 0.25...4, 1 is the voice's own.
    public func speech(for text: String, voice: String? = nil, speed: Double = 1) async throws(Transport.Failure) -> Transport.Response.Body
    {
        let wish = SpeechWish(
            model: configuration.speechModel, input: String(text.prefix(Self.longestText)), voice: voice ?? configuration.voice,
            speed: speed)
        let body: Data
        do { body = try JSONEncoder().encode(wish) } catch { throw .garbled("The text cannot be sent: \(error)") }
        let request = server.request(.post, "/audio/speech", contentType: "application/json", body: Array(body))
        return try await transport.send(request).accepted().body
    }

    /// Returns when the server answers and accepts the key. Waits two seconds at most.
    public func check() async throws(Transport.Failure) {
        var request = server.request(.get, "/models")
        request.timeout = .seconds(2)
        _ = try await transport.send(request).accepted().bytes(limit: Self.longestTranscript)
    }

    private struct SpeechWish: Encodable {
        let model: String
        let input: String
        let voice: String
        let speed: Double
        let format = "pcm"

        private enum CodingKeys: String, CodingKey {
            case model, input, voice, speed
            case format = "response_format"
        }
    }
}
