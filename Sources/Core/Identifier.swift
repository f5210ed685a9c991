/// A name for one thing of one kind: `Identifier<Order>` never fits where an `Identifier<Call>` is wanted.
///
/// The raw value is opaque text, safe in a URL path. New ones come from `IdentifierSource`.
public struct Identifier<Owner>: Hashable, Sendable, Codable, CustomStringConvertible {
    public let rawValue: String

    public init(_ rawValue: String) {
        self.rawValue = rawValue
    }

    public init(from decoder: any Decoder) throws {
        rawValue = try decoder.singleValueContainer().decode(String.self)
    }

    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(rawValue)
    }

    public var description: String { rawValue }
}

/// The business a record belongs to. Its identifier is a lower-case UUID (PostgreSQL's row policies compare it as one).
public enum Business {
    public typealias ID = Identifier<Business>
}
