public import Core
import Foundation

/// Our account at Stripe, which takes businesses' money. Source: Stripe's API of `version`.
///
/// Every request that changes something carries a key by which Stripe knows a repeat, so every request may be tried again: after 409, 429,
/// 5xx and failed connections, unless Stripe says otherwise.
public struct Stripe: Sendable {
    /// Of Stripe's API; webhook endpoints are created with the same.
    public static let version = "2026-10-28.endive"

    public struct Configuration: Sendable {
        /// `sk_live_…`, `sk_test_…`, or a restricted `rk_…`.
        public var key: Secret
        /// Without path.
        public var baseURL: String
        public var timeout: Duration

        public init(key: Secret, baseURL: String = "https://api.stripe.com", timeout: Duration = .seconds(30)) {
            self.key = key
            self.baseURL = baseURL
            self.timeout = timeout
        }
    }

    /// Source: the policy of Stripe's SDK 16.1: two more tries, 0.5 s to 5 s apart.
    public static let patience = Transport.Patience(
        retries: 2, backoff: Backoff(first: .milliseconds(670), longest: .seconds(5)), adviceHeader: "Stripe-Should-Retry")
    private static let longestAnswer = 4 << 20

    /// Whether real money moves. What the other mode tells is not for us.
    public let isLive: Bool
    private let configuration: Configuration
    private let transport: Transport

    /// - Parameter transport: one that tries again, made with `retrying`.
    public init(_ configuration: Configuration, over transport: Transport) {
        isLive = configuration.key.reveal().hasPrefix("sk_live_") || configuration.key.reveal().hasPrefix("rk_live_")
        self.configuration = configuration
        self.transport = transport
    }

    /// Stripe over the network, as patient as its own SDK.
    public static func live(_ configuration: Configuration, over transport: Transport) -> Stripe {
        Stripe(configuration, over: transport.retrying(patience))
    }

    func get<Answer: Decodable>(_ path: String, _ query: StripeValue = [:]) async throws(StripeFailure) -> Answer {
        let text = query.form.encoded
        return try await ask(Transport.Request(.get, url(path) + (text.isEmpty ? "" : "?\(text)")))
    }

    /// - Parameter key: the same for every attempt at one wish, at most 255 characters; another wish has another.
    func post<Answer: Decodable>(_ path: String, _ body: StripeValue = [:], once key: String) async throws(StripeFailure) -> Answer {
        let content = Transport.Header("Content-Type", "application/x-www-form-urlencoded")
        return try await ask(Transport.Request(.post, url(path), headers: [content], body: Array(body.form.encoded.utf8)).once(key: key))
    }

    func delete<Answer: Decodable>(_ path: String, _ query: StripeValue = [:]) async throws(StripeFailure) -> Answer {
        let text = query.form.encoded
        return try await ask(Transport.Request(.delete, url(path) + (text.isEmpty ? "" : "?\(text)")))
    }

    private func url(_ path: String) -> String { configuration.baseURL + "/v1" + path }

    private func ask<Answer: Decodable>(_ request: Transport.Request) async throws(StripeFailure) -> Answer {
        var request = request
        request.timeout = configuration.timeout
        request.headers += [
            Transport.Header("Authorization", "Bearer \(configuration.key.reveal())"), Transport.Header("Stripe-Version", Self.version),
        ]
        let response: Transport.Response
        let bytes: [UInt8]
        do throws(Transport.Failure) {
            response = try await transport.send(request)
            bytes = try await response.bytes(limit: Self.longestAnswer)
        } catch {
            throw .unanswered(error)
        }
        guard (200..<300).contains(response.status) else {
            throw .refused(StripeRefusal(status: response.status, body: bytes, requestID: response.header("Request-Id")))
        }
        do {
            return try StripeJSON.decode(Answer.self, from: bytes)
        } catch {
            throw .unanswered(.garbled("The answer of Stripe is not what its documentation says: \(error)"))
        }
    }
}

/// How Stripe writes JSON: names in snake case, times in seconds since 1970.
enum StripeJSON {
    static func decode<Value: Decodable>(_ type: Value.Type, from bytes: [UInt8]) throws -> Value {
        let decoder = JSONDecoder()
        decoder.keyDecodingStrategy = .convertFromSnakeCase
        decoder.dateDecodingStrategy = .secondsSince1970
        return try decoder.decode(type, from: Data(bytes))
    }
}

/// A page of a list.
public struct StripeList<Element: Decodable & Sendable & Hashable>: Decodable, Sendable, Hashable {
    public var data: [Element]
    public var hasMore: Bool?
}

/// Another object, which Stripe names or, where it was asked to, gives whole.
public struct StripeReference: Decodable, Sendable, Hashable {
    public let id: String

    private enum CodingKeys: String, CodingKey {
        case id
    }

    public init(from decoder: any Decoder) throws {
        if let name = try? decoder.singleValueContainer().decode(String.self) {
            id = name
        } else {
            id = try decoder.container(keyedBy: CodingKeys.self).decode(String.self, forKey: .id)
        }
    }
}
