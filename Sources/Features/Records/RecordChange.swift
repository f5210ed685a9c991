public import Core
public import Foundation

/// One change of the books: an entry in the history of a record.
public struct RecordChange: Sendable, Hashable {
    public var id: String
    /// Its place in the business's feed; nil for what a call changed, which stands there as the call's event.
    public var position: Int?
    public var at: Date
    public var kind: Kind
    public var record: String
    /// What people call the record; empty where it has no number.
    public var number: String
    /// The record's version after it.
    public var version: RecordVersion
    /// Who, in words: a key's label, a person's name, "the caller".
    public var author: String
    public var action: Action
    /// The members that differ, by name.
    public var changes: [String: Values]

    public enum Kind: String, Sendable, Hashable, Codable {
        case order, appointment, ticket, submission, customer
        case waiting = "waiting_list"
        case stock
    }

    /// What a member was and is; nil where it was absent.
    public struct Values: Sendable, Hashable, Codable {
        public var before: JSONValue?
        public var after: JSONValue?
    }

    /// What to do with the outside world when the books change is decided by what it was: `order.confirmed`, `appointment.moved`.
    public var name: String { "\(kind.rawValue).\(action.rawValue)" }

    /// As the audit log names it: `order 1042`.
    var subject: String { "\(kind.rawValue) \(number.isEmpty ? record : number)" }

    /// Which members differ, without what they hold: that may be a customer's.
    var auditedDetails: [String: String] {
        changes.isEmpty ? [:] : ["members": changes.keys.sorted().joined(separator: ", "), "version": "\(version.rawValue)"]
    }
}

extension RecordChange {
    /// The members of two states of a record that differ. The version always does, and is left out.
    static func differences(_ before: some Encodable, _ after: some Encodable) throws -> [String: Values] {
        let (before, after) = (try members(of: before), try members(of: after))
        return Set(before.keys).union(after.keys).subtracting(["version"]).reduce(into: [:]) { found, name in
            if before[name] != after[name] { found[name] = Values(before: before[name], after: after[name]) }
        }
    }

    private static func members(of record: some Encodable) throws -> [String: JSONValue] {
        let encoder = JSONEncoder()
        encoder.dateEncodingStrategy = .iso8601
        guard case .object(let members) = try JSONDecoder().decode(JSONValue.self, from: try encoder.encode(record)) else { return [:] }
        return members
    }
}

/// An entry of a record's history as it is read.
public struct HistoryEntry: Sendable, Hashable, Codable {
    public let at: Date
    public let author: String
    public let action: RecordChange.Action
    public let version: RecordVersion
    public let changes: [String: RecordChange.Values]

    init(_ change: RecordChange) {
        at = change.at
        author = change.author
        action = change.action
        version = change.version
        changes = change.changes
    }
}
