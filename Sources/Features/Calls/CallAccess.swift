public import Core
public import Foundation
public import Storage

/// Hands out and checks the tokens that open one call each.
public struct CallAccess: Sendable {
    /// Longer than any call: a token outlives the call it opens, which then opens nothing.
    private static let lifetimeSeconds = 6 * 3600.0

    private let store: Store
    private let identifiers: IdentifierSource
    private let clock: @Sendable () -> Date

    public init(store: Store, identifiers: IdentifierSource, clock: @escaping @Sendable () -> Date) {
        self.store = store
        self.identifiers = identifiers
        self.clock = clock
    }

    public func token(for call: Call.ID, in tenant: Tenant) async throws -> Secret {
        let (identifiers, now) = (identifiers, clock())
        return try await store.platform.write { transaction in
            try transaction.issueCallToken(
                for: tenant.id, call: call.rawValue, identifiers: identifiers, at: now,
                expiresAt: now.addingTimeInterval(Self.lifetimeSeconds))
        }
    }

    /// - Returns: nil when the token does not open that very call.
    public func tenant(of call: Call.ID, openedBy token: Secret) async throws -> Tenant? {
        do {
            let (tenant, opened) = try await store.admission.admit(callToken: token)
            return opened == call.rawValue ? tenant : nil
        } catch is Admission.Refusal {
            return nil
        }
    }
}
