import NIOCore
import NIOWebSocket

/// Joins a client's frames into messages and holds them to RFC 6455.
struct WebSocketAssembler {
    enum Outcome: Equatable {
        case message(WebSocketMessage)
        case ping(ByteBuffer)
        case nothing
        /// The peer closes; without a code it gave none.
        case close(WebSocketCloseCode?)
        case violation(WebSocketCloseCode, String)
    }

    let messageBytes: Int
    private var opcode: WebSocketOpcode?
    private var payload = ByteBuffer()

    init(messageBytes: Int) {
        self.messageBytes = messageBytes
    }

    mutating func receive(_ frame: WebSocketFrame) -> Outcome {
        guard frame.maskKey != nil else { return .violation(.protocolError, "Frames from a client are masked.") }
        guard !frame.rsv1, !frame.rsv2, !frame.rsv3 else { return .violation(.protocolError, "No extension was agreed on.") }
        switch frame.opcode {
        case .ping: return .ping(frame.unmaskedData)
        case .pong: return .nothing
        case .connectionClose: return close(frame.unmaskedData)
        case .text, .binary:
            guard opcode == nil else { return .violation(.protocolError, "The message before was not finished.") }
            opcode = frame.opcode
            return append(frame)
        case .continuation:
            guard opcode != nil else { return .violation(.protocolError, "There is no message to continue.") }
            return append(frame)
        default:
            return .violation(.protocolError, "The opcode is not known.")
        }
    }

    private mutating func append(_ frame: WebSocketFrame) -> Outcome {
        guard payload.readableBytes + frame.length <= messageBytes else {
            return .violation(.tooLarge, "A message is at most \(messageBytes) bytes.")
        }
        if frame.fin, payload.readableBytes == 0 {
            return finish(frame.unmaskedData)
        }
        var fragment = frame.unmaskedData
        payload.writeBuffer(&fragment)
        return frame.fin ? finish(payload) : .nothing
    }

    private mutating func finish(_ whole: ByteBuffer) -> Outcome {
        let isText = opcode == .text
        opcode = nil
        payload = ByteBuffer()
        guard isText else { return .message(.binary(whole)) }
        guard let text = String(validating: whole.readableBytesView, as: UTF8.self) else {
            return .violation(.notUTF8, "A text message is UTF-8.")
        }
        return .message(.text(text))
    }

    private func close(_ data: ByteBuffer) -> Outcome {
        var data = data
        guard data.readableBytes > 0 else { return .close(nil) }
        guard let number = data.readInteger(as: UInt16.self) else {
            return .violation(.protocolError, "A close code has two bytes.")
        }
        let code = WebSocketCloseCode(rawValue: number)
        guard code.isSendable else { return .violation(.protocolError, "The close code may not be sent.") }
        guard String(validating: data.readableBytesView, as: UTF8.self) != nil else {
            return .violation(.notUTF8, "A close reason is UTF-8.")
        }
        return .close(code)
    }
}
