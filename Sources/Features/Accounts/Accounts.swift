public import Core
public import Foundation
public import Storage

/// Everything about the people who sign in, made from one store and one key.
public struct Accounts: Sendable {
    public let signIn: SignIn
    public let own: OwnAccount
    public let passwords: PasswordChange
    public let secondFactors: SecondFactors
    public let people: People
    public let invitations: Invitations

    /// - Parameters:
    ///   - platformKey: what the tokens of links and the seals of second factors are made with.
    ///   - passwordCost: how much work a guess at a password is.
    public init(
        store: Store, platformKey: Secret, passwordCost: PasswordHash.Cost = .standard, identifiers: IdentifierSource,
        clock: @escaping @Sendable () -> Date
    ) {
        let (platform, hashes, links) = (store.platform, Passwords(cost: passwordCost), LinkTokens(platformKey: platformKey))
        secondFactors = SecondFactors(platform: platform, platformKey: platformKey, identifiers: identifiers, clock: clock)
        signIn = SignIn(store: store, passwords: hashes, secondFactors: secondFactors, identifiers: identifiers, clock: clock)
        own = OwnAccount(platform: platform, clock: clock)
        passwords = PasswordChange(platform: platform, passwords: hashes, links: links, identifiers: identifiers, clock: clock)
        people = People(platform: platform, identifiers: identifiers, clock: clock)
        invitations = Invitations(platform: platform, passwords: hashes, links: links, identifiers: identifiers, clock: clock)
    }
}
