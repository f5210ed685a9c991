import Core
import CoreMetrics
import Features
import HTTPTypes
import Hummingbird
import HummingbirdCore
import Logging
import NIOCore
public import Vendors

/// Lets in what Twilio itself has sent for our account, and nothing else.
///
/// The address that was signed is put together from our own settings: the host that a request names is anybody's choice.
public struct TwilioDoor: Sendable {
    /// In bytes; Twilio's forms have one or two thousand.
    private static let longestForm = 65_536

    let account: String
    let addresses: TwilioAddresses
    private let signature: TwilioSignature

    /// - Parameter account: the one whose calls are answered here.
    public init(account: String, signature: TwilioSignature, addresses: TwilioAddresses) {
        self.account = account
        self.signature = signature
        self.addresses = addresses
    }

    static let refusal = Problem.forbidden("This request is not signed by the telephone company for this platform's account.")

    /// - Throws: `Problem` 403 when the request is not Twilio's, or not about our account.
    func webhook(_ request: Request, logger: Logger) async throws -> TwilioWebhook {
        let form = try await form(request, logger: logger)
        guard let webhook = TwilioWebhook(form), webhook.account == account else { throw refuse(about: "account", logger) }
        return webhook
    }

    /// As for calls: what becomes of a text.
    func textReport(_ request: Request, logger: Logger) async throws -> TwilioTextReport {
        let form = try await form(request, logger: logger)
        guard let report = TwilioTextReport(form), report.account == account else { throw refuse(about: "account", logger) }
        return report
    }

    /// What Twilio has signed.
    private func form(_ request: Request, logger: Logger) async throws -> FormFields {
        let body = try await request.body.collect(upTo: Self.longestForm)
        guard let form = FormFields(encoded: body.readableBytesView),
            covers(request.head, addresses.url(of: request.head.path ?? ""), .form(form))
        else { throw refuse(about: "signature", logger) }
        return form
    }

    private func refuse(about reason: String, _ logger: Logger) -> Problem {
        logger.warning("A telephone webhook was not Twilio's, or about another account", metadata: ["reason": "\(reason)"])
        Counter(label: PlatformMetrics.phoneRefusals, dimensions: [("reason", reason)]).increment()
        return Self.refusal
    }

    /// Whether Twilio opens this socket.
    func admits(_ request: WebSocketRequest) -> Bool {
        covers(request.head, addresses.socketURL(of: request.head.path ?? ""), .none)
    }

    private func covers(_ head: HTTPRequest, _ url: String, _ content: TwilioSignature.Content) -> Bool {
        signature.covers(
            TwilioSignature.Claim(
                url: url, content: content, signature: head.headerFields[named: TwilioSignature.header],
                settings: head.headerFields[named: TwilioSignature.settingsHeader]))
    }
}
