import Core
import Foundation

/// Where the links in letters lead.
public struct LetterLinks: Sendable {
    private let platformURL: String
    private let businessURL: @Sendable (String) -> String
    private let tokens: LinkTokens

    /// - Parameters:
    ///   - platformURL: without a last slash.
    ///   - businessURL: a business's own page, by its subdomain.
    public init(platformURL: String, businessURL: @escaping @Sendable (String) -> String, tokens: LinkTokens) {
        self.platformURL = platformURL
        self.businessURL = businessURL
        self.tokens = tokens
    }

    var signIn: String { "\(platformURL)/sign-in" }
    /// Plans and invoices are behind the sign-in.
    var billing: String { signIn }

    func business(at subdomain: String) -> String { businessURL(subdomain) }

    // What stands behind # is not sent to a server with the page's address, so it stands in nobody's log.
    func verification(_ identifier: String) -> String { "\(platformURL)/verify-email#token=\(token(.addressVerification, identifier))" }
    func invitation(_ identifier: String) -> String { "\(platformURL)/invitation#token=\(token(.invitation, identifier))" }
    func passwordReset(_ identifier: String) -> String { "\(platformURL)/reset-password#token=\(token(.passwordReset, identifier))" }

    /// Mail programs post to it on their own (RFC 8058), so the token is part of what is sent.
    func unsubscription(_ unsubscription: Unsubscription) -> String {
        "\(platformURL)/unsubscribe?token=\(token(.unsubscription, unsubscription.identifier))"
    }

    private func token(_ purpose: LinkTokens.Purpose, _ identifier: String) -> String {
        let text = tokens.token(for: purpose, identifier).reveal()
        return text.addingPercentEncoding(withAllowedCharacters: .alphanumerics.union(.init(charactersIn: "-._~"))) ?? text
    }
}
