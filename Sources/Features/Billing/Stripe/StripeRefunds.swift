import Core
import Foundation
import Logging
import Storage
import Vendors

/// Has Stripe pay back what credit notes give back to a card. Each is asked for under its credit note's number, by which Stripe knows a
/// repeat.
struct StripeRefunds: Sendable {
    private static let lease: TimeInterval = 300
    private static let batch = 20
    private static let backoff = Backoff(first: .seconds(10), longest: .seconds(3600))
    /// With the waits between them half a day.
    private static let mostAttempts = 20

    private let stripe: Stripe
    private let store: Store
    private let clock: @Sendable () -> Date
    private let logger: Logger

    init(stripe: Stripe, store: Store, clock: @escaping @Sendable () -> Date, logger: Logger) {
        self.stripe = stripe
        self.store = store
        self.clock = clock
        self.logger = logger
    }

    /// Asks for what is due.
    func send() async throws {
        while true {
            let now = clock()
            let refunds = try await store.platform.write {
                try $0.claimRefunds(at: now, until: now.addingTimeInterval(Self.lease), limit: Self.batch)
            }
            if refunds.isEmpty { return }
            for refund in refunds { try await send(refund) }
        }
    }

    private func send(_ refund: Refund) async throws {
        var after = refund
        after.attempts += 1
        do {
            let payment = try await payment(of: refund)
            after.payment = payment
            // Known before Stripe tells of it, so that the news is no surprise.
            let known = after
            try await store.platform.write { [now = clock()] in
                try $0.record(known, dueAt: now.addingTimeInterval(Self.lease), at: now)
            }
            let made = try await stripe.refund(
                refund.amount.minorUnits, of: payment, because: refund.creditNote.rawValue, once: "refund:\(refund.creditNote)")
            (after.state, after.reference, after.lastError) = (made.status == .failed ? .failed : .sent, made.id, nil)
        } catch StripeFailure.unanswered(.cancelled) {
            throw CancellationError()
        } catch let failure as StripeFailure {
            after.lastError = "\(failure)"
            if case .refused(let refusal) = failure, !refusal.isPassing { after.state = .failed }
        } catch let unpaid as NothingPaid {
            (after.state, after.lastError) = (.failed, unpaid.description)
        }
        if after.attempts >= Self.mostAttempts, after.state == .pending { after.state = .failed }
        let now = clock()
        let dueAt = now.addingTimeInterval(Self.backoff.delay(afterFailures: after.attempts, jitter: 0) / .seconds(1))
        try await store.platform.write { [after] in try $0.record(after, dueAt: dueAt, at: now) }
        guard let error = after.lastError else { return }
        logger.log(
            level: after.state == .failed ? .error : .warning, "A card was not paid back",
            metadata: ["business_id": "\(refund.business)", "credit_note": "\(refund.creditNote)", "error": "\(error)"])
    }

    private struct NothingPaid: Error, CustomStringConvertible {
        var description: String { "Stripe knows of no payment by card for the invoice." }
    }

    private func payment(of refund: Refund) async throws -> String {
        if let payment = refund.payment { return payment }
        guard let reference = try await store.platform.read({ try $0.invoice(refund.invoice, of: nil)?.reference }),
            let payment = try await stripe.payments(of: reference).lazy.compactMap(\.payment.paymentIntent?.id).first
        else { throw NothingPaid() }
        return payment
    }
}

extension StripeRefusal {
    /// Whether the same may be granted later.
    fileprivate var isPassing: Bool { status == 409 || status == 429 || status >= 500 }
}
