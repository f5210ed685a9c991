import Features
import Vendors

/// A company whose server tells us something, and signs what it tells.
public enum Sender: String, Hashable, Sendable, CaseIterable {
    case twilio, stripe, sendGrid, ultravox

    /// The header that its signature comes in.
    var header: String {
        switch self {
        case .twilio: TwilioSignature.header
        case .stripe: StripeSignature.header
        case .sendGrid: SendGridEvents.signatureHeader
        case .ultravox: UltravoxDesk.signatureHeader
        }
    }

    /// What it signs, and with what.
    var proof: String {
        switch self {
        case .twilio: "Made by Twilio with the token of the platform's account."
        case .stripe: "Made by Stripe with the secret of the platform's webhook endpoint."
        case .sendGrid: "Made by SendGrid of the body and of the time it tells in another header, with the key of its signed events."
        case .ultravox: "Made by Ultravox of the body and of the time it tells in another header, with the secret of its webhook."
        }
    }

    /// Whether its address names the business that it tells of.
    var isOfBusiness: Bool { self == .ultravox }

    /// As the OpenAPI document names it.
    var scheme: String { "\(rawValue)Signature" }
}
