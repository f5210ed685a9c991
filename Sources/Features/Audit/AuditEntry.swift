import Core
public import Foundation
public import Storage

/// One act that somebody may ask about later: who did what to which thing, when, and what changed.
public struct AuditEntry: Sendable, Hashable {
    public var actor: Principal
    /// In the past tense, `thing.verb`: `order.changed`, `api-key.revoked`.
    public var action: String
    /// What it was done to, as a person would find it: `order 1042`, `ada@roma.example`; empty for the business itself.
    public var subject: String
    /// What else is worth knowing, such as values before and after. Never a secret, nor what a caller said.
    public var details: [String: String]
    /// Why, where somebody had to say.
    public var reason: String?

    public init(_ action: String, by actor: Principal, to subject: String = "", details: [String: String] = [:], reason: String? = nil) {
        self.actor = actor
        self.action = action
        self.subject = subject
        self.details = details
        self.reason = reason
    }
}

/// An entry as it is read.
public struct AuditRecord: Sendable, Hashable, Codable {
    /// Later ones sort after earlier ones.
    public let id: String
    public let at: Date
    public let actor: ActedBy
    public let action: String
    public let subject: String
    public let details: [String: String]
    public let reason: String?

    public struct ActedBy: Sendable, Hashable, Codable {
        public let kind: Principal.Kind
        public let id: String
        public let name: String
    }
}
