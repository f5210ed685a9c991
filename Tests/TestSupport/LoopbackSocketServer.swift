public import NIOCore
import NIOHTTP1
import NIOPosix
import NIOSSL
public import NIOWebSocket
import Synchronization

/// A real WebSocket server on this machine: for each connection it plays a part that the test has written.
public final class LoopbackSocketServer: Sendable {
    public typealias Frames = NIOAsyncChannel<WebSocketFrame, WebSocketFrame>
    /// What the server does on one connection; the connection ends with it.
    public typealias Part =
        @Sendable (
            _ said: NIOAsyncChannelInboundStream<WebSocketFrame>, _ say: NIOAsyncChannelOutboundWriter<WebSocketFrame>
        ) async throws -> Void

    private enum Upgrade: Sendable {
        case socket(Frames)
        case none
    }

    private let channel: any Channel
    private let isSecure: Bool
    private let heads = Mutex<[HTTPRequestHead]>([])

    private init(_ channel: any Channel, isSecure: Bool) {
        self.channel = channel
        self.isSecure = isSecure
    }

    public var url: String { "\(isSecure ? "wss" : "ws")://127.0.0.1:\(port)" }
    public var port: Int { channel.localAddress?.port ?? 0 }
    /// Paths with their queries, in the order of connections.
    public var paths: [String] { heads.withLock { $0.map(\.uri) } }
    /// The values of a header, in the order of connections.
    public func headers(_ name: String) -> [String?] { heads.withLock { $0.map { $0.headers.first(name: name) } } }

    /// Runs a test against a server that plays its part on every connection.
    ///
    /// - Parameters:
    ///   - certificate: what it proves itself with over TLS; nil for a server without.
    ///   - declines: answers every handshake with 403.
    @discardableResult
    public static func run<Result: Sendable>(
        as certificate: TemporaryCertificate? = nil, declining declines: Bool = false, _ part: @escaping Part,
        test: @Sendable (LoopbackSocketServer) async throws -> Result
    ) async throws -> Result {
        let tls = try certificate.map { try NIOSSLContext(configuration: $0.server) }
        let listener = try await ServerBootstrap(group: MultiThreadedEventLoopGroup.singleton)
            .bind(host: "127.0.0.1", port: 0) { channel in
                channel.eventLoop.makeCompletedFuture {
                    if let tls { try channel.pipeline.syncOperations.addHandler(NIOSSLServerHandler(context: tls)) }
                    return try Self.prepare(channel, declines: declines)
                }
            }
        let server = LoopbackSocketServer(listener.channel, isSecure: certificate != nil)
        return try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask { try await Self.serve(listener, of: server, part) }
            let result = try await test(server)
            group.cancelAll()
            return result
        }
    }

    private static func prepare(
        _ channel: any Channel, declines: Bool
    ) throws -> EventLoopFuture<(HTTPRequestHead?, Upgrade)> {
        let upgrader = NIOTypedWebSocketServerUpgrader<(HTTPRequestHead?, Upgrade)>(
            maxFrameSize: 1 << 20,
            shouldUpgrade: { channel, _ in
                channel.eventLoop.makeSucceededFuture(declines ? nil : HTTPHeaders())
            },
            upgradePipelineHandler: { channel, head in
                channel.eventLoop.makeCompletedFuture {
                    (head, .socket(try Frames(wrappingChannelSynchronously: channel)))
                }
            })
        return try channel.pipeline.syncOperations.configureUpgradableHTTPServerPipeline(
            configuration: .init(
                upgradeConfiguration: .init(upgraders: [upgrader]) { channel in
                    channel.eventLoop.makeCompletedFuture {
                        try channel.pipeline.syncOperations.addHandler(Refusal())
                        return (nil, .none)
                    }
                }))
    }

    private static func serve(
        _ listener: NIOAsyncChannel<EventLoopFuture<(HTTPRequestHead?, Upgrade)>, Never>, of server: LoopbackSocketServer,
        _ part: @escaping Part
    ) async throws {
        try await withThrowingDiscardingTaskGroup { group in
            try await listener.executeThenClose { connections in
                for try await connection in connections {
                    group.addTask {
                        guard case (let head?, .socket(let frames)) = try await connection.get() else { return }
                        server.heads.withLock { $0.append(head) }
                        // What a part or its peer breaks is what the test is about.
                        try? await frames.executeThenClose { said, say in try await part(said, say) }
                    }
                }
            }
        }
    }

    private final class Refusal: ChannelInboundHandler {
        typealias InboundIn = HTTPServerRequestPart
        typealias OutboundOut = HTTPServerResponsePart

        func channelRead(context: ChannelHandlerContext, data: NIOAny) {
            guard case .end = unwrapInboundIn(data) else { return }
            let head = HTTPResponseHead(version: .http1_1, status: .forbidden, headers: ["Content-Length": "0"])
            context.write(wrapOutboundOut(.head(head)), promise: nil)
            context.writeAndFlush(wrapOutboundOut(.end(nil)), promise: nil)
        }
    }
}

extension WebSocketFrame {
    public static func text(_ text: String) -> WebSocketFrame { .init(fin: true, opcode: .text, data: ByteBuffer(string: text)) }
    public static func binary(_ bytes: [UInt8]) -> WebSocketFrame { .init(fin: true, opcode: .binary, data: ByteBuffer(bytes: bytes)) }

    public static func close(_ code: UInt16) -> WebSocketFrame {
        .init(fin: true, opcode: .connectionClose, data: ByteBuffer(integer: code))
    }

    /// What it carries, as text.
    public var spoken: String { String(buffer: unmaskedData) }
}
