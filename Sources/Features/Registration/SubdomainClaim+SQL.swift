import Core
import Foundation
import Storage

/// Why a name cannot be had. It is given out only while nobody else has one that looks the same.
enum SubdomainTaken: Error, Hashable {
    case taken
    /// Somebody has a name that is read as this one.
    case lookedLike
    /// It was somebody's not long ago, and people still call it.
    case resting(until: Date)

    func problem(_ label: String) -> Problem {
        switch self {
        case .taken: .conflict("The subdomain \"\(label)\" is taken; choose another.")
        case .lookedLike: .conflict("The subdomain \"\(label)\" looks too much like one that is taken; choose another.")
        case .resting(let until):
            .conflict(
                "The subdomain \"\(label)\" belonged to a business that is gone; it is free again on "
                    + "\(until.formatted(.iso8601.year().month().day())). Choose another.")
        }
    }
}

extension PlatformTransaction {
    /// A name rests for so long after its business is gone.
    private static var rest: TimeInterval { 365 * 86_400 }

    /// Gives a name to a business. Repeating it for the same business changes nothing.
    ///
    /// - Throws: `SubdomainTaken`. Platform transactions run one after the other, so what is free here stays free until the commit.
    func claim(_ subdomain: Subdomain, for business: Business.ID, at now: Date) throws {
        if let obstacle = try obstacle(to: subdomain, for: business, at: now) { throw obstacle }
        if let rested = try claim(like: subdomain), rested.business != business {
            try giveUpSubdomain(of: rested.business)
        }
        try execute(
            """
            INSERT INTO subdomain_claim (label, look, business_id, created_at)
            VALUES (\(subdomain.label), \(subdomain.look), \(business), \(now)) ON CONFLICT (label) DO NOTHING
            """)
    }

    /// - Returns: nil when the name can be had.
    func obstacle(to subdomain: Subdomain, for business: Business.ID? = nil, at now: Date) throws -> SubdomainTaken? {
        guard let claim = try claim(like: subdomain) else {
            // A business that came before names were claimed.
            let isKnown = try row("SELECT business_id FROM business WHERE subdomain = \(subdomain.label)") != nil
            return isKnown ? .taken : nil
        }
        if claim.business == business, claim.label == subdomain.label { return nil }
        guard let goneAt = claim.goneAt else { return claim.label == subdomain.label ? .taken : .lookedLike }
        let freeAt = goneAt.addingTimeInterval(Self.rest)
        return now < freeAt ? .resting(until: freeAt) : nil
    }

    private func claim(like subdomain: Subdomain) throws -> (label: String, business: Business.ID, goneAt: Date?)? {
        try row(
            """
            SELECT subdomain_claim.label, subdomain_claim.business_id, departure.finished_at FROM subdomain_claim
            LEFT JOIN departure ON departure.business_id = subdomain_claim.business_id WHERE subdomain_claim.look = \(subdomain.look)
            """
        ).map { (try $0.get("label"), try $0.get("business_id"), try $0.get("finished_at")) }
    }

    /// Claims the names of businesses that have none yet: those that came before names were claimed, or by another way. Where two of
    /// them look alike, both keep theirs.
    ///
    /// - Returns: the businesses that were looked at.
    func claimUnclaimedSubdomains(after last: Business.ID?, limit: Int, at now: Date) throws -> [Business.ID] {
        let unclaimed = try rows(
            """
            SELECT business.business_id, business.subdomain FROM business
            LEFT JOIN subdomain_claim ON subdomain_claim.label = business.subdomain
            WHERE subdomain_claim.label IS NULL AND business.business_id > \(last?.rawValue ?? "")
            ORDER BY business.business_id LIMIT \(limit)
            """)
        return try unclaimed.map { row in
            let (business, label): (Business.ID, String) = (try row.get("business_id"), try row.get("subdomain"))
            try execute(
                """
                INSERT INTO subdomain_claim (label, look, business_id, created_at)
                VALUES (\(label), \(Subdomain.look(of: label)), \(business), \(now)) ON CONFLICT DO NOTHING
                """)
            return business
        }
    }

    /// Frees the name of a business whose record stays: under a label that no request can name (RFC 5890, section 2.3.1).
    func giveUpSubdomain(of business: Business.ID) throws {
        try releaseSubdomain(of: business)
        try execute("UPDATE business SET subdomain = \("no--" + business.rawValue) WHERE business_id = \(business)")
    }

    func releaseSubdomain(of business: Business.ID) throws {
        try execute("DELETE FROM subdomain_claim WHERE business_id = \(business)")
    }
}
