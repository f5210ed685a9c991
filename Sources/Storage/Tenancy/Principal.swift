/// Who does something, as it is written down beside what was done.
public struct Principal: Sendable, Hashable {
    public let kind: Kind
    /// The key's, the account's or the job's identifier; empty for a visitor.
    public let id: String
    /// What it was called when it acted: a key's label, a person's name.
    public let name: String

    public init(_ kind: Kind, id: String, name: String) {
        self.kind = kind
        self.id = id
        self.name = name
    }

    public enum Kind: String, Sendable, Hashable, Codable, CaseIterable {
        /// Anybody, on the business's own page.
        case visitor
        /// A program with one of the business's keys.
        case key
        /// A person who has signed in to the business.
        case account
        /// A person of the platform.
        case platformOperator = "operator"
        /// The platform itself, with what it does unasked.
        case platform
    }

    public static let visitor = Principal(.visitor, id: "", name: "a visitor")
}

/// What whoever was admitted to a business may do there.
public enum Authority: Sendable, Hashable {
    /// Only what is everybody's.
    case visitor
    case key(APIKey.Kind, scopes: Set<APIKey.Scope>)
    case member(Role)

    /// Whether anybody who opens a page has it.
    public var isAnybodys: Bool {
        switch self {
        case .visitor, .key(.publishable, _): true
        case .key(.secret, _), .member: false
        }
    }

    /// - Parameters:
    ///   - role: the least that a person must be.
    ///   - scope: what a secret key must be good for.
    public func suffices(for role: Role, _ scope: APIKey.Scope) -> Bool {
        switch self {
        case .visitor: false
        case .key(let kind, let scopes): kind == .secret && scopes.contains(scope)
        case .member(let held): held >= role
        }
    }
}
