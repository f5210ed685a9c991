import Crypto
public import Foundation

/// What SendGrid tells of messages that it took: of those that never arrived, and of people who want no more.
public struct SendGridEvents: Sendable {
    public static let signatureHeader = "X-Twilio-Email-Event-Webhook-Signature"
    public static let timestampHeader = "X-Twilio-Email-Event-Webhook-Timestamp"
    /// A message older than that may be one that somebody kept, to send it again.
    private static let tolerance: TimeInterval = 300
    /// More than it sends at once.
    private static let most = 10_000

    public struct Event: Sendable, Hashable {
        public var kind: Kind
        public var address: String
        /// What we called the message; nil for one that is not ours.
        public var reference: String?
        public var reason: String

        public enum Kind: Sendable, Hashable {
            /// The address takes no mail, for good.
            case bounced
            /// Its owner calls our mail spam, or wants none.
            case unwanted
        }
    }

    private let key: P256.Signing.PublicKey

    /// - Parameter key: as SendGrid shows it: the DER form in base 64.
    /// - Returns: nil when it is none.
    public init?(publicKey key: String) {
        guard let data = Data(base64Encoded: key), let key = try? P256.Signing.PublicKey(derRepresentation: data) else { return nil }
        self.key = key
    }

    /// Whether SendGrid signed these bytes, lately. Source: its "Event Webhook Security Features": ECDSA on P-256 and SHA-256 of the
    /// timestamp and the body behind it.
    public func isGenuine(_ body: [UInt8], signature: String?, timestamp: String?, at now: Date) -> Bool {
        guard let timestamp, let seconds = Double(timestamp), abs(now.timeIntervalSince1970 - seconds) <= Self.tolerance,
            let bytes = signature.flatMap({ Data(base64Encoded: $0) }),
            let signature = try? P256.Signing.ECDSASignature(derRepresentation: bytes)
        else { return false }
        return key.isValidSignature(signature, for: Data(timestamp.utf8) + Data(body))
    }

    /// The events that mean something to us.
    ///
    /// - Returns: nil when the body is not a list of events.
    public static func read(_ body: [UInt8]) -> [Event]? {
        guard let items = try? JSONDecoder().decode([Item].self, from: Data(body)), items.count <= most else { return nil }
        return items.compactMap { item in
            let kind: Event.Kind
            switch (item.event, item.type) {
            // A blocked message is one that may be taken another day.
            case ("bounce", let type) where type != "blocked": kind = .bounced
            case ("dropped", _) where item.reason?.localizedCaseInsensitiveContains("bounced") == true: kind = .bounced
            case ("spamreport", _), ("unsubscribe", _): kind = .unwanted
            default: return nil
            }
            guard let email = item.email else { return nil }
            return Event(kind: kind, address: email, reference: item.reference, reason: item.reason ?? item.event)
        }
    }

    private struct Item: Decodable {
        let event: String
        let type: String?
        let email: String?
        let reference: String?
        let reason: String?
    }
}
