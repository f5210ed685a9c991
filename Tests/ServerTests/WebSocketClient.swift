import NIOCore
import NIOPosix
import ServiceLifecycle
import Testing

/// The other end of a WebSocket, in bytes: it can be as rude as a test wants.
final class WebSocketClient: Sendable {
    enum Opcode: UInt8 {
        case continuation = 0, text = 1, binary = 2, close = 8, ping = 9, pong = 10
    }

    enum Received: Equatable {
        case text(String), binary(String), ping(String), pong(String), close(Int), end
    }

    private let server: RunningServer
    private let channel: any Channel
    private let inbox: AsyncStream<ByteBuffer>
    private let reader: Reader

    init(server: RunningServer, path: String) async throws {
        let (inbox, continuation) = AsyncStream.makeStream(of: ByteBuffer.self)
        self.server = server
        self.inbox = inbox
        channel = try await ClientBootstrap(group: MultiThreadedEventLoopGroup.singleton)
            .channelOption(.allowRemoteHalfClosure, value: true)
            .channelInitializer { channel in
                channel.eventLoop.makeCompletedFuture {
                    try channel.pipeline.syncOperations.addHandler(Collector(continuation: continuation))
                }
            }
            .connect(host: "127.0.0.1", port: server.port).get()
        reader = Reader(inbox)
        try await send(
            raw: Array(
                """
                GET \(path) HTTP/1.1\r\nHost: localhost:\(server.port)\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n\
                Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n
                """.utf8))
        let head = await reader.head()
        #expect(head.hasPrefix("HTTP/1.1 101"))
        #expect(head.contains("s3pPLMBiTxaQ9kYGzzhZRbK+xOo="), "the answer to RFC 6455's sample key")
    }

    func send(_ opcode: Opcode, _ text: String, isLast: Bool = true) async throws {
        try await send(opcode, bytes: Array(text.utf8), isLast: isLast)
    }

    func send(_ opcode: Opcode, bytes: [UInt8], isLast: Bool = true) async throws {
        let mask: [UInt8] = [1, 2, 3, 4]
        var frame: [UInt8] = [opcode.rawValue | (isLast ? 0x80 : 0)]
        frame += bytes.count < 126 ? [0x80 | UInt8(bytes.count)] : [0x80 | 126, UInt8(bytes.count >> 8), UInt8(bytes.count & 0xFF)]
        frame += mask
        frame += bytes.enumerated().map { $0.element ^ mask[$0.offset % 4] }
        try await send(raw: frame)
    }

    func send(raw bytes: [UInt8]) async throws {
        try await channel.writeAndFlush(ByteBuffer(bytes: bytes)).get()
    }

    func receive() async -> Received {
        await reader.frame()
    }

    func endOutput() async throws {
        try await channel.close(mode: .output)
    }

    /// Whether this end takes what the other sends, or lets it pile up.
    func reads(_ isReading: Bool) async throws {
        try await channel.setOption(.autoRead, value: isReading).get()
    }

    func shutDownServer() async {
        await server.group.triggerGracefulShutdown()
    }

    func close() async throws {
        do {
            try await channel.close()
        } catch ChannelError.alreadyClosed {}
    }
}

/// Cuts the server's bytes into frames.
private actor Reader {
    private var iterator: AsyncStream<ByteBuffer>.AsyncIterator
    private var buffer = ByteBuffer()

    init(_ inbox: AsyncStream<ByteBuffer>) {
        iterator = inbox.makeAsyncIterator()
    }

    func head() async -> String {
        var head: [UInt8] = []
        while !head.suffix(4).elementsEqual("\r\n\r\n".utf8), let byte = await bytes(1)?.first { head.append(byte) }
        return String(decoding: head, as: UTF8.self)
    }

    func frame() async -> WebSocketClient.Received {
        guard let start = await bytes(2) else { return .end }
        var length = Int(start[1])
        if length == 126 {
            guard let extended = await bytes(2) else { return .end }
            length = Int(extended[0]) << 8 | Int(extended[1])
        }
        guard let payload = await bytes(length) else { return .end }
        let text = String(decoding: payload, as: UTF8.self)
        switch WebSocketClient.Opcode(rawValue: start[0] & 0x0F) {
        case .text, .continuation: return .text(text)
        case .binary: return .binary(text)
        case .ping: return .ping(text)
        case .pong: return .pong(text)
        case .close: return .close(payload.count < 2 ? 1005 : Int(payload[0]) << 8 | Int(payload[1]))
        case nil: return .end
        }
    }

    private func bytes(_ count: Int) async -> [UInt8]? {
        while buffer.readableBytes < count {
            var own = iterator
            guard var more = await own.next(isolation: self) else { return nil }
            iterator = own
            buffer.writeBuffer(&more)
        }
        return buffer.readBytes(length: count)
    }
}

private final class Collector: ChannelInboundHandler {
    typealias InboundIn = ByteBuffer

    private let continuation: AsyncStream<ByteBuffer>.Continuation

    init(continuation: AsyncStream<ByteBuffer>.Continuation) {
        self.continuation = continuation
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        continuation.yield(unwrapInboundIn(data))
    }

    func userInboundEventTriggered(context: ChannelHandlerContext, event: Any) {
        if event as? ChannelEvent == .inputClosed { continuation.finish() }
    }

    func channelInactive(context: ChannelHandlerContext) {
        continuation.finish()
    }

    func errorCaught(context: ChannelHandlerContext, error: any Error) {
        continuation.finish()
    }
}
