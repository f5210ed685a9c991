public import Core
import Foundation

/// Ultravox's REST interface: calls and what is said in them; agents and webhooks in files of their own. Source: its OpenAPI document of July 2026.
public struct Ultravox: Sendable {
    public struct Configuration: Sendable {
        /// Up to and with `/api`.
        public var baseURL: String
        public var key: Secret
        /// For each request, all of it.
        public var timeout: Duration

        public init(baseURL: String = "https://api.ultravox.ai/api", key: Secret, timeout: Duration = .seconds(3)) {
            self.baseURL = baseURL.hasSuffix("/") ? String(baseURL.dropLast()) : baseURL
            self.key = key
            self.timeout = timeout
        }
    }

    public let configuration: Configuration
    private let transport: Transport

    private static let longestAnswer = 4 << 20
    /// A list is read in so many pages at most.
    private static let mostPages = 50

    public init(_ configuration: Configuration, over transport: Transport) {
        self.configuration = configuration
        self.transport = transport
    }

    /// A new call, to be joined within its `joinTimeout`. Without a key against repeats in the vendor's protocol, an answer that
    /// is lost leaves a call that nobody joins, which costs nothing and ends by itself.
    ///
    /// - Throws: `refused` with 400 for a request that makes no sense, 402 when the account has to be paid, 429 and 503 with
    ///   `retryAfter` when there is no room.
    public func create(_ call: UltravoxCallRequest) async throws(Transport.Failure) -> UltravoxCall {
        try await decoded(UltravoxCall.self, request(.post, "/calls", body: call))
    }

    /// A call of an agent that the vendor has. As `create(_:)`, but that 404 says that there is no such agent.
    public func create(
        _ call: UltravoxAgentCallRequest, withAgent id: String
    ) async throws(Transport.Failure) -> UltravoxCall {
        try await decoded(UltravoxCall.self, request(.post, "/agents/\(escaped(id))/calls", body: call))
    }

    public func call(_ id: String) async throws(Transport.Failure) -> UltravoxCall {
        try await decoded(UltravoxCall.self, request(.get, "/calls/\(escaped(id))"))
    }

    /// Removes the call with its messages and its recording, for good.
    public func delete(_ id: String) async throws(Transport.Failure) {
        try await done(request(.delete, "/calls/\(escaped(id))"))
    }

    /// Says something to the agent of a call that was joined and has not ended.
    ///
    /// - Throws: `refused` with 422 when the call is not active.
    public func send(_ message: UltravoxClientMessage, to id: String) async throws(Transport.Failure) {
        try await done(request(.post, "/calls/\(escaped(id))/send_data_message", body: message.json))
    }

    /// All that was said and all tools that were called, in order.
    public func messages(of id: String) async throws(Transport.Failure) -> [UltravoxMessage] {
        try await all(UltravoxMessage.self, at: "/calls/\(escaped(id))/messages", query: "mode=in_call&")
    }

    /// Everything on a list, page by page.
    ///
    /// - Parameter query: what is asked for beside pages, with `&` at its end.
    func all<Value: Decodable>(
        _: Value.Type, at path: String, query: String = ""
    ) async throws(Transport.Failure) -> [Value] {
        var values: [Value] = []
        var cursor: String?
        for _ in 0..<Self.mostPages {
            let place = "?\(query)pageSize=200" + (cursor.map { "&cursor=\(escaped($0))" } ?? "")
            let page = try await decoded(Page<Value>.self, request(.get, path + place))
            values += page.results
            guard let next = page.next.flatMap(URLComponents.init(string:)),
                let following = next.queryItems?.first(where: { $0.name == "cursor" })?.value
            else { return values }
            cursor = following
        }
        return values
    }

    private struct Page<Value: Decodable>: Decodable {
        let next: String?
        let results: [Value]
    }

    /// Only the cursor of the next page is taken from an answer, so that the key never goes to an address that came over the wire.
    func escaped(_ part: String) -> String {
        part.addingPercentEncoding(withAllowedCharacters: Self.unreserved) ?? ""
    }

    private static let unreserved = CharacterSet(charactersIn: "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~")

    func request(_ method: Transport.Request.Method, _ path: String) -> Transport.Request {
        Transport.Request(
            method, configuration.baseURL + path, headers: [Transport.Header("X-API-Key", configuration.key.reveal())],
            timeout: configuration.timeout)
    }

    func request(
        _ method: Transport.Request.Method, _ path: String, body: some Encodable
    ) throws(Transport.Failure) -> Transport.Request {
        var request = request(method, path)
        request.headers.append(Transport.Header("Content-Type", "application/json"))
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        do {
            request.body = Array(try encoder.encode(body))
        } catch {
            throw .garbled("The request cannot be sent: \(error)")
        }
        return request
    }

    func done(_ request: Transport.Request) async throws(Transport.Failure) {
        _ = try await transport.send(request).accepted().bytes(limit: Self.longestAnswer)
    }

    func decoded<Value: Decodable>(
        _: Value.Type, _ request: Transport.Request
    ) async throws(Transport.Failure) -> Value {
        let bytes = try await transport.send(request).accepted().bytes(limit: Self.longestAnswer)
        do {
            return try JSONDecoder().decode(Value.self, from: Data(bytes))
        } catch {
            throw .garbled("The answer is not what the protocol says.")
        }
    }
}
