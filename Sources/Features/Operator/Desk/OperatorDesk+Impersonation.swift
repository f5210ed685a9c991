public import Core
import Foundation
public import Storage

/// An operator goes into a business as its owner would, for an hour at the most: to see what they see. Begun with a reason, which the
/// audit log keeps, and marked in everything that is written down meanwhile.
extension OperatorDesk {
    /// What takes the operator's browser to the business's own host, where its cookie has to be set. Good once, for a minute.
    public struct Pass: Sendable {
        public let ticket: Secret
        public let subdomain: String
    }

    /// A ticket that was not used within this is worth nothing.
    private static let ticketLife: TimeInterval = 60

    /// - Parameter person: an operator who has signed in on the platform's own host.
    public func impersonate(
        _ business: Business.ID, because reason: Reason, by person: SignedIn, address: String, agent: String
    ) async throws -> Pass {
        let tenant = try await enter(business, because: reason, by: person.actor)
        let (now, identifiers) = (clock(), identifiers)
        let ticket = try await store.platform.write(.confirmed) { transaction in
            try transaction.audit(
                AuditEntry("impersonation.begun", by: person.actor, reason: reason.text), of: business, at: now, identifiers: identifiers)
            return try transaction.begin(
                NewAccountSession(
                    account: person.account, business: business, lifetime: .ticket, address: address, agent: agent,
                    impersonation: .init(role: .owner, reason: reason.text)), identifiers: identifiers, at: now)
        }
        return Pass(ticket: ticket, subdomain: tenant.subdomain)
    }

    /// Turns a ticket into a session: the ticket opens nothing from then on.
    ///
    /// - Parameter business: whose host was asked.
    /// - Returns: the token for the browser's cookie.
    /// - Throws: `Problem` when it is no such ticket, or too old.
    public func redeem(_ ticket: Secret, for business: Business.ID, address: String, agent: String) async throws -> Secret {
        let (now, identifiers) = (clock(), identifiers)
        let person: SignedIn
        do {
            person = try await store.admission.person(session: ticket)
        } catch is Admission.Refusal {
            throw Self.deadTicket
        }
        guard person.isOperator, person.business == business else { throw Self.deadTicket }
        return try await store.platform.write(.confirmed) { transaction in
            guard let session = try transaction.sessions(of: person.account, at: now).first(where: { $0.id == person.session }),
                now.timeIntervalSince(session.createdAt) < Self.ticketLife,
                let reason = try transaction.reason(of: person.session), try transaction.end(person.session, of: person.account)
            else { throw Self.deadTicket }
            return try transaction.begin(
                NewAccountSession(
                    account: person.account, business: business, lifetime: .impersonation, address: address, agent: agent,
                    impersonation: .init(role: .owner, reason: reason)), identifiers: identifiers, at: now)
        }
    }

    /// Ends every visit of an operator to a business.
    ///
    /// - Returns: how many there were.
    @discardableResult
    public func endImpersonation(of business: Business.ID, by person: SignedIn) async throws -> Int {
        let (now, identifiers) = (clock(), identifiers)
        return try await store.platform.write { transaction in
            let visits = try transaction.sessions(of: person.account, at: now).filter { $0.business == business }
            for visit in visits { try transaction.end(visit.id, of: person.account) }
            if !visits.isEmpty {
                try transaction.audit(AuditEntry("impersonation.ended", by: person.actor), of: business, at: now, identifiers: identifiers)
            }
            return visits.count
        }
    }

    private static let deadTicket = Problem.conflict("This visit can no longer be begun; ask for it again.")
}

extension PlatformTransaction {
    /// Why an operator is in a business; nil for a session of one of its own people.
    fileprivate func reason(of session: AccountSession.ID) throws -> String? {
        try row("SELECT reason FROM account_session WHERE id = \(session) AND role IS NOT NULL")?.get("reason")
    }
}
