import NIOCore
import NIOWebSocket
import Synchronization

/// The server's end of one WebSocket: what may be said to the peer, from any task.
///
/// Nothing here waits for the peer. A peer that does not read fast enough is closed with `tooSlow` and is expected to
/// come back and resume by sequence number.
public final class WebSocketConnection: Sendable {
    private let outbox: Mutex<WebSocketOutbox>
    private let limits: WebSocketLimits
    private let (work, workSignal) = AsyncStream.makeStream(of: Void.self, bufferingPolicy: .bufferingNewest(1))
    private let (end, endSignal) = AsyncStream.makeStream(of: Void.self, bufferingPolicy: .bufferingNewest(1))

    init(limits: WebSocketLimits) {
        self.limits = limits
        self.outbox = Mutex(WebSocketOutbox(limits: limits))
    }

    /// Queues a message.
    ///
    /// - Returns: false when the connection has ended, which the reader of its messages notices too.
    @discardableResult
    public func send(_ message: WebSocketMessage) -> Bool {
        switch message {
        case .text(let text): append(WebSocketFrame(fin: true, opcode: .text, data: ByteBuffer(string: text)))
        case .binary(let bytes): append(WebSocketFrame(fin: true, opcode: .binary, data: bytes))
        }
    }

    /// Closes after what is queued has been written. Only the first call counts.
    public func close(_ code: WebSocketCloseCode, reason: String = "") {
        finish(.afterWaiting(code, reason: reason))
    }

    /// Whether nothing more can be sent.
    public var isClosing: Bool {
        outbox.withLock { $0.ending != nil }
    }

    // MARK: For the reader

    func listening(_ isListening: Bool) {
        outbox.withLock { $0.listening(since: isListening ? .now : nil) }
    }

    func answer(ping data: ByteBuffer) {
        append(WebSocketFrame(fin: true, opcode: .pong, data: data))
    }

    /// The peer went away without closing.
    func lose() {
        finish(.lost)
    }

    // MARK: For the session

    /// Writes what is queued until the connection ends.
    func write(to outbound: NIOAsyncChannelOutboundWriter<WebSocketFrame>) async {
        for await _ in work {
            let batch = outbox.withLock { $0.take(at: .now) }
            do {
                try await outbound.write(contentsOf: batch.frames)
            } catch {
                lose()
            }
            outbox.withLock { $0.written(batch) }
            if batch.isLast { return }
        }
    }

    /// Pings the peer until the connection ends; then gives it time to close, and cuts it off.
    func watch(_ channel: any Channel) async {
        await withTaskGroup(of: Void.self) { group in
            group.addTask { await self.keepAlive() }
            for await _ in self.end { break }
            group.cancelAll()
        }
        if case .atOnce(let code, let reason) = outbox.withLock({ $0.ending }) {
            channel.writeAndFlush(WebSocketFrame.close(code, reason: reason), promise: nil)
        }
        try? await Task.sleep(for: limits.closing)
        channel.close(promise: nil)
    }

    private func keepAlive() async {
        while (try? await Task.sleep(for: limits.pingInterval)) != nil {
            switch outbox.withLock({ $0.check(at: .now) }) {
            case .ping: append(WebSocketFrame(fin: true, opcode: .ping, data: ByteBuffer()))
            case .end(let ending): finish(ending)
            case .nothing: return
            }
        }
    }

    @discardableResult
    private func append(_ frame: WebSocketFrame) -> Bool {
        let isOpen = outbox.withLock { $0.append(frame) }
        signal()
        return isOpen
    }

    private func finish(_ ending: WebSocketOutbox.Ending) {
        outbox.withLock { _ = $0.end(ending) }
        signal()
    }

    private func signal() {
        workSignal.yield()
        if isClosing { endSignal.yield() }
    }
}
