import Features
import HTTPTypes
import Synchronization

/// Counts the sockets that are open from each network, so that nobody takes the room of all others. Programs on this machine are not
/// counted: behind a proxy nobody else has its address.
final class OpenSockets: Sendable {
    private let limit: Int
    private let counts = Mutex<[String: Int]>([:])

    /// - Parameter limit: of one network; see `NetworkAddress.network(of:)`.
    init(limit: Int) {
        self.limit = limit
    }

    /// A socket's handler that turns away whoever has too many open.
    func counting(_ request: WebSocketRequest, _ handler: @escaping WebSocketHandler) -> WebSocketHandler {
        let headers = request.head.headerFields
        let origin = RequestOrigin(peer: request.remoteAddress, host: request.head.authority) { headers[named: $0] }
        guard !origin.isLoopback else { return handler }
        let network = NetworkAddress.network(of: origin.address)
        return { messages, connection in
            guard self.enter(network) else {
                connection.close(.tooManySockets, reason: "Too many sockets are open from this network.")
                return
            }
            defer { self.leave(network) }
            try await handler(messages, connection)
        }
    }

    private func enter(_ network: String) -> Bool {
        counts.withLock { counts in
            guard counts[network, default: 0] < limit else { return false }
            counts[network, default: 0] += 1
            return true
        }
    }

    private func leave(_ network: String) {
        counts.withLock { counts in
            counts[network] = counts[network].flatMap { $0 > 1 ? $0 - 1 : nil }
        }
    }
}
