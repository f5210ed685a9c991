import Logging
import NIOCore
import NIOWebSocket
import ServiceLifecycle

/// Serves one upgraded connection: a handler, a writer and a watch that live and end together.
struct WebSocketSession: Sendable {
    let channel: NIOAsyncChannel<WebSocketFrame, WebSocketFrame>
    let limits: WebSocketLimits
    let logger: Logger

    /// Returns when the connection is closed. A server that shuts down closes with `goingAway`.
    func run(_ handler: WebSocketHandler) async {
        do {
            try await channel.executeThenClose { inbound, outbound in
                let connection = WebSocketConnection(limits: limits)
                async let writing: Void = connection.write(to: outbound)
                async let _ = connection.watch(channel.channel)
                let messages = WebSocketMessages(frames: inbound, limits: limits, connection: connection)
                await withGracefulShutdownHandler {
                    await serve(messages, connection, with: handler)
                    await messages.drain()
                } onGracefulShutdown: {
                    connection.close(.goingAway, reason: "The server goes away.")
                }
                await writing
                if messages.isUnreadable { try await channel.channel.closeFuture.get() }
            }
        } catch {
            // The peer is gone; whatever was to be known of it the handler has learnt from the end of its messages.
            logger.debug("A WebSocket ended abruptly", metadata: ["error": "\(error)"])
        }
    }

    private func serve(_ messages: WebSocketMessages, _ connection: WebSocketConnection, with handler: WebSocketHandler) async {
        do {
            try await handler(messages, connection)
            connection.close(.normal)
        } catch is CancellationError {
            connection.close(.goingAway, reason: "The server goes away.")
        } catch {
            logger.error("A WebSocket's handler failed", metadata: ["error": "\(error)"])
            connection.close(.internalError, reason: "Something went wrong here.")
        }
    }
}
