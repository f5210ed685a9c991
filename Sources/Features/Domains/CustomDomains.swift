public import Core
public import Foundation
public import Logging
public import Storage
public import Vendors

/// The names of their own under which businesses are found. A business is served under one from its proof on, and stays where it
/// was, too.
public struct CustomDomains: Sendable {
    private static let mostOfOneBusiness = 10
    private static let tokenLength = 32
    private static let mostAtOnce = 10
    private static let pause = Duration.seconds(15)
    /// Between two looks that an owner asks for.
    private static let ownersPause: TimeInterval = 10

    private let platform: Platform
    private let platformDomain: String
    private let resolver: DNSResolver
    private let identifiers: IdentifierSource
    private let clock: @Sendable () -> Date
    private let logger: Logger

    public init(
        platform: Platform, platformDomain: String, resolver: DNSResolver, identifiers: IdentifierSource,
        clock: @escaping @Sendable () -> Date, logger: Logger
    ) {
        self.platform = platform
        self.platformDomain = platformDomain
        self.resolver = resolver
        self.identifiers = identifiers
        self.clock = clock
        self.logger = logger
    }

    /// The subdomain of the business that is served under a host; nil when none is.
    public func subdomain(ofHost host: String) async throws -> String? {
        try await platform.read { transaction in try transaction.subdomain(servedUnder: host) }
    }

    public func domains(of business: Business.ID) async throws -> [CustomDomain] {
        try await platform.read { transaction in try transaction.customDomains(of: business) }
    }

    /// Notes that a business wants to be found there, and how it proves that it may. Repeating it changes nothing.
    ///
    /// - Throws: `Problem` when it is no such name, or there are too many.
    public func add(_ text: String, for business: Business.ID) async throws -> CustomDomain {
        let name = try CustomDomain.name(text, outside: platformDomain)
        let now = clock()
        let domain = CustomDomain(
            domain: name, token: identifiers.token(count: Self.tokenLength), state: .pending, failures: 0, dueAt: now, createdAt: now)
        return try await platform.write { transaction in
            let known = try transaction.customDomains(of: business)
            if let earlier = known.first(where: { $0.domain == name }) { return earlier }
            guard known.count < Self.mostOfOneBusiness else {
                throw Problem.conflict("A business has at most \(Self.mostOfOneBusiness) domains; remove one first.")
            }
            try transaction.save(domain, of: business)
            return domain
        }
    }

    /// Looks for the proof now.
    ///
    /// - Throws: `Problem` when there is no such domain.
    public func check(_ name: String, of business: Business.ID) async throws -> CustomDomain {
        guard let domain = try await platform.read({ try $0.customDomain(name.lowercased(), of: business) }) else {
            throw Problem.notFound("domain")
        }
        if let checkedAt = domain.checkedAt, clock().timeIntervalSince(checkedAt) < Self.ownersPause { return domain }
        return try await look(for: domain, of: business)
    }

    /// - Throws: `Problem.notFound`.
    public func remove(_ name: String, of business: Business.ID) async throws {
        let wasThere = try await platform.write { try $0.removeCustomDomain(name.lowercased(), of: business) }
        guard wasThere else { throw Problem.notFound("domain") }
    }

    /// Looks for proofs until it is cancelled.
    public func run() async {
        while !Task.isCancelled {
            do {
                try await checkDue()
                try await Task.sleep(for: Self.pause)
            } catch is CancellationError {
                return
            } catch {
                logger.warning("Domains were not looked for", metadata: ["error": "\(error)"])
                do { try await Task.sleep(for: Self.pause) } catch { return }
            }
        }
    }

    /// Looks for those that are due; one query when none is.
    func checkDue() async throws {
        let now = clock()
        let due = try await platform.read { try $0.customDomainsDue(at: now, limit: Self.mostAtOnce) }
        try await withThrowingTaskGroup(of: Void.self) { group in
            for (domain, business) in due { group.addTask { _ = try await look(for: domain, of: business) } }
            try await group.waitForAll()
        }
    }

    private func look(for domain: CustomDomain, of business: Business.ID) async throws -> CustomDomain {
        let finding = await finding(of: domain)
        let now = clock()
        return try await platform.write { transaction in
            // Its owner may have removed it meanwhile.
            guard let stored = try transaction.customDomain(domain.domain, of: business) else { throw Problem.notFound("domain") }
            let isTaken = try finding == .proven && transaction.isServed(domain.domain, forOtherThan: business)
            let after = stored.after(isTaken ? .taken : finding, at: now)
            try transaction.save(after, of: business)
            if after.state == .verified, stored.state != .verified { try transaction.tellOwner(of: business, thatVerified: after, at: now) }
            return after
        }
    }

    private func finding(of domain: CustomDomain) async -> CustomDomain.Finding {
        do throws(DNSResolver.Failure) {
            return try await resolver.texts(of: domain.proofName).contains(domain.proof) ? .proven : .missing
        } catch {
            return .unanswered(reason: error.words)
        }
    }
}

extension PlatformTransaction {
    fileprivate func tellOwner(of business: Business.ID, thatVerified domain: CustomDomain, at now: Date) throws {
        guard let row = try row("SELECT business_name, email FROM business WHERE business_id = \(business)") else { return }
        try enqueue(
            .domainVerified(business: row.get("business_name"), domain: domain.domain), to: .init(address: row.get("email")),
            occasion: "domain-verified \(business) \(domain.domain) \(Int(now.timeIntervalSince1970))", of: business, at: now)
    }
}

extension DNSResolver.Failure {
    /// For the owner, who reads it beside the domain.
    fileprivate var words: String {
        switch self {
        case .badName: "This name cannot be asked for."
        case .timedOut: "The name server did not answer."
        case .unreachable(let reason): "The name server could not be reached: \(reason)."
        case .refused(let code): "The name server refused to answer, with its code \(code)."
        }
    }
}
