public import AsyncHTTPClient
import NIOCore
import NIOHTTP1
import NIOPosix
import Synchronization
import Vendors

/// A real HTTP server on this machine that answers what it was told to, one prepared answer after another.
///
/// Without a prepared answer it says 418, which no test expects.
public final class LoopbackServer: Sendable {
    public struct Answer: Sendable, CustomStringConvertible {
        public var status: Int
        public var headers: [(String, String)]
        /// Sent as one chunk each.
        public var chunks: [[UInt8]]
        public var ending: Ending

        public init(status: Int = 200, headers: [(String, String)] = [], chunks: [[UInt8]] = [], ending: Ending = .complete) {
            self.status = status
            self.headers = headers
            self.chunks = chunks
            self.ending = ending
        }

        public var description: String { "\(status), \(chunks.count) chunks, \(ending)" }

        public enum Ending: Sendable {
            case complete
            /// Nothing more comes, and the connection stays open.
            case stalled
            /// The connection is closed before the last chunk.
            case broken
            /// Not even a status is sent.
            case unanswered
        }

        public static func json(_ text: String, status: Int = 200, headers: [(String, String)] = []) -> Answer {
            Answer(status: status, headers: headers + [("Content-Type", "application/json")], chunks: [Array(text.utf8)])
        }
    }

    public struct Received: Sendable {
        public let method: String
        public let path: String
        public let headers: [(name: String, value: String)]
        public let body: [UInt8]

        public func header(_ name: String) -> String? { headers.first { $0.name.lowercased() == name.lowercased() }?.value }
        public var text: String { String(decoding: body, as: UTF8.self) }
    }

    /// For all tests, and not shut down: it lives as long as the process. Less patient than the program's.
    public static let client: HTTPClient = {
        var configuration = HTTPClient.Configuration.vendors
        configuration.timeout.read = .seconds(6)
        return HTTPClient(configuration: configuration)
    }()

    private let script: Script
    private let channel: any Channel

    /// Runs a test against a server with these answers.
    @discardableResult
    public static func run<Result>(_ answers: Answer..., test: (LoopbackServer) async throws -> Result) async throws -> Result {
        try await run(answers, test: test)
    }

    /// Runs a test against a server with these answers.
    @discardableResult
    public static func run<Result>(_ answers: [Answer], test: (LoopbackServer) async throws -> Result) async throws -> Result {
        let script = Script(answers)
        let channel = try await ServerBootstrap(group: MultiThreadedEventLoopGroup.singleton)
            .childChannelInitializer { channel in
                channel.eventLoop.makeCompletedFuture {
                    try channel.pipeline.syncOperations.configureHTTPServerPipeline()
                    try channel.pipeline.syncOperations.addHandler(Handler(script))
                }
            }
            .bind(host: "127.0.0.1", port: 0).get()
        let server = LoopbackServer(script: script, channel: channel)
        do {
            let result = try await test(server)
            try await channel.close()
            return result
        } catch {
            try await channel.close()
            throw error
        }
    }

    private init(script: Script, channel: any Channel) {
        self.script = script
        self.channel = channel
    }

    public var baseURL: String { "http://127.0.0.1:\(channel.localAddress?.port ?? 0)" }
    public var received: [Received] { script.received }

    private final class Script: Sendable {
        private let state: Mutex<(answers: [Answer], received: [Received])>

        init(_ answers: [Answer]) {
            state = Mutex((answers, []))
        }

        var received: [Received] { state.withLock { $0.received } }

        func answer(_ request: Received) -> Answer {
            state.withLock { state in
                state.received.append(request)
                return state.answers.isEmpty ? Answer(status: 418) : state.answers.removeFirst()
            }
        }
    }

    private final class Handler: ChannelInboundHandler {
        typealias InboundIn = HTTPServerRequestPart
        typealias OutboundOut = HTTPServerResponsePart

        private let script: Script
        private var head: HTTPRequestHead?
        private var body: [UInt8] = []

        init(_ script: Script) {
            self.script = script
        }

        func channelRead(context: ChannelHandlerContext, data: NIOAny) {
            switch unwrapInboundIn(data) {
            case .head(let head):
                self.head = head
                body = []
            case .body(let part): body += part.readableBytesView
            case .end:
                guard let head else { return }
                let headers = head.headers.map { (name: $0.name, value: $0.value) }
                let request = Received(method: head.method.rawValue, path: head.uri, headers: headers, body: body)
                write(script.answer(request), context: context)
            }
        }

        private func write(_ answer: Answer, context: ChannelHandlerContext) {
            if case .unanswered = answer.ending { return }
            let status = HTTPResponseStatus(statusCode: answer.status)
            let head = HTTPResponseHead(version: .http1_1, status: status, headers: HTTPHeaders(answer.headers))
            context.write(wrapOutboundOut(.head(head)), promise: nil)
            for chunk in answer.chunks {
                context.write(wrapOutboundOut(.body(.byteBuffer(ByteBuffer(bytes: chunk)))), promise: nil)
            }
            switch answer.ending {
            case .complete: context.write(wrapOutboundOut(.end(nil)), promise: nil)
            case .stalled, .broken, .unanswered: break
            }
            context.flush()
            if case .broken = answer.ending { context.close(promise: nil) }
        }
    }
}
