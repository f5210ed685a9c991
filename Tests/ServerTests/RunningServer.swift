import Hummingbird
import Logging
import ServiceLifecycle
import Testing

@testable import Server

/// A server of this process, on a port that the system chose.
struct RunningServer: Sendable {
    let port: Int
    let group: ServiceGroup
}

/// Keeps metadata, without which requests have no id, and says nothing.
func quietLogger() -> Logger {
    Logger(label: "test") { label in
        var handler = StreamLogHandler.standardError(label: label)
        handler.logLevel = .critical
        return handler
    }
}

/// Runs a server as long as `body` lasts.
func withRunningServer(
    router: Router<AppRequestContext> = Router(context: AppRequestContext.self), limits: WebSocketLimits = WebSocketLimits(),
    upgrade: @escaping @Sendable (WebSocketRequest) async -> WebSocketUpgrade = { _ in .http },
    _ body: @escaping @Sendable (RunningServer) async throws -> Void
) async throws {
    let listening = AsyncStream.makeStream(of: Int.self)
    let service = HTTPService(
        router: router, address: .init(port: 0), limits: limits, logger: quietLogger(), upgrade: upgrade,
        onListening: { listening.continuation.yield($0) }
    )
    let group = ServiceGroup(configuration: .init(services: [service], logger: quietLogger()))
    try await withThrowingTaskGroup(of: Void.self) { tasks in
        tasks.addTask { try await group.run() }
        var ports = listening.stream.makeAsyncIterator()
        let port = try #require(await ports.next())
        do {
            try await body(RunningServer(port: port, group: group))
        } catch {
            await group.triggerGracefulShutdown()
            throw error
        }
        await group.triggerGracefulShutdown()
        try await tasks.waitForAll()
    }
}
