/// The one way by which mail leaves: a mail server, or SendGrid.
public enum Mailer: Sendable {
    case server(SMTPClient)
    case sendGrid(SendGrid)

    /// - Parameter reference: our own name for the message, by which later news of it is understood.
    /// - Returns: the words with which it was taken, for the log of deliveries.
    public func send(_ message: MailMessage, reference: String) async throws(MailFailure) -> String {
        switch self {
        case .server(let client): try await client.send(message)
        case .sendGrid(let service): try await service.send(message, reference: reference)
        }
    }

    /// No attempt takes longer.
    public var patience: Duration {
        switch self {
        case .server(let client): client.patience.longest
        case .sendGrid: SendGrid.patience
        }
    }

    /// Where mail goes, for people: `smtp.example.com:587`.
    public var description: String {
        switch self {
        case .server(let client): "\(client.server.host):\(client.server.port)"
        case .sendGrid: "SendGrid"
        }
    }
}
