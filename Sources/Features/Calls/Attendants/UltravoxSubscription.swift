import Core
import Foundation
import Logging
import Vendors

/// Has Ultravox tell this server what becomes of the account's calls: one webhook, kept as it should be.
///
/// Calls ask for being told of themselves, too. This one also tells of what they cannot: that a call was joined, and of calls whose own
/// address was too long.
public struct UltravoxSubscription: Sendable {
    private enum Limit {
        /// What somebody changes in the vendor's console, and what the vendor has given up, is put right within that.
        static let interval = Duration.seconds(3600)
        /// In bytes.
        static let address = 200
    }

    private static let backoff = Backoff(first: .seconds(5), longest: .seconds(600))
    private static let events: Set = ["call.joined", "call.ended", "call.billed"]
    public static let path = "/webhook/ultravox"

    private let ultravox: Ultravox
    private let wish: UltravoxWebhook.Draft
    private let logger: Logger

    /// Where Ultravox tells.
    public var url: String { wish.url }

    /// - Returns: nil without a secret, and where the address is none that another company reaches.
    init?(_ ultravox: Ultravox, callbackURL: String, secrets: [Secret], logger: Logger) {
        let url = callbackURL + Self.path
        guard !secrets.isEmpty, url.hasPrefix("https://"), url.utf8.count <= Limit.address else { return nil }
        self.ultravox = ultravox
        self.logger = logger
        wish = UltravoxWebhook.Draft(url: url, events: Self.events, secrets: secrets)
    }

    public enum Outcome: String, Sendable, Hashable {
        /// It was as it should be.
        case kept
        case made, repaired
    }

    /// Looks after it until it is cancelled.
    public func run() async {
        var failures = 0
        while !Task.isCancelled {
            do {
                let outcome = try await keep()
                failures = 0
                if outcome != .kept { logger.info("Ultravox's webhook was put right", metadata: ["outcome": "\(outcome)"]) }
            } catch {
                failures += 1
                logger.warning("Ultravox's webhook could not be looked after", metadata: ["error": "\(error)"])
            }
            let rest = failures == 0 ? Limit.interval : Self.backoff.delay(afterFailures: failures, jitter: .random(in: 0...1))
            do { try await Task.sleep(for: rest) } catch { return }
        }
    }

    /// Finds the webhook that is ours, and makes it what it should be. Safe to repeat.
    ///
    /// - Throws: `Transport.Failure`.
    public func keep() async throws -> Outcome {
        // Ours is the one at our address, or, when that has changed, one that signs with a secret of ours.
        let all = try await ultravox.webhooks()
        let ours =
            all.filter { $0.url == wish.url } + all.filter { $0.url != wish.url && !Set($0.secrets).isDisjoint(with: wish.secrets) }
        guard let first = ours.first else {
            try await ultravox.create(wish)
            return .made
        }
        var isChanged = false
        if !first.isHealthy {
            // What the vendor has given up it takes as a new one; there is one at every moment.
            try await ultravox.create(wish)
            try await ultravox.delete(first)
            isChanged = true
        } else if first.url != wish.url || first.events != wish.events || Set(first.secrets) != Set(wish.secrets) {
            try await ultravox.replace(first, with: wish)
            isChanged = true
        }
        for further in ours.dropFirst() {
            try await ultravox.delete(further)
            isChanged = true
        }
        return isChanged ? .repaired : .kept
    }
}
