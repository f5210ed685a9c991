public import Core
public import Foundation
public import Storage

/// Whether the address that a business registered with is its owner's. Until that is proven, where it is asked for, the business is
/// open to callers in a browser alone: no telephone line leads to it, its customers are sent nothing, and nobody is its owner.
public struct AddressVerification: Sendable {
    private static let mostLetters = 5
    /// Between two letters.
    private static let pause: TimeInterval = 60

    private let store: Store
    private let links: LinkTokens
    private let identifiers: IdentifierSource
    private let clock: @Sendable () -> Date

    public init(
        store: Store, links: LinkTokens, identifiers: IdentifierSource, clock: @escaping @Sendable () -> Date
    ) {
        self.store = store
        self.links = links
        self.identifiers = identifiers
        self.clock = clock
    }

    /// How a business's proof stands.
    public struct Standing: Sendable, Hashable, Codable {
        /// Whether all doors are open: the address is proven, or nobody asks for that here.
        public let isSettled: Bool
        public let askedAt: Date?
        public let verifiedAt: Date?

        enum CodingKeys: String, CodingKey {
            case isSettled = "settled"
            case askedAt = "asked_at"
            case verifiedAt = "verified_at"
        }
    }

    public func standing(of business: Business.ID) async throws -> Standing {
        try await store.platform.read { transaction in try transaction.verification(of: business) }
    }

    /// Takes the token of the link in the letter: the address is proven, and its account is the business's owner. Taking it twice changes
    /// nothing.
    ///
    /// - Returns: the business's subdomain.
    /// - Throws: `Problem` when the link was not made here, or its business is gone.
    public func verify(_ token: Secret) async throws -> String {
        guard let identifier = links.identifier(in: token, for: .addressVerification) else { throw Problem.linkNotValid }
        let (id, now, identifiers) = (Business.ID(identifier), clock(), identifiers)
        return try await store.platform.write(.confirmed) { transaction in
            guard let record = try transaction.registration(id), record.state == .complete,
                let business = try transaction.row("SELECT business_name, subdomain, email FROM business WHERE business_id = \(id)")
            else { throw Problem.linkNotValid }
            let subdomain: String = try business.get("subdomain")
            let isFirst =
                try transaction.execute("UPDATE business SET verified_at = \(now) WHERE business_id = \(id) AND verified_at IS NULL") == 1
            guard isFirst else { return subdomain }
            let email: String = try business.get("email")
            try transaction.makeOwner(of: id, email: email, identifiers: identifiers, at: now)
            try transaction.enqueue(
                .welcome(business: business.get("business_name"), subdomain: subdomain), to: .init(address: email),
                occasion: "welcome \(id)", of: id, at: now)
            try transaction.record(ProvisioningStep(.welcomeMail, .done), of: id, at: now)
            try transaction.sendFirstPasswordLinks(toOwnersOf: id, identifiers: identifiers, at: now)
            return subdomain
        }
    }

    /// Sends the letter once more.
    ///
    /// - Throws: `Problem` when there is nothing to prove, or letters were sent often or just now.
    public func sendAgain(to business: Business.ID) async throws {
        let now = clock()
        try await store.platform.write { transaction in
            let standing = try transaction.verification(of: business)
            guard !standing.isSettled, var record = try transaction.registration(business) else {
                throw Problem.conflict("There is nothing to prove: the address is proven, or nobody asks for that here.")
            }
            guard record.letters < Self.mostLetters else {
                throw Problem.conflict(
                    "The letter was sent \(Self.mostLetters) times. Look where mail from strangers is put, or ask the operator.")
            }
            let wait = Self.pause - now.timeIntervalSince(record.letterAt ?? .distantPast)
            guard wait <= 0 else {
                throw Problem(
                    code: "too-many-requests", status: 429, title: "Too many requests",
                    detail: "A letter was sent just now. Wait a minute.",
                    retryAfterSeconds: Int(wait.rounded(.up)))
            }
            try transaction.askForProof(&record, at: now)
            try transaction.update(record, at: now)
        }
    }

}

extension PlatformTransaction {
    /// Queues the letter that asks for proof; to be stored with the record.
    func askForProof(_ record: inout RegistrationRecord, at now: Date) throws {
        guard let business = try row("SELECT business_name, email FROM business WHERE business_id = \(record.id)") else { return }
        (record.letters, record.letterAt) = (record.letters + 1, now)
        try enqueue(
            .addressVerification(business: business.get("business_name"), verification: record.id.rawValue),
            to: .init(address: business.get("email")), occasion: "address-verification \(record.id) \(record.letters)", of: record.id,
            at: now)
    }

    /// - Throws: `Problem.notFound` when there is no such business.
    func verification(of business: Business.ID) throws -> AddressVerification.Standing {
        let found = try row("SELECT verification_asked_at, verified_at FROM business WHERE business_id = \(business)")
        guard let found else { throw Problem.notFound("business") }
        let (asked, verified): (Date?, Date?) = (try found.get("verification_asked_at"), try found.get("verified_at"))
        return .init(isSettled: asked == nil || verified != nil, askedAt: asked, verifiedAt: verified)
    }

    /// - Throws: `Problem` when the business may not reach outside yet.
    public func requireProvenAddress(of business: Business.ID) throws {
        guard try verification(of: business).isSettled else { throw Problem.addressNotProven }
    }
}

extension Problem {
    /// A link in a letter that was not made here, or whose time is over.
    public static let linkNotValid = Problem(
        code: "link-not-valid", status: 410, title: "The link is not good", detail: "Ask for a new letter, or register again.")
    /// The business may not do this before its owner has proven the address of mail.
    public static let addressNotProven = Problem(
        code: "address-not-proven", status: 403, title: "The address of mail is not proven",
        detail: "Open the link in the letter that was sent to the owner's address, then try again.")
}
