import NIOCore
import NIOWebSocket

/// What the peer says, in order, until the connection ends. Read by one task, once.
///
/// It is also what keeps the connection going: pings are answered and closing is noticed while `next` is awaited, so a
/// handler reads until the end even when it expects nothing. The network is read only as fast as messages are taken.
public final class WebSocketMessages: AsyncSequence, AsyncIteratorProtocol {
    public typealias Element = WebSocketMessage
    public typealias Failure = Never

    private let connection: WebSocketConnection
    private var frames: NIOAsyncChannelInboundStream<WebSocketFrame>.AsyncIterator
    private var assembler: WebSocketAssembler
    private var isOver = false
    /// The peer's bytes made no frame: it may be sending still, and must see our close frame before the connection goes.
    private(set) var isUnreadable = false

    init(frames: NIOAsyncChannelInboundStream<WebSocketFrame>, limits: WebSocketLimits, connection: WebSocketConnection) {
        self.connection = connection
        self.frames = frames.makeAsyncIterator()
        self.assembler = WebSocketAssembler(messageBytes: limits.messageBytes)
    }

    public func makeAsyncIterator() -> WebSocketMessages { self }

    /// The next message; nil when either side has ended the connection.
    public func next(isolation actor: isolated (any Actor)? = #isolation) async -> WebSocketMessage? {
        while !isOver, !connection.isClosing {
            if let message = await receive(isolation: actor) { return message }
        }
        return nil
    }

    public func next() async -> WebSocketMessage? {
        await next(isolation: nil)
    }

    /// Waits for the peer's answer to our close frame, passing over what it said before it saw that frame.
    func drain() async {
        while !isOver {
            _ = await receive(isolation: nil)
        }
    }

    private func receive(isolation actor: isolated (any Actor)?) async -> WebSocketMessage? {
        connection.listening(true)
        defer { connection.listening(false) }
        do {
            guard let frame = try await frames.next(isolation: actor) else {
                end { $0.lose() }
                return nil
            }
            switch assembler.receive(frame) {
            case .message(let message): return message
            case .ping(let data): connection.answer(ping: data)
            case .nothing: break
            case .close(let code): end { $0.close(code ?? .normal) }
            case .violation(let code, let reason): connection.close(code, reason: reason)
            }
        } catch NIOWebSocketError.invalidFrameLength {
            isUnreadable = true
            end { $0.close(.tooLarge, reason: "The frame is too large.") }
        } catch is NIOWebSocketError {
            isUnreadable = true
            end { $0.close(.protocolError, reason: "The frame is not valid.") }
        } catch {
            end { $0.lose() }
        }
        return nil
    }

    private func end(_ ending: (WebSocketConnection) -> Void) {
        isOver = true
        ending(connection)
    }
}
