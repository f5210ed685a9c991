import Foundation

/// Why Stripe did not do what it was asked. Holds nothing secret: it may be logged.
public enum StripeFailure: Error, Sendable, Hashable {
    /// Stripe said no.
    case refused(StripeRefusal)
    /// Whether it was done nobody knows: there was no answer, or none that can be read. The same request with the same key finds out.
    case unanswered(Transport.Failure)
}

/// Stripe's own account of why it refused. Source: "Errors" of its API reference.
public struct StripeRefusal: Error, Sendable, Hashable {
    public enum Kind: String, Sendable, Hashable {
        case api = "api_error"
        case card = "card_error"
        case idempotency = "idempotency_error"
        case invalidRequest = "invalid_request_error"
    }

    /// The HTTP status.
    public let status: Int
    /// Nil for one that Stripe has added since.
    public let kind: Kind?
    /// Such as `resource_missing` or `card_declined`.
    public let code: String?
    /// The bank's reason, such as `insufficient_funds`.
    public let declineCode: String?
    /// The field that is wrong.
    public let parameter: String?
    /// One sentence for a developer; of a card error, for its holder.
    public let message: String
    /// By which Stripe's support finds the request.
    public let requestID: String?

    public init(
        status: Int, kind: Kind?, code: String? = nil, declineCode: String? = nil, parameter: String? = nil, message: String,
        requestID: String? = nil
    ) {
        self.status = status
        self.kind = kind
        self.code = code
        self.declineCode = declineCode
        self.parameter = parameter
        self.message = message
        self.requestID = requestID
    }

    /// What was asked for is not there, or was deleted.
    public var isMissing: Bool { status == 404 || code == "resource_missing" }

    init(status: Int, body: [UInt8], requestID: String?) {
        struct Envelope: Decodable {
            let error: Body

            struct Body: Decodable {
                let type: String?
                let code: String?
                let declineCode: String?
                let param: String?
            }
        }
        let decoder = JSONDecoder()
        decoder.keyDecodingStrategy = .convertFromSnakeCase
        // An answer of something between Stripe and us has no such body: its status says what there is to say.
        let error = (try? decoder.decode(Envelope.self, from: Data(body)))?.error
        self.init(
            status: status, kind: error?.type.flatMap(Kind.init), code: error?.code, declineCode: error?.declineCode,
            parameter: error?.param,
            message: ErrorMessage.read(body, status: status), requestID: requestID)
    }
}
