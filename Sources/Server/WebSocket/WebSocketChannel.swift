public import HTTPTypes
public import HummingbirdCore
public import Logging
public import NIOCore
import NIOHTTP1
import NIOHTTPTypes
import NIOHTTPTypesHTTP1
import NIOWebSocket
import ServiceLifecycle
import Synchronization

/// Serves one WebSocket: reads its messages to their end, and answers on the connection meanwhile.
///
/// Returning closes with `normal`, throwing with `internalError`, unless the connection was closed before.
public typealias WebSocketHandler = @Sendable (WebSocketMessages, WebSocketConnection) async throws -> Void

/// A request that asks to become a WebSocket.
public struct WebSocketRequest: Sendable {
    public let head: HTTPRequest
    public let uri: URI
    public let remoteAddress: SocketAddress?

    /// Whether the page that opens the socket came from the host it connects to; programs other than browsers send no origin.
    public var isSameOrigin: Bool {
        guard let origin = head.headerFields[.origin] else { return true }
        return URI(origin).host.map { host in
            let port = URI(origin).port.map { ":\($0)" } ?? ""
            return (host + port).lowercased() == head.authority?.lowercased()
        } ?? false
    }
}

/// What becomes of a request to upgrade.
public enum WebSocketUpgrade: Sendable {
    /// It goes to the router like any other request, which says what is wrong with it.
    case http
    case accept(WebSocketHandler)
}

/// HTTP/1.1 connections of which the first request may turn into a WebSocket.
public struct WebSocketChannel: ServerChildChannel {
    typealias HTTPConnection = NIOAsyncChannel<HTTPRequestPart, HTTPResponsePart>

    enum Negotiated: Sendable {
        case http(HTTPConnection)
        case webSocket(NIOAsyncChannel<WebSocketFrame, WebSocketFrame>, WebSocketHandler)
    }

    public struct Value: ServerChildChannelValue {
        let negotiated: EventLoopFuture<Negotiated>
        public let channel: any Channel
    }

    private let http: HTTP1Channel
    private let limits: WebSocketLimits
    private let idleTimeout: Duration
    private let upgrade: @Sendable (WebSocketRequest) async -> WebSocketUpgrade

    /// - Parameters:
    ///   - responder: answers the requests that stay HTTP.
    ///   - idleTimeout: how long a connection may stay silent between two requests.
    ///   - upgrade: decides before anything is answered; it may look things up.
    public init(
        responder: @escaping HTTPChannelHandler.Responder,
        limits: WebSocketLimits = WebSocketLimits(),
        idleTimeout: Duration = .seconds(75),
        upgrade: @escaping @Sendable (WebSocketRequest) async -> WebSocketUpgrade
    ) {
        self.http = HTTP1Channel(responder: responder)
        self.limits = limits
        self.idleTimeout = idleTimeout
        self.upgrade = upgrade
    }

    public func setup(channel: any Channel, logger: Logger) -> EventLoopFuture<Value> {
        channel.eventLoop.makeCompletedFuture {
            let configuration = NIOTypedHTTPServerUpgradeConfiguration(upgraders: [makeUpgrader()]) { channel in
                channel.eventLoop.makeCompletedFuture {
                    let pipeline = channel.pipeline.syncOperations
                    try pipeline.addHandler(HTTP1ToHTTPServerCodec(secure: false))
                    try pipeline.addHandler(HTTPConnectionStateHandler(idleTimeout: idleTimeout, logger: logger))
                    let connection = try HTTPConnection(
                        wrappingChannelSynchronously: channel, configuration: .init(isOutboundHalfClosureEnabled: true))
                    try DeclinedUpgrade.replay(in: pipeline)
                    return Negotiated.http(connection)
                }
            }
            // As Hummingbird has it: its own loop answers one request after the other, and answers what cannot be parsed. Two who
            // answer the same mistake would send two responses to one request.
            var http = NIOUpgradableHTTPServerPipelineConfiguration(upgradeConfiguration: configuration)
            http.enablePipelining = false
            http.enableErrorHandling = false
            http.enableResponseHeaderValidation = false
            let pipeline = channel.pipeline.syncOperations
            let negotiated = try pipeline.configureUpgradableHTTPServerPipeline(configuration: http)
            let upgrading = try pipeline.handler(type: NIOTypedHTTPServerUpgradeHandler<Negotiated>.self)
            try pipeline.addHandler(DeclinedUpgrade(), position: .before(upgrading))
            return Value(negotiated: negotiated, channel: channel)
        }
    }

    public func handle(value: Value, logger: Logger) async {
        do {
            switch try await negotiated(value) {
            case .http(let connection): await http.handle(value: connection, logger: logger)
            case .webSocket(let channel, let handler):
                await WebSocketSession(channel: channel, limits: limits, logger: logger).run(handler)
            }
        } catch {
            logger.debug("A connection ended before its first request", metadata: ["error": "\(error)"])
            value.channel.close(promise: nil)
        }
    }

    private func makeUpgrader() -> NIOTypedWebSocketServerUpgrader<Negotiated> {
        let acceptance = Acceptance()
        return NIOTypedWebSocketServerUpgrader(
            maxFrameSize: limits.messageBytes,
            enableAutomaticErrorHandling: false,
            shouldUpgrade: { [upgrade] channel, head in
                channel.eventLoop.makeFutureWithTask {
                    let request = try HTTPRequest(head, secure: false, splitCookie: false)
                    let decision = await upgrade(
                        WebSocketRequest(head: request, uri: URI(head.uri), remoteAddress: channel.remoteAddress)
                    )
                    guard case .accept(let handler) = decision else { return nil }
                    acceptance.handler.withLock { $0 = handler }
                    return [:]
                }
            },
            upgradePipelineHandler: { channel, _ in
                channel.eventLoop.makeCompletedFuture {
                    guard let handler = acceptance.handler.withLock({ $0 }) else { throw ChannelError.inappropriateOperationForState }
                    return Negotiated.webSocket(try NIOAsyncChannel(wrappingChannelSynchronously: channel), handler)
                }
            }
        )
    }

    /// Waits for the first request, but not past the end of the server, nor longer than an idle connection may last.
    private func negotiated(_ value: Value) async throws -> Negotiated {
        let deadline = value.channel.eventLoop.scheduleTask(in: TimeAmount(idleTimeout)) {
            value.channel.close(promise: nil)
        }
        defer { deadline.cancel() }
        return try await withTaskCancellationHandler {
            try await withGracefulShutdownHandler {
                try await value.negotiated.get()
            } onGracefulShutdown: {
                value.channel.close(promise: nil)
            }
        } onCancel: {
            value.channel.close(promise: nil)
        }
    }
}

/// What was decided between the two steps of NIO's upgrade on one connection.
private final class Acceptance: Sendable {
    let handler = Mutex<WebSocketHandler?>(nil)
}
