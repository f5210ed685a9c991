import Features

extension Composition {
    /// The people who sign in.
    var accounts: Accounts {
        Accounts(store: store, platformKey: platformKey, identifiers: identifiers, clock: clock)
    }

    /// What is created once however often it is asked for.
    var idempotency: IdempotentRequests {
        IdempotentRequests(platformKey: platformKey, identifiers: identifiers, clock: clock)
    }
}
