public import Core
public import Foundation
public import Storage

/// Hands out and checks the tokens that open one call each.
public struct CallAccess: Sendable {
    /// Longer than any call: a token outlives the call it opens, which then opens nothing.
    static let lifetimeSeconds = 6 * 3600.0

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
            try transaction.expectUsage(of: tenant.id, at: now)
            return try transaction.issueCallToken(
                for: tenant.id, call: call.rawValue, identifiers: identifiers, at: now,
                expiresAt: now.addingTimeInterval(Self.lifetimeSeconds))
        }
    }

    /// A call as whoever holds its token may see it.
    public struct OpenedCall: Sendable {
        public let call: Call
        public let businessID: String
        public let subdomain: String
        /// Who holds its conversation, or held it last, if not we.
        public let attendant: Attendant?
        public let usage: AttendantUsage
    }

    /// - Returns: nil when the token does not open that very call.
    public func call(_ id: Call.ID, openedBy token: Secret) async throws -> OpenedCall? {
        guard let tenant = try await tenant(of: id, openedBy: token) else { return nil }
        return try await tenant.read { transaction in
            try transaction.call(id).map { call in
                OpenedCall(
                    call: call, businessID: tenant.id.rawValue, subdomain: tenant.subdomain,
                    attendant: try transaction.attendant(of: id), usage: try transaction.attendantUsage(of: id))
            }
        }
    }

    /// A token with which another company's agent calls the tools of one call. It opens nothing else, and a call's own token no tools.
    public func toolToken(for call: Call.ID, in tenant: Tenant) async throws -> Secret {
        try await token(for: Self.tools(of: call), in: tenant)
    }

    /// The call whose tools a token opens.
    ///
    /// - Returns: nil when it opens none.
    public func tools(openedBy token: Secret) async throws -> (tenant: Tenant, call: Call.ID)? {
        do {
            let (tenant, opened) = try await store.admission.admit(callToken: token)
            guard opened.hasPrefix(Self.toolsPrefix) else { return nil }
            return (tenant, Call.ID(String(opened.dropFirst(Self.toolsPrefix.count))))
        } catch is Admission.Refusal {
            return nil
        }
    }

    private static let toolsPrefix = "tools of "

    private static func tools(of call: Call.ID) -> Call.ID { Call.ID(toolsPrefix + call.rawValue) }

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
