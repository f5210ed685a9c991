public import Core
public import Foundation
public import Storage

/// Who belongs to a business, and as what. There is always an owner.
public struct People: Sendable {
    private let platform: Platform
    private let identifiers: IdentifierSource
    private let clock: @Sendable () -> Date

    /// Of one business.
    static let most = 1000

    public init(platform: Platform, identifiers: IdentifierSource, clock: @escaping @Sendable () -> Date) {
        self.platform = platform
        self.identifiers = identifiers
        self.clock = clock
    }

    /// The first to come first.
    public func members(of business: Business.ID) async throws -> [Member] {
        try await platform.read { try $0.members(of: business) }
    }

    /// - Throws: `Problem` when the person is none of the business's, or its last owner.
    public func change(_ account: Account.ID, to role: Role, in business: Business.ID, by actor: Principal) async throws -> Member {
        try await update(account, in: business) { transaction, member, now, identifiers in
            if role != .owner { try transaction.requireAnotherOwner(than: member, of: business) }
            try transaction.save(role, of: account, in: business, at: now)
            try transaction.audit(
                AuditEntry(
                    "member.changed", by: actor, to: member.email, details: ["from": member.role.rawValue, "to": role.rawValue]),
                of: business, at: now, identifiers: identifiers)
        }
        guard let member = try await members(of: business).first(where: { $0.account == account }) else { throw Problem.notFound("person") }
        return member
    }

    /// From the commit on the person sees nothing more of the business.
    ///
    /// - Throws: `Problem` when the person is none of the business's, or its last owner.
    public func remove(_ account: Account.ID, from business: Business.ID, by actor: Principal) async throws {
        try await update(account, in: business) { transaction, member, now, identifiers in
            try transaction.requireAnotherOwner(than: member, of: business)
            try transaction.removeMember(account, from: business)
            try transaction.audit(
                AuditEntry("member.removed", by: actor, to: member.email, details: ["role": member.role.rawValue]), of: business, at: now,
                identifiers: identifiers)
        }
    }

    private func update(
        _ account: Account.ID, in business: Business.ID,
        _ change: @escaping @Sendable (PlatformTransaction, Member, Date, IdentifierSource) throws -> Void
    ) async throws {
        let (now, identifiers) = (clock(), identifiers)
        try await platform.write { transaction in
            guard let member = try transaction.members(of: business).first(where: { $0.account == account }) else {
                throw Problem.notFound("person")
            }
            try change(transaction, member, now, identifiers)
        }
    }
}

extension PlatformTransaction {
    fileprivate func requireAnotherOwner(than member: Member, of business: Business.ID) throws {
        guard member.role == .owner, try members(of: business).filter({ $0.role == .owner }).count == 1 else { return }
        throw Problem.conflict("A business keeps at least one owner; make somebody else one first.")
    }
}
