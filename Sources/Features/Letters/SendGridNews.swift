import Core
public import Foundation
public import Storage
public import Vendors

/// Takes in what SendGrid tells of mail that it took: addresses that are lost, and people who want none.
public struct SendGridNews: Sendable {
    private let store: Store
    private let events: SendGridEvents
    private let clock: @Sendable () -> Date

    public init(store: Store, events: SendGridEvents, clock: @escaping @Sendable () -> Date) {
        self.store = store
        self.events = events
        self.clock = clock
    }

    /// Why news is not believed, or not understood.
    public enum Refusal: Error, Sendable, Hashable {
        /// SendGrid did not sign it, or long ago.
        case notGenuine
        /// It is no list of events.
        case unreadable
    }

    /// Safe to repeat: SendGrid tells things more than once.
    ///
    /// - Throws: `Refusal`.
    public func take(_ body: [UInt8], signature: String?, timestamp: String?) async throws {
        let now = clock()
        guard events.isGenuine(body, signature: signature, timestamp: timestamp, at: now) else {
            throw Refusal.notGenuine
        }
        guard let news = SendGridEvents.read(body) else { throw Refusal.unreadable }
        for event in news { try await take(event, at: now) }
    }

    /// A message of a business's is known by its reference: `business message`. A customer's address stays in the business's own data.
    private func take(_ event: SendGridEvents.Event, at now: Date) async throws {
        let parts = (event.reference ?? "").split(separator: " ").map { String($0) }
        if parts.count == 2, parts[1].hasPrefix("msg_") {
            do {
                let tenant = try await store.admission.admit(signedMessageFor: .init(parts[0]))
                try await tenant.write { try $0.suppress(event.address, because: event.reason, at: now) }
            } catch is Admission.Refusal {
                // The business is gone, and whom it wrote to with it.
            }
        } else {
            try await store.platform.write { transaction in
                try transaction.suppress(
                    event.address, topic: nil, as: event.kind == .bounced ? .refused : .unwanted, detail: event.reason, at: now)
            }
        }
    }
}
