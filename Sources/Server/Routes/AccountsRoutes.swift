import Features
import Hummingbird
import Storage

/// The routes for the people who sign in, and for who decides about them.
extension VoiceServer {
    /// The way in, and everybody's own account.
    static func addPersonalRoutes(
        _ parts: Parts, _ doors: Doors, _ refusals: RefusalLimitMiddleware, to routes: inout Routes, on router: Router<AppRequestContext>
    ) {
        let accounts = parts.accounts
        // Who tries passwords waits longer and longer by itself; this keeps the rest from being asked without end.
        let strangers = router.group()
            .add(middleware: RateLimitMiddleware(RateLimiter(capacity: 60, per: .seconds(60)), named: "sign-in", by: stranger))
        SignInController(
            signIn: accounts.signIn, passwords: accounts.passwords, invitations: accounts.invitations, doors: doors
        ).addRoutes(to: &routes, on: strangers)

        let people = router.group().add(middleware: refusals).add(middleware: PersonMiddleware(doors: doors)).group(
            context: PersonRequestContext.self)
        AccountController(
            accounts: accounts.own, passwords: accounts.passwords, secondFactors: accounts.secondFactors, issuer: parts.domain.name
        ).addRoutes(to: &routes, on: people)
    }

    /// A business's people and keys, and what was done with them.
    static func addPeople(_ parts: Parts, to routes: inout Routes, on router: some RouterMethods<TenantRequestContext>) {
        PeopleController(
            people: parts.accounts.people, invitations: parts.accounts.invitations, auditLog: AuditLog(platform: parts.store.platform)
        ).addRoutes(to: &routes, on: router)
        KeysController(
            keys: KeyRing(platform: parts.store.platform, identifiers: parts.identifiers, clock: parts.clock)
        ).addRoutes(to: &routes, on: router)
    }
}
