import NIOCore
import NIOHTTP1

/// Keeps the first request of a connection in case it asks for an upgrade that does not happen.
///
/// NIO's upgrade handler takes such a request out of the pipeline and never puts it back: the caller would wait for ever. This
/// handler stands in front of that one and says the request again, as the last of its connection, because the decoder does not go
/// on after an upgrade was asked for. It also answers what is no request at all, which nobody behind it is there to hear yet.
final class DeclinedUpgrade: ChannelInboundHandler {
    typealias InboundIn = HTTPServerRequestPart
    typealias InboundOut = HTTPServerRequestPart
    typealias OutboundOut = HTTPServerResponsePart

    private var isFirst = true
    private var head: HTTPRequestHead?

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        if isFirst, case .head(let head) = unwrapInboundIn(data), head.headers.contains(name: "upgrade") {
            self.head = head
        }
        // What follows an upgrade is no HTTP: it is not looked at.
        isFirst = false
        context.fireChannelRead(data)
    }

    func errorCaught(context: ChannelHandlerContext, error: any Error) {
        guard isFirst else { return context.fireErrorCaught(error) }
        let head = HTTPResponseHead(version: .http1_1, status: .badRequest, headers: ["connection": "close", "content-length": "0"])
        context.write(wrapOutboundOut(.head(head)), promise: nil)
        context.writeAndFlush(wrapOutboundOut(.end(nil)), promise: nil)
        context.close(promise: nil)
    }

    /// Says the kept request again, if there is one. A request that asks for an upgrade has no body that NIO would read.
    static func replay(in pipeline: ChannelPipeline.SynchronousOperations) throws {
        let context = try pipeline.context(handlerType: DeclinedUpgrade.self)
        guard let keeper = context.handler as? DeclinedUpgrade, var head = keeper.head else { return }
        head.headers.remove(name: "upgrade")
        head.headers.replaceOrAdd(name: "connection", value: "close")
        context.fireChannelRead(keeper.wrapInboundOut(.head(head)))
        context.fireChannelRead(keeper.wrapInboundOut(.end(nil)))
    }
}
