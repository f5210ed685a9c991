import Conversation
import Core
import Features
import Foundation
import Hummingbird
import NIOCore

/// `GET /realtime`: everything that happens in a business's calls, for its staff's pages.
struct StaffSocket: Sendable {
    static let path = "/realtime"
    static let endpoint = Endpoint(
        .get, path, summary: "The business's feed",
        details: "A WebSocket whose first message is {\"type\": \"subscribe\", \"key\": \"<secret key>\", \"after\": <position>}.",
        access: .open, tags: ["Records"], responses: [.init(101, "The socket is open")], problems: [.upgradeRequired], kind: .socket)

    /// Who says nothing for this long is not a staff page.
    private static let patience = Duration.seconds(5)

    let doors: Doors
    let calls: Calls
    let clock: @Sendable () -> Date

    func serve(_ messages: WebSocketMessages, _ connection: WebSocketConnection) async throws {
        guard let subscription = await subscription(from: messages, connection),
            let feed = try await open(subscription, connection)
        else {
            connection.close(.unauthorized, reason: "Send a subscribe message with a secret key first.")
            return
        }
        try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask {
                try await closingOnFailure(connection) {
                    for try await event in feed {
                        if let text = try SocketMessage.feedText(of: event) { connection.send(.text(text)) }
                    }
                }
            }
            try await listen(to: messages, connection)
            group.cancelAll()
            try await group.waitForAll()
        }
    }

    private struct Subscription: Decodable, Sendable {
        let type: String
        let key: String
        let after: Int?
    }

    private func subscription(from messages: WebSocketMessages, _ connection: WebSocketConnection) async -> Subscription? {
        let first = await withTaskGroup { group in
            group.addTask {
                do {
                    try await Task.sleep(for: Self.patience)
                    connection.close(.unauthorized, reason: "Send a subscribe message with a secret key first.")
                } catch {
                    // Cancelled: the message came in time.
                }
            }
            defer { group.cancelAll() }
            return await messages.next()
        }
        guard case .text(let text)? = first,
            let subscription = try? JSONDecoder().decode(Subscription.self, from: Data(text.utf8)), subscription.type == "subscribe"
        else { return nil }
        return subscription
    }

    /// - Returns: nil when the key opens nothing.
    private func open(_ subscription: Subscription, _ connection: WebSocketConnection) async throws -> EventFeed<BusinessEvent>? {
        guard let tenant = try await doors.staff(with: Secret(subscription.key)) else { return nil }
        let present = try await CallsInProgress.now(in: tenant, at: clock())
        let welcome = Welcome(
            businessId: present.business.rawValue, position: present.position, calls: present.calls.map(Welcome.Entry.init))
        connection.send(.text(String(decoding: try JSONEncoder.wire.encode(welcome), as: UTF8.self)))
        return EventFeed(ofBusinessAfter: max(0, subscription.after ?? present.position), in: tenant, hub: calls.hub)
    }

    private struct Welcome: Encodable {
        let type = "subscribed"
        let businessId: String
        let position: Int
        let calls: [Entry]

        struct Entry: Encodable {
            let callId: String
            let startedAt: Date
            let phone: String?
            let form: Form?

            init(_ entry: CallsInProgress.Entry) {
                callId = entry.call.id.rawValue
                startedAt = entry.call.startedAt
                phone = entry.call.phone?.identity
                form = entry.form
            }
        }
    }

    private func listen(to messages: WebSocketMessages, _ connection: WebSocketConnection) async throws {
        for await message in messages {
            guard case .text(let text) = message else { continue }
            if case .ping(let timestamp)? = try? ClientMessage(text) { try connection.send(.pong(timestamp: timestamp)) }
        }
    }
}
