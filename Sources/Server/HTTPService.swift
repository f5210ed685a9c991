import Foundation
public import Hummingbird
import HummingbirdCore
public import Logging
import NIOCore
public import ServiceLifecycle

/// The HTTP server: one port, HTTP and WebSockets, started and stopped as a service.
public struct HTTPService: Service {
    /// Where to listen. Port 0 lets the system choose a free one.
    public struct Address: Hashable, Sendable {
        public let host: String
        public let port: Int

        public init(host: String = "127.0.0.1", port: Int) {
            self.host = host
            self.port = port
        }
    }

    public enum StartError: Error, Hashable, CustomStringConvertible {
        /// Another program listens there.
        case addressInUse(Address)
        /// Ports below 1024 want privileges.
        case notPermitted(Address)
        /// No interface of this machine has the address.
        case noSuchAddress(Address)

        public var description: String {
            switch self {
            case .addressInUse(let address):
                "Port \(address.port) on \(address.host) is taken by another program. Stop it or choose another port with --port."
            case .notPermitted(let address): "This user may not listen on port \(address.port). Choose one from 1024 up with --port."
            case .noSuchAddress(let address): "This machine has no address \(address.host)."
            }
        }
    }

    private let address: Address
    private let application: Application<RouterResponder<AppRequestContext>>

    /// - Parameters:
    ///   - upgrade: decides which requests become WebSockets.
    ///   - onListening: called once with the port that is listened on.
    public init(
        router: Router<AppRequestContext>, address: Address, limits: WebSocketLimits = WebSocketLimits(), logger: Logger,
        upgrade: @escaping @Sendable (WebSocketRequest) async -> WebSocketUpgrade,
        onListening: @escaping @Sendable (Int) async -> Void = { _ in }
    ) {
        self.address = address
        self.application = Application(
            router: router,
            server: HTTPServerBuilder { WebSocketChannel(responder: $0, limits: limits, upgrade: upgrade) },
            configuration: ApplicationConfiguration(address: .hostname(address.host, port: address.port)),
            onServerRunning: { channel in
                if let port = channel.localAddress?.port { await onListening(port) }
            },
            logger: logger
        )
    }

    /// Serves until the task is cancelled or asked to shut down gracefully: requests in progress are finished, sockets are
    /// closed with `goingAway`.
    ///
    /// - Throws: `StartError` when the port cannot be listened on.
    public func run() async throws {
        do {
            try await application.run()
        } catch let error as IOError {
            switch error.errnoCode {
            case EADDRINUSE: throw StartError.addressInUse(address)
            case EACCES: throw StartError.notPermitted(address)
            case EADDRNOTAVAIL: throw StartError.noSuchAddress(address)
            default: throw error
            }
        }
    }
}
