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
        details: "A WebSocket whose first message is {\"type\": \"subscribe\", \"key\": \"<secret key>\", \"after\": <position>}; without "
            + "`key` the cookie of who signed in on the business's host is proof.",
        access: .open, tags: ["Records"], responses: [.init(101, "The socket is open")], problems: [.upgradeRequired], kind: .socket)

    /// Who says nothing for this long is not a staff page.
    private static let patience = Duration.seconds(5)
    /// How long somebody listens on who may no longer.
    private static let proofInterval = Duration.seconds(30)

    let doors: Doors
    let calls: Calls
    let clock: @Sendable () -> Date

    func serve(_ messages: WebSocketMessages, _ connection: WebSocketConnection, _ visit: SocketVisit) async throws {
        guard let subscription = await subscription(from: messages, connection),
            let feed = try await open(subscription, connection, visit)
        else {
            connection.close(.unauthorized, reason: Self.refusal)
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
            group.addTask { await closeWhenRefused(subscription, connection, visit) }
            try await listen(to: messages, connection)
            group.cancelAll()
            try await group.waitForAll()
        }
    }

    private struct Subscription: Decodable, Sendable {
        let type: String
        let key: String?
        let after: Int?
    }

    private static let refusal = "Send a subscribe message with a secret key first, or sign in on the business's host."

    private func subscription(from messages: WebSocketMessages, _ connection: WebSocketConnection) async -> Subscription? {
        let first = await connection.closing(after: Self.patience, .unauthorized, reason: Self.refusal) { await messages.next() }
        guard case .text(let text)? = first,
            let subscription = try? JSONDecoder().decode(Subscription.self, from: Data(text.utf8)), subscription.type == "subscribe"
        else { return nil }
        return subscription
    }

    /// A key may be revoked, a session ended and a person removed while they listen.
    private func closeWhenRefused(_ subscription: Subscription, _ connection: WebSocketConnection, _ visit: SocketVisit) async {
        while true {
            do {
                try await Task.sleep(for: Self.proofInterval)
                guard try await doors.staff(with: subscription.key.map { Secret($0) }, visit) == nil else { continue }
                connection.close(.unauthorized, reason: Self.refusal)
                return
            } catch is CancellationError {
                return
            } catch {
                // Who cannot be asked about now is not sent away: the page would come back at once, and everybody's with it.
            }
        }
    }

    /// - Returns: nil when neither key nor cookie opens anything.
    private func open(
        _ subscription: Subscription, _ connection: WebSocketConnection, _ visit: SocketVisit
    ) async throws -> EventFeed<BusinessEvent>? {
        guard let tenant = try await doors.staff(with: subscription.key.map { Secret($0) }, visit) else { return nil }
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
