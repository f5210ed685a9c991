public import Core
import Foundation

/// A conversation with a model at an OpenAI-compatible server: OpenAI itself, Ollama, vLLM, llama.cpp, LocalAI.
///
/// Sends the smallest request that they all understand and reads their answers leniently.
public struct OpenAIChat: Sendable {
    public struct Configuration: Sendable {
        /// Up to and with `/v1`.
        public var baseURL: String
        public var key: Secret?
        public var model: String
        /// The longest answer, in tokens: what is spoken is short.
        public var mostTokens: Int
        /// What the server calls that limit: `max_tokens`, or `max_completion_tokens` for OpenAI's reasoning models.
        public var tokenLimitName: String
        /// For a whole answer.
        public var timeout: Duration

        public init(
            baseURL: String, key: Secret? = nil, model: String, mostTokens: Int = 400, tokenLimitName: String = "max_tokens",
            timeout: Duration = .seconds(20)
        ) {
            self.baseURL = baseURL
            self.key = key
            self.model = model
            self.mostTokens = mostTokens
            self.tokenLimitName = tokenLimitName
            self.timeout = timeout
        }
    }

    public let configuration: Configuration
    private let transport: Transport
    private let server: OpenAIServer

    private static let longestList = 1 << 20

    public init(_ configuration: Configuration, over transport: Transport) {
        self.configuration = configuration
        self.transport = transport
        server = OpenAIServer(baseURL: configuration.baseURL, key: configuration.key, timeout: configuration.timeout)
    }

    /// Asks for the next message of a conversation. Cancelling closes the connection, which stops the model.
    ///
    /// - Parameters:
    ///   - begun: called once, when the first piece of an answer is here: of a text or of a call, not of a thought.
    ///   - text: called with each piece of what the model says, as it comes.
    /// - Returns: the whole, with the tools that are called.
    /// - Throws: `Transport.Failure`, also in the middle of the answer; or what `text` throws.
    public func reply(
        to messages: [ChatMessage], tools: [ChatTool], begun: () -> Void = {}, text: (String) async throws -> Void = { _ in }
    ) async throws -> ChatReply {
        let response = try await transport.send(request(messages, tools: tools)).accepted()
        var events = ServerSentEvents()
        var assembly = ChatAssembly()
        var hasBegun = false
        func give(_ piece: String) async throws {
            if !hasBegun, !piece.isEmpty || !assembly.reply.calls.isEmpty {
                hasBegun = true
                begun()
            }
            if !piece.isEmpty { try await text(piece) }
        }
        for try await bytes in response.body {
            for data in try events.read(bytes) { try await give(assembly.take(data)) }
        }
        // A body whose reading was cancelled ends like one that is complete.
        try Task.checkCancellation()
        try await give(assembly.finish())
        return assembly.reply
    }

    /// Returns when the server answers and accepts the key. Waits two seconds at most.
    public func check() async throws(Transport.Failure) {
        var request = server.request(.get, "/models")
        request.timeout = .seconds(2)
        _ = try await transport.send(request).accepted().bytes(limit: Self.longestList)
    }

    private func request(_ messages: [ChatMessage], tools: [ChatTool]) throws(Transport.Failure) -> Transport.Request {
        var wish: [String: JSONValue] = [
            "model": .string(configuration.model), "messages": .array(messages.map(\.json)), "stream": true,
            "stream_options": ["include_usage": true], configuration.tokenLimitName: .number(Decimal(configuration.mostTokens)),
        ]
        if !tools.isEmpty { wish["tools"] = .array(tools.map(\.json)) }
        let encoder = JSONEncoder()
        // The same conversation is the same bytes, which is what servers cache by.
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        let body: Data
        do { body = try encoder.encode(JSONValue.object(wish)) } catch { throw .garbled("The conversation cannot be sent: \(error)") }
        return server.request(.post, "/chat/completions", contentType: "application/json", body: Array(body))
    }
}
