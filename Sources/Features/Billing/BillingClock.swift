public import Core
import Foundation
public import Logging
import Storage

/// Lets time pass for the subscriptions: what is due is done, a business at a time. When nothing is due a look costs one query on an
/// index.
public struct BillingClock: Sendable {
    private static let interval = Duration.seconds(60)
    private static let batch = 100

    private let billing: Billing
    private let delete: @Sendable (Business.ID) async throws -> Void
    private let logger: Logger

    /// - Parameter delete: removes a business's data, really. May be asked again for the same one.
    public init(billing: Billing, logger: Logger, delete: @escaping @Sendable (Business.ID) async throws -> Void) {
        self.billing = billing
        self.delete = delete
        self.logger = logger
    }

    /// Looks every minute until it is cancelled.
    public func run() async {
        while !Task.isCancelled {
            await tick()
            do { try await Task.sleep(for: Self.interval) } catch { return }
        }
    }

    /// Does what is due now. A business whose turn fails holds up no other, and is tried again the next time.
    public func tick() async {
        let instant = billing.clock().addingTimeInterval(-Billing.settling)
        var failed: Set<Business.ID> = []
        do {
            while !Task.isCancelled {
                let limit = Self.batch + failed.count
                let due = try await billing.store.platform.read { try $0.subscriptionsDue(at: instant, limit: limit) }
                    .filter { !failed.contains($0) }
                if due.isEmpty { break }
                for business in due where await !advance(business) { failed.insert(business) }
            }
            for business in try await billing.store.platform.read({ try $0.businessesToDelete(limit: Self.batch) }) {
                await remove(business)
            }
        } catch is CancellationError {
            // The program ends; what is due is due at the next start.
        } catch {
            logger.warning("What is due of the subscriptions could not be read", metadata: ["error": "\(error)"])
        }
    }

    /// - Returns: whether nothing of it is due any more.
    private func advance(_ business: Business.ID) async -> Bool {
        do {
            try await billing.advance(business)
            try await billing.tell(business)
            return true
        } catch {
            logger.error(
                "A subscription could not be brought up to date; it is tried again",
                metadata: ["business_id": "\(business)", "error": "\(error)"])
            return false
        }
    }

    private func remove(_ business: Business.ID) async {
        do {
            try await delete(business)
        } catch {
            logger.error(
                "A business's data could not be deleted; it is tried again", metadata: ["business_id": "\(business)", "error": "\(error)"])
        }
    }
}
