import Foundation
import NIOCore
import NIOSSL
import NIOTLS

/// Carries out on a channel what an `SMTPSession` decides. Lives on its channel's event loop.
final class SMTPConnection: ChannelInboundHandler {
    typealias InboundIn = ByteBuffer
    typealias OutboundOut = ByteBuffer

    private var session: SMTPSession
    private var reader = SMTPReplyReader()
    private let message: [UInt8]
    private let patience: SMTPClient.Patience
    private let makeTLS: () throws -> NIOSSLClientHandler
    private let outcome: EventLoopPromise<SMTPSession.Outcome>
    private var deadline: Scheduled<Void>?
    private var isOver = false

    init(
        _ session: SMTPSession, message: [UInt8], patience: SMTPClient.Patience, makeTLS: @escaping () throws -> NIOSSLClientHandler,
        outcome: EventLoopPromise<SMTPSession.Outcome>
    ) {
        self.session = session
        self.message = message
        self.patience = patience
        self.makeTLS = makeTLS
        self.outcome = outcome
    }

    func handlerAdded(context: ChannelHandlerContext) {
        expectAnswer(context)
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        guard !isOver else { return }
        reader.append(unwrapInboundIn(data).readableBytesView)
        do {
            while !isOver, let reply = try reader.next() { carryOut(session.receive(reply), context) }
        } catch {
            carryOut(session.broke("The server does not speak SMTP."), context)
        }
    }

    func userInboundEventTriggered(context: ChannelHandlerContext, event: Any) {
        if case TLSUserEvent.handshakeCompleted = event, isSecuring {
            isSecuring = false
            carryOut(session.secured(), context)
        }
        context.fireUserInboundEventTriggered(event)
    }

    func channelInactive(context: ChannelHandlerContext) {
        if !isOver { carryOut(session.broke("The server closed the connection."), context) }
        context.fireChannelInactive()
    }

    func errorCaught(context: ChannelHandlerContext, error: any Error) {
        if !isOver { carryOut(session.broke(Self.words(for: error)), context) }
        context.close(promise: nil)
    }

    private var isSecuring = false

    private func carryOut(_ action: SMTPSession.Action, _ context: ChannelHandlerContext) {
        switch action {
        case .send(let line): write("\(line)\r\n".utf8, context)
        case .sendMessage: write(Self.stuffed(message), context)
        case .startTLS:
            // What came in the clear behind the answer was put there by somebody else, to be read as if it had been encrypted
            // (CVE-2011-0411).
            guard !reader.isInTheMiddle else { return carryOut(session.broke("The server spoke out of turn."), context) }
            do {
                isSecuring = true
                try context.pipeline.syncOperations.addHandler(makeTLS(), position: .first)
                expectAnswer(context)
            } catch {
                carryOut(session.broke(Self.words(for: error)), context)
            }
        case .finish(let outcome): finish(outcome, context)
        }
    }

    private func write(_ bytes: some Sequence<UInt8>, _ context: ChannelHandlerContext) {
        context.writeAndFlush(wrapOutboundOut(ByteBuffer(bytes: bytes)), promise: nil)
        expectAnswer(context)
    }

    /// From now on the server has so long to answer.
    private func expectAnswer(_ context: ChannelHandlerContext) {
        deadline?.cancel()
        let time = session.isAwaitingAcceptance ? patience.acceptance : patience.reply
        let contextBound = NIOLoopBound((self, context), eventLoop: context.eventLoop)
        deadline = context.eventLoop.scheduleTask(in: TimeAmount(time)) {
            let (connection, context) = contextBound.value
            guard !connection.isOver else { return }
            connection.carryOut(connection.session.broke("The server did not answer in time."), context)
        }
    }

    private func finish(_ result: SMTPSession.Outcome, _ context: ChannelHandlerContext) {
        isOver = true
        deadline?.cancel()
        outcome.succeed(result)
        guard context.channel.isActive else { return }
        // A polite end; whether the server answers it is of no interest.
        let channel = context.channel
        context.writeAndFlush(wrapOutboundOut(ByteBuffer(string: "QUIT\r\n"))).whenComplete { _ in channel.close(promise: nil) }
    }

    /// A line that begins with a dot gets another one; then comes the line with the one dot that ends it all (RFC 5321, section 4.5.2).
    static func stuffed(_ message: [UInt8]) -> [UInt8] {
        let (dot, carriageReturn, lineFeed) = (UInt8(ascii: "."), UInt8(ascii: "\r"), UInt8(ascii: "\n"))
        var stuffed: [UInt8] = []
        stuffed.reserveCapacity(message.count + 64)
        var startsLine = true
        for byte in message {
            if startsLine, byte == dot { stuffed.append(dot) }
            stuffed.append(byte)
            startsLine = byte == lineFeed
        }
        if !startsLine { stuffed += [carriageReturn, lineFeed] }
        return stuffed + [dot, carriageReturn, lineFeed]
    }

    static func words(for error: any Error) -> String {
        switch error {
        case let error as IOError: error.description
        case is NIOSSLError, is BoringSSLError, is NIOSSLExtraError: "No TLS that can be trusted: \(error)."
        default: "The connection broke: \(type(of: error))."
        }
    }
}
