import Core
import Foundation
import Storage
public import Vendors

/// Takes messages to the owner's servers, signed.
public struct WebhookChannel: Sendable {
    /// How long a receiver may take.
    static let patience = Duration.seconds(15)

    private let secrets: WebhookSecrets
    private let transport: Transport

    /// - Parameter transport: must not follow redirects, nor reach what only we can reach.
    public init(secrets: WebhookSecrets, transport: Transport) {
        self.secrets = secrets
        self.transport = transport
    }

    func send(_ message: OutboxMessage, in tenant: Tenant, at now: Date) async throws -> OutboxMessage.Outcome {
        let signer: WebhookSecrets.Signer
        let generation: WebhookSecrets.Generation?
        if let id = message.endpointID {
            guard let endpoint = try await tenant.read({ try $0.webhookEndpoint(id) }), endpoint.active else {
                return .impossible(reason: "The webhook is switched off, or was removed.")
            }
            (signer, generation) = (.endpoint(id), endpoint.secret)
        } else {
            (signer, generation) = (.business, try await tenant.read { try $0.webhookGeneration() })
        }
        let headers =
            secrets.headers(for: message, of: tenant.id, signer: signer, generation: generation, at: now)
            + [("content-type", "application/json"), ("user-agent", "voiceagent")]
        let request = Transport.Request(
            .post, message.url, headers: headers.map { Transport.Header($0, $1) }, body: Array(message.body.utf8), timeout: Self.patience)
        do throws(Transport.Failure) {
            let response = try await transport.send(request)
            // The status is the whole answer: the body is not read, however long it is.
            return (200..<300).contains(response.status)
                ? .accepted(status: response.status) : .refused(status: response.status, retryAfter: response.retryAfter)
        } catch {
            if error == .cancelled { throw CancellationError() }
            return .unreachable(reason: error.words)
        }
    }
}

extension Transport.Failure {
    /// For the owner, who reads it in the list of deliveries.
    fileprivate var words: String {
        switch self {
        case .unreachable(let reason): "The receiver could not be reached: \(reason)."
        case .timedOut: "The receiver did not answer in \(WebhookChannel.patience)."
        default: "The receiver's answer could not be read."
        }
    }
}
