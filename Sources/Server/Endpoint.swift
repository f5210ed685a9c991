public import Core
public import HTTPTypes
public import Storage

/// One operation of the HTTP interface: everything that is known about it, told once.
///
/// The router is set up from it and the OpenAPI document is written from it, so the two cannot differ.
public struct Endpoint: Sendable {
    public let method: HTTPRequest.Method
    /// A template such as `/api/business/{businessId}/menu/{id}`.
    public let path: String
    /// What it does, in a few words: "List the orders".
    public let summary: String
    public let details: String?
    public let access: Access
    public let tags: [String]
    public let parameters: [Parameter]
    public let request: Content?
    public let responses: [Response]
    /// What can go wrong beyond what access, the path and the body imply.
    public let problems: [Problem]
    /// A socket or a page is listed for people, not called like an operation.
    public let kind: Kind
    /// Whether it takes an `Idempotency-Key`.
    public let isDoneOnce: Bool

    /// - Parameter isDoneOnce: nil for what is true of most: it is, if it creates something of a business.
    public init(
        _ method: HTTPRequest.Method, _ path: String, summary: String, details: String? = nil, access: Access, tags: [String],
        parameters: [Parameter] = [], request: Content? = nil, responses: [Response], problems: [Problem] = [], kind: Kind = .operation,
        isDoneOnce: Bool? = nil
    ) {
        self.method = method
        self.path = path
        self.summary = summary
        self.details = details
        self.access = access
        self.tags = tags
        self.parameters = parameters
        self.request = request
        self.responses = responses
        self.problems = problems
        self.kind = kind
        self.isDoneOnce = isDoneOnce ?? (method == .post && (access.requirement != nil || access == .businessHost))
    }

    public enum Kind: Hashable, Sendable {
        case operation, socket, page
    }

    /// Who may call it.
    public enum Access: Hashable, Sendable {
        /// Anybody.
        case open
        /// Anybody on the business's own host, or elsewhere with any of its keys.
        case businessHost
        /// Either of the business's keys.
        case publishableKey
        /// A person of the business who is at least this, or a secret key that is good for that.
        case member(Role, APIKey.Scope)
        /// The business's owner, or a secret key that is good for everything.
        case secretKey
        /// Whoever has signed in.
        case person
        /// Who runs the platform, signed in on its own host.
        case platformOperator
        /// The token of one call.
        case callToken
        /// The token of one registration's form.
        case registration
        /// The secret in the address of a calendar feed.
        case calendarToken
        /// Another company's server, by its signature.
        case signature(of: Sender)
        /// Programs on the same machine.
        case loopback

        /// Whether another business's key must be turned away.
        public var isTenantOwned: Bool {
            switch self {
            case .open, .loopback, .person, .platformOperator, .registration: false
            case .businessHost, .publishableKey, .member, .secretKey, .callToken, .calendarToken: true
            case .signature(let sender): sender.isOfBusiness
            }
        }

        /// What a person of the business must be at least, and what a secret key must be good for; nil where neither is asked for.
        var requirement: (role: Role, scope: APIKey.Scope)? {
            switch self {
            case .member(let role, let scope): (role, scope)
            case .secretKey: (.owner, .administration)
            default: nil
            }
        }

        /// Whether who calls it is always counted, and told how many requests are left.
        var isLimited: Bool { requirement != nil || self == .businessHost || self == .publishableKey }

        /// Whether somebody has to have signed in.
        var needsPerson: Bool { self == .person || self == .platformOperator }
    }

    /// A parameter of the query. Those of the path are read from the template.
    public struct Parameter: Sendable {
        public let name: String
        public let description: String
        public let schema: JSONSchema
        public let isRequired: Bool

        public init(_ name: String, _ description: String, schema: JSONSchema = .string(), isRequired: Bool = false) {
            self.name = name
            self.description = description
            self.schema = schema
            self.isRequired = isRequired
        }
    }

    public struct Content: Sendable {
        public let mediaType: String
        public let schema: JSONSchema

        public init(_ schema: JSONSchema, mediaType: String = "application/json") {
            self.mediaType = mediaType
            self.schema = schema
        }

        public static func json(_ schema: JSONSchema) -> Content { Content(schema) }
    }

    public struct Response: Sendable {
        public let status: Int
        public let description: String
        public let content: Content?

        public init(_ status: Int, _ description: String, _ content: Content? = nil) {
            self.status = status
            self.description = description
            self.content = content
        }
    }
}

extension Endpoint {
    /// The names in braces in the path, in order.
    public var pathParameters: [String] {
        path.split(separator: "/").filter { $0.hasPrefix("{") }.map { String($0.dropFirst().prefix { $0 != "}" }) }
    }

    /// Whether a request's path fits the template.
    func matches(path other: String) -> Bool {
        let expected = path.split(separator: "/")
        let actual = other.split(separator: "/")
        return expected.count == actual.count
            && zip(expected, actual).allSatisfy { part, given in
                // What follows the brace, such as `.pdf`, has to be there.
                part.hasPrefix("{") ? given.hasSuffix(part.drop { $0 != "}" }.dropFirst()) : part == given
            }
    }

    /// What can go wrong, from the declaration and from what it implies.
    var allProblems: [Problem] {
        var all = problems
        if access.isTenantOwned || access.needsPerson || access == .registration { all.append(.unauthorized) }
        if access.requirement != nil || access.needsPerson { all.append(.forbidden("")) }
        if access.isTenantOwned { all.append(.businessSuspended) }
        if access.requirement != nil, method != .get { all.append(.readOnly) }
        if access.isTenantOwned || !pathParameters.isEmpty { all.append(.notFound("thing")) }
        if request != nil { all += [.malformedRequest("The body is not JSON."), .tooLarge(bytes: RequestLimits.bodyBytes), .invalid([])] }
        all.append(.tooManyRequests(retryAfterSeconds: 1))
        return all
    }
}
