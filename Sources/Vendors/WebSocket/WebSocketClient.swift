public import Core
import Foundation
public import NIOCore
import NIOHTTP1
import NIOPosix
public import NIOSSL
import NIOWebSocket

/// A socket to somebody else's server (RFC 6455), which is there for as long as a function uses it.
///
/// Both directions have backpressure: what is not read stays with the peer, and a send waits until there is room. Pings are answered
/// while messages are read; a peer that says nothing for too long is asked with a ping, and given up when it does not answer that.
public struct WebSocketClient: Sendable {
    public struct Limits: Sendable, Hashable {
        /// From the first byte to the end of the handshake.
        public var connecting: Duration
        /// The largest message accepted, in bytes, whole or in fragments.
        public var messageBytes: Int
        /// Nothing for this long, and the peer is asked; nothing for as long again, and it is given up.
        public var silence: Duration

        public init(
            connecting: Duration = .seconds(5), messageBytes: Int = 1 << 20, silence: Duration = .seconds(10)
        ) {
            self.connecting = connecting
            self.messageBytes = messageBytes
            self.silence = silence
        }
    }

    /// Why there is no socket, or no more. Holds nothing of the address: it may be logged.
    public enum Failure: Error, Sendable, Hashable {
        case badAddress
        case unreachable(reason: String)
        /// The server answers, and not with a socket.
        case declined
        case timedOut
        /// The connection broke without a word.
        case broken
        /// The peer does not keep to the protocol.
        case garbled
    }

    let limits: Limits
    private let tls: TLSConfiguration
    private let group: any EventLoopGroup

    /// - Parameters:
    ///   - tls: whom to trust behind `wss`; whomever this machine trusts unless told otherwise.
    ///   - group: whose threads do the work; the process's own when nil.
    public init(
        limits: Limits = Limits(), tls: TLSConfiguration = .makeClientConfiguration(), on group: (any EventLoopGroup)? = nil
    ) {
        self.limits = limits
        self.tls = tls
        self.group = group ?? MultiThreadedEventLoopGroup.singleton
    }

    private enum Handshake: Sendable {
        case open(NIOAsyncChannel<WebSocketFrame, WebSocketFrame>)
        case declined
    }

    /// Opens a socket, and closes it when `use` returns or throws.
    ///
    /// - Parameter address: `ws` or `wss`. A secret, since many vendors put the proof of who may connect into it.
    /// - Throws: `Failure`, or what `use` throws. Cancelling gives up at once, also before the socket is open.
    public func connect<Result: Sendable>(
        to address: Secret, headers: [Transport.Header] = [],
        _ use: @Sendable (WebSocketMessages, WebSocketSender) async throws -> Result
    ) async throws -> Result {
        let target = try Target(address)
        let opening = ChannelOpening()
        let handshake = try await withTaskCancellationHandler {
            try await self.handshake(with: target, headers: headers, as: opening)
        } onCancel: {
            opening.giveUp()
        }
        switch handshake {
        case .declined: throw Failure.declined
        case .open(let channel):
            return try await channel.executeThenClose { inbound, _ in
                let sender = WebSocketSender(channel.channel)
                let result = try await use(WebSocketMessages(inbound, answeringWith: sender), sender)
                await sender.close()
                return result
            }
        }
    }

    private func handshake(
        with target: Target, headers: [Transport.Header], as opening: ChannelOpening
    ) async throws(Failure) -> Handshake {
        let start = ContinuousClock.now
        do {
            let tls = try target.isSecure ? NIOSSLContext(configuration: self.tls) : nil
            let upgrade = try await ClientBootstrap(group: group)
                .connectTimeout(TimeAmount(limits.connecting))
                .channelOption(.socketOption(.tcp_nodelay), value: 1)
                .connect(host: target.host, port: target.port) { channel in
                    opening.began(on: channel)
                    return channel.eventLoop.makeCompletedFuture {
                        if let tls { try channel.pipeline.syncOperations.addHandler(target.handler(in: tls)) }
                        return try prepare(channel, for: target, headers: headers)
                    }
                }
            return try await upgrade.get()
        } catch {
            throw ContinuousClock.now - start >= limits.connecting ? .timedOut : Failure(opening: error)
        }
    }

    private func prepare(
        _ channel: any Channel, for target: Target, headers: [Transport.Header]
    ) throws -> EventLoopFuture<Handshake> {
        // A server that takes the connection and then says nothing is given up, too.
        let deadline = channel.eventLoop.scheduleTask(in: TimeAmount(limits.connecting)) { channel.close(promise: nil) }
        let upgrader = NIOTypedWebSocketClientUpgrader<Handshake>(maxFrameSize: limits.messageBytes) { [limits] channel, _ in
            deadline.cancel()
            return channel.eventLoop.makeCompletedFuture {
                try channel.pipeline.syncOperations.addHandlers([
                    NIOWebSocketFrameAggregator(
                        minNonFinalFragmentSize: 0, maxAccumulatedFrameCount: 1024, maxAccumulatedFrameSize: limits.messageBytes),
                    IdleStateHandler(readTimeout: TimeAmount(limits.silence)), WebSocketWatch(),
                ])
                return .open(try NIOAsyncChannel(wrappingChannelSynchronously: channel))
            }
        }
        var fields = HTTPHeaders([("Host", target.authority), ("Content-Length", "0")])
        for header in headers { fields.add(name: header.name, value: header.value) }
        var configuration = NIOUpgradableHTTPClientPipelineConfiguration(
            upgradeConfiguration: .init(
                upgradeRequestHead: HTTPRequestHead(version: .http1_1, method: .GET, uri: target.path, headers: fields),
                upgraders: [upgrader],
                notUpgradingCompletionHandler: { channel in
                    deadline.cancel()
                    return channel.close().map { .declined }
                }))
        // A server may speak in the same breath in which it accepts.
        configuration.leftOverBytesStrategy = .forwardBytes
        return try channel.pipeline.syncOperations.configureUpgradableHTTPClientPipeline(configuration: configuration)
    }
}

extension WebSocketClient.Failure {
    fileprivate init(opening error: any Error) {
        self =
            switch error {
            case let failure as Self: failure
            case ChannelError.connectTimeout: .timedOut
            case let error as IOError: .unreachable(reason: error.description)
            default: .unreachable(reason: String(describing: type(of: error)))
            }
    }
}

/// Where an address leads.
private struct Target: Sendable {
    let isSecure: Bool
    let host: String
    let port: Int
    let path: String

    init(_ address: Secret) throws(WebSocketClient.Failure) {
        guard let parts = URLComponents(string: address.reveal()), let scheme = parts.scheme?.lowercased(), let host = parts.host,
            !host.isEmpty, ["ws", "wss"].contains(scheme)
        else { throw .badAddress }
        isSecure = scheme == "wss"
        self.host = host.trimmingCharacters(in: ["[", "]"])
        port = parts.port ?? (isSecure ? 443 : 80)
        let path = parts.percentEncodedPath.isEmpty ? "/" : parts.percentEncodedPath
        self.path = path + (parts.percentEncodedQuery.map { "?\($0)" } ?? "")
    }

    var authority: String {
        let name = host.contains(":") ? "[\(host)]" : host
        return port == (isSecure ? 443 : 80) ? name : "\(name):\(port)"
    }

    func handler(in context: NIOSSLContext) throws -> NIOSSLClientHandler {
        // A bare address cannot be named in the handshake (RFC 6066, section 3).
        let isAddress = (try? SocketAddress(ipAddress: host, port: port)) != nil
        return try NIOSSLClientHandler(context: context, serverHostname: isAddress ? nil : host)
    }
}

/// Asks a silent peer whether it is there, once, and gives it up when it is not.
private final class WebSocketWatch: ChannelInboundHandler {
    typealias InboundIn = WebSocketFrame
    typealias OutboundOut = WebSocketFrame

    private var hasAsked = false

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        hasAsked = false
        context.fireChannelRead(data)
    }

    func userInboundEventTriggered(context: ChannelHandlerContext, event: Any) {
        guard event is IdleStateHandler.IdleStateEvent else { return context.fireUserInboundEventTriggered(event) }
        guard !hasAsked else {
            context.fireErrorCaught(WebSocketClient.Failure.timedOut)
            return context.close(promise: nil)
        }
        hasAsked = true
        let ping = WebSocketFrame(fin: true, opcode: .ping, maskKey: .random(), data: ByteBuffer())
        context.writeAndFlush(wrapOutboundOut(ping), promise: nil)
    }
}
