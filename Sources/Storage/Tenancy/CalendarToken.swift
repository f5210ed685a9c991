public import Core

/// The secret in the address of a calendar feed. Only its SHA-256 is stored, in the business's own data.
public enum CalendarToken {
    /// 238 bits: it lives as long as somebody's calendar program.
    private static let characterCount = 40

    public static func make(_ identifiers: IdentifierSource) -> Secret {
        Secret(identifiers.token(count: characterCount))
    }

    public static func hash(_ token: Secret) -> String { Fingerprint.of(token) }
}
