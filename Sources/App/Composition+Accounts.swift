import Core
import Features

extension Composition {
    /// The people who sign in.
    ///
    /// - Parameter platformKey: what the tokens of links and the seals of second factors are made with.
    func accounts(platformKey: Secret) -> Accounts {
        Accounts(store: store, platformKey: platformKey, identifiers: identifiers, clock: clock)
    }
}
