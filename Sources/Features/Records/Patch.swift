import Core
import Foundation

/// A member of a change: left out, null, or a new value (RFC 7396).
public enum Patch<Value: Codable & Sendable>: Sendable, Codable {
    case keep
    /// Nil takes the value away.
    case set(Value?)

    public init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        self = .set(container.decodeNil() ? nil : try container.decode(Value.self))
    }

    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        switch self {
        case .keep, .set(nil): try container.encodeNil()
        case .set(let value?): try container.encode(value)
        }
    }

    func apply(to value: inout Value?) {
        if case .set(let new) = self { value = new }
    }
}

extension Patch<String> {
    /// An empty text takes the value away too.
    ///
    /// - Throws: `Problem` when it is longer than so many characters.
    func apply(to value: inout String?, atMost longest: Int, at pointer: String) throws {
        guard case .set(let new) = self else { return }
        let text = new?.trimmingCharacters(in: .whitespacesAndNewlines) ?? ""
        let violations = Problem.Violation.inLength(of: text, as: "A text here", 0...longest, at: pointer)
        guard violations.isEmpty else { throw Problem.invalid(violations) }
        value = text.isEmpty ? nil : text
    }
}

extension KeyedDecodingContainer {
    /// A member that is left out keeps what is there.
    func decode<Value>(_ type: Patch<Value>.Type, forKey key: Key) throws -> Patch<Value> {
        guard contains(key) else { return .keep }
        return try decodeNil(forKey: key) ? .set(nil) : .set(try decode(Value.self, forKey: key))
    }
}
