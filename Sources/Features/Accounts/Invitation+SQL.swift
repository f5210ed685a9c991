import Core
import Foundation
import Storage

/// An invitation with all that accepting it needs.
struct PendingInvitation: Sendable {
    let business: Business.ID
    let email: EmailAddress
    let offer: Invitations.Offer
}

extension PlatformTransaction {
    /// Those that wait for an answer, newest first.
    func invitations(of business: Business.ID, at now: Date) throws -> [Invitations.Invitation] {
        try rows(
            "SELECT * FROM invitation WHERE business_id = \(business) AND expires_at > \(now) ORDER BY created_at DESC, id LIMIT 1000"
        ).map { row in
            Invitations.Invitation(
                id: try row.get("id"), email: try row.get("email"), role: try row.get("role"), invitedBy: try row.get("invited_by"),
                createdAt: try row.get("created_at"), expiresAt: try row.get("expires_at"))
        }
    }

    func save(_ invitation: Invitations.Invitation, at address: EmailAddress, to business: Business.ID) throws {
        try execute("DELETE FROM invitation WHERE business_id = \(business) AND email = \(address.canonical)")
        try execute(
            """
            INSERT INTO invitation (id, business_id, email, role, invited_by, created_at, expires_at)
            VALUES (\(invitation.id), \(business), \(address.canonical), \(invitation.role), \(invitation.invitedBy),
                \(invitation.createdAt), \(invitation.expiresAt))
            """)
    }

    /// - Throws: `Problem.deadLink` when there is none, or its time is over.
    func pending(_ id: Invitations.Invitation.ID, at now: Date) throws -> PendingInvitation {
        let row = try row(
            """
            SELECT invitation.*, business.business_name, business.subdomain, account.password
            FROM invitation JOIN business ON business.business_id = invitation.business_id
            LEFT JOIN account ON account.email = invitation.email WHERE invitation.id = \(id) AND invitation.expires_at > \(now)
            """)
        guard let row, let email = EmailAddress(try row.get("email")) else { throw Problem.deadLink }
        let password: String? = try row.get("password")
        return PendingInvitation(
            business: try row.get("business_id"), email: email,
            offer: Invitations.Offer(
                businessName: try row.get("business_name"), subdomain: try row.get("subdomain"), email: email.text,
                role: try row.get("role"), hasPassword: password != nil))
    }

    func nameOfBusiness(_ business: Business.ID) throws -> String {
        try row("SELECT business_name FROM business WHERE business_id = \(business)")?.get("business_name") ?? ""
    }
}
