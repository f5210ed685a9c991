import Foundation
import NIOCore
import NIOWebSocket

/// A message of the other side, whole.
public enum WebSocketMessage: Sendable, Hashable {
    case text(String)
    case binary([UInt8])
    /// The last: the peer has said goodbye, with a code (RFC 6455, section 7.4) or without.
    case closed(code: Int?)
}

/// What the peer says, in order. Read by one task, once.
///
/// Ends after `closed`; throws `WebSocketClient.Failure` when the connection breaks without one.
public struct WebSocketMessages: AsyncSequence, Sendable {
    public typealias Element = WebSocketMessage

    private let frames: NIOAsyncChannelInboundStream<WebSocketFrame>
    private let sender: WebSocketSender

    init(_ frames: NIOAsyncChannelInboundStream<WebSocketFrame>, answeringWith sender: WebSocketSender) {
        self.frames = frames
        self.sender = sender
    }

    public func makeAsyncIterator() -> Iterator {
        Iterator(frames: frames.makeAsyncIterator(), sender: sender)
    }

    public struct Iterator: AsyncIteratorProtocol {
        fileprivate var frames: NIOAsyncChannelInboundStream<WebSocketFrame>.AsyncIterator
        fileprivate let sender: WebSocketSender
        private var isClosed = false

        fileprivate init(frames: NIOAsyncChannelInboundStream<WebSocketFrame>.AsyncIterator, sender: WebSocketSender) {
            self.frames = frames
            self.sender = sender
        }

        public mutating func next() async throws -> WebSocketMessage? {
            guard !isClosed else { return nil }
            while true {
                guard let frame = try await nextFrame() else {
                    // Whoever stops reading has not met a broken connection.
                    try Task.checkCancellation()
                    throw WebSocketClient.Failure.broken
                }
                switch frame.opcode {
                case .text:
                    guard let text = String(validating: frame.unmaskedData.readableBytesView, as: UTF8.self) else {
                        throw WebSocketClient.Failure.garbled
                    }
                    return .text(text)
                case .binary: return .binary([UInt8](frame.unmaskedData.readableBytesView))
                case .ping: try await sender.send(.pong, frame.unmaskedData)
                case .connectionClose:
                    isClosed = true
                    var data = frame.unmaskedData
                    return .closed(code: data.readInteger(as: UInt16.self).map { Int($0) })
                default: continue
                }
            }
        }

        private mutating func nextFrame() async throws -> WebSocketFrame? {
            do {
                return try await frames.next()
            } catch let failure as WebSocketClient.Failure {
                throw failure
            } catch is NIOWebSocketError {
                throw WebSocketClient.Failure.garbled
            } catch is NIOWebSocketFrameAggregator.Error {
                throw WebSocketClient.Failure.garbled
            } catch {
                try Task.checkCancellation()
                throw WebSocketClient.Failure.broken
            }
        }
    }
}

/// Sends messages on a socket; any task may. A send waits until the message was given to the network, which is while the peer reads.
///
/// A cancelled send closes the socket: part of a message may have left.
public struct WebSocketSender: Sendable {
    private let channel: any Channel

    init(_ channel: any Channel) {
        self.channel = channel
    }

    /// - Throws: `WebSocketClient.Failure.broken` when the connection is gone, or `CancellationError`.
    public func send(_ text: String) async throws {
        try await send(.text, ByteBuffer(string: text))
    }

    /// As `send(_:)` of a text.
    public func send(_ bytes: [UInt8]) async throws {
        try await send(.binary, ByteBuffer(bytes: bytes))
    }

    func send(_ opcode: WebSocketOpcode, _ data: ByteBuffer) async throws {
        let frame = WebSocketFrame(fin: true, opcode: opcode, maskKey: .random(), data: data)
        do {
            try await withTaskCancellationHandler {
                try await channel.writeAndFlush(frame).get()
            } onCancel: {
                channel.close(promise: nil)
            }
        } catch {
            try Task.checkCancellation()
            throw WebSocketClient.Failure.broken
        }
    }

    /// Says goodbye, if the peer still hears it.
    func close() async {
        var data = ByteBuffer()
        data.writeInteger(UInt16(webSocketErrorCode: .normalClosure))
        // Nobody is left to be told that it was not heard.
        try? await send(.connectionClose, data)
    }
}
