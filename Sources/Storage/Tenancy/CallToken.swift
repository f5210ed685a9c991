public import Core
public import Foundation

/// A token opens one call of one business, as long as it lasts. Only its SHA-256 is stored.
enum CallToken {
    /// 190 bits.
    static let characterCount = 32
}

extension PlatformTransaction {
    /// - Returns: the token's text: the only time it is known.
    public func issueCallToken(
        for business: Business.ID, call: String, identifiers: IdentifierSource, at instant: Date, expiresAt: Date
    ) throws -> Secret {
        let token = Secret(identifiers.token(count: CallToken.characterCount))
        try execute(
            """
            INSERT INTO call_token (hash, business_id, call_id, created_at, expires_at)
            VALUES (\(Fingerprint.of(token)), \(business), \(call), \(instant), \(expiresAt))
            """)
        return token
    }

    /// A token that joins one line to the call, once: it has to pass through another company's hands.
    ///
    /// - Returns: the token's text: the only time it is known.
    public func issueLineToken(
        for business: Business.ID, call: String, identifiers: IdentifierSource, at instant: Date, expiresAt: Date
    ) throws -> Secret {
        let token = Secret(identifiers.token(count: CallToken.characterCount))
        try execute(
            """
            INSERT INTO line_token (hash, business_id, call_id, created_at, expires_at)
            VALUES (\(Fingerprint.of(token)), \(business), \(call), \(instant), \(expiresAt))
            """)
        return token
    }

    /// Forgets the tokens of calls and lines whose time is over.
    ///
    /// - Returns: how many there were.
    @discardableResult
    public func removeExpiredCallTokens(at instant: Date) throws -> Int {
        try execute("DELETE FROM call_token WHERE expires_at <= \(instant)")
            + execute("DELETE FROM line_token WHERE expires_at <= \(instant)")
    }
}
