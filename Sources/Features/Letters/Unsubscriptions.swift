public import Core
public import Foundation
public import Storage

/// Ends mail of a kind, for whoever holds the link that came with it.
public struct Unsubscriptions: Sendable {
    private let store: Store
    private let tokens: LinkTokens
    private let clock: @Sendable () -> Date

    public init(store: Store, tokens: LinkTokens, clock: @escaping @Sendable () -> Date) {
        self.store = store
        self.tokens = tokens
        self.clock = clock
    }

    /// What a link would end.
    ///
    /// - Returns: nil when the link was not made here.
    public func wish(in token: Secret) -> Unsubscription? {
        tokens.identifier(in: token, for: .unsubscription).flatMap { Unsubscription(identifier: $0) }
    }

    /// From now on no mail of that kind goes to that address. Safe to repeat.
    ///
    /// - Throws: `Problem.notFound` when the link was not made here, or its business is gone.
    public func end(_ token: Secret) async throws {
        guard let wish = wish(in: token) else { throw Problem.notFound("link") }
        let now = clock()
        switch wish.topic {
        case .usage, .notices:
            try await store.platform.write { transaction in
                try transaction.suppress(wish.address, topic: wish.topic.name, as: .unwanted, detail: "By the link in a letter.", at: now)
            }
        case .reminders(let business):
            let tenant: Tenant
            do { tenant = try await store.admission.admit(signedMessageFor: business) } catch is Admission.Refusal {
                throw Problem.notFound("link")
            }
            try await tenant.write { transaction in try transaction.suppressReminders(to: wish.address, at: now) }
        }
    }
}
