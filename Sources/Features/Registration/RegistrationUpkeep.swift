import Core
import Foundation
public import Logging
import Storage

/// Does what registrations wait for: goes on with those that were interrupted, takes back those that nobody can go on with or whose
/// address was not proven, forgets forms and keys whose time is over.
public struct RegistrationUpkeep: Sendable {
    private static let pause = Duration.seconds(5)
    private static let mostAtOnce = 20
    private static let mostClaimsAtOnce = 500

    private let registration: Registration
    private let logger: Logger

    public init(_ registration: Registration, logger: Logger) {
        self.registration = registration
        self.logger = logger
    }

    /// Works until it is cancelled: at once after a start, then whenever something is due.
    public func run() async {
        await claimNames()
        while !Task.isCancelled {
            do {
                let count = try await runDue()
                if count < Self.mostAtOnce { try await Task.sleep(for: Self.pause) }
            } catch is CancellationError {
                return
            } catch {
                logger.warning("Registrations were not looked after", metadata: ["error": "\(error)"])
                do { try await Task.sleep(for: Self.pause) } catch { return }
            }
        }
    }

    /// Does what is due now; one query when nothing is.
    ///
    /// - Returns: how many registrations were due.
    @discardableResult
    func runDue() async throws -> Int {
        let now = registration.clock()
        let due = try await registration.store.platform.read { try $0.registrationsDue(at: now, limit: Self.mostAtOnce) }
        for record in due {
            do {
                try await attend(to: record)
            } catch is CancellationError {
                throw CancellationError()
            } catch {
                logger.warning("A registration could not be gone on with", metadata: ["business_id": "\(record.id)", "error": "\(error)"])
                try await postpone(record)
            }
        }
        return due.count
    }

    private func attend(to record: RegistrationRecord) async throws {
        switch record.state {
        case .draft: try await registration.store.platform.write { try $0.removeRegistration(record.id) }
        case .provisioning where record.isRepeatable: try await registration.takeSteps(of: record.id)
        case .provisioning:
            try await registration.provisioning.takeBack(record.id, because: "It was interrupted, and nobody could be told the keys.")
        case .leaving: try await registration.provisioning.takeBack(record.id, because: record.lastError ?? "")
        case .complete: try await lookAfter(record.id)
        case .quarantined, .abandoned: break
        }
    }

    private func lookAfter(_ id: Business.ID) async throws {
        let (now, terms) = (registration.clock(), registration.provisioning.terms)
        let reason = try await registration.store.platform.write { transaction -> String? in
            guard var record = try transaction.registration(id), record.state == .complete else { return nil }
            let standing = try transaction.verification(of: id)
            let reason = record.lookAfter(
                asked: standing.askedAt, isVerified: standing.isSettled, isPaid: try transaction.isPaid(by: id), terms: terms, at: now)
            try transaction.update(record, at: now)
            return reason
        }
        if let reason { try await registration.provisioning.letGo(id, because: reason) }
    }

    /// What fails is not tried again at once. What `takeSteps` has noted already stays as it is.
    private func postpone(_ record: RegistrationRecord) async throws {
        let now = registration.clock()
        try await registration.store.platform.write { transaction in
            guard var stored = try transaction.registration(record.id), stored.dueAt == record.dueAt else { return }
            stored.fail(because: stored.lastError ?? "It could not be gone on with.", at: now, jitter: Double.random(in: 0...1))
            try transaction.update(stored, at: now)
        }
    }

    /// Businesses that came before names were claimed, or by another way, get theirs.
    private func claimNames() async {
        do {
            var last: Business.ID?
            repeat {
                let (after, now) = (last, registration.clock())
                let looked = try await registration.store.platform.write { transaction in
                    try transaction.claimUnclaimedSubdomains(after: after, limit: Self.mostClaimsAtOnce, at: now)
                }
                last = looked.count == Self.mostClaimsAtOnce ? looked.last : nil
            } while last != nil
        } catch {
            logger.warning("The names of older businesses were not claimed", metadata: ["error": "\(error)"])
        }
    }
}
