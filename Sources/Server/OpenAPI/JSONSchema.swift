public import Core
import Foundation

/// The shape of a JSON value, in the vocabulary of JSON Schema 2020-12 that OpenAPI 3.1 uses.
public struct JSONSchema: Hashable, Sendable, Encodable {
    let keywords: [String: JSONValue]

    private init(_ keywords: [String: JSONValue]) {
        self.keywords = keywords
    }

    public func encode(to encoder: any Encoder) throws {
        try JSONValue.object(keywords).encode(to: encoder)
    }

    /// - Parameter format: such as `date-time`, `uuid`, `uri`.
    public static func string(
        format: String? = nil, pattern: String? = nil, length: ClosedRange<Int>? = nil
    ) -> JSONSchema {
        var keywords: [String: JSONValue] = ["type": "string"]
        keywords["format"] = format.map { .string($0) }
        keywords["pattern"] = pattern.map { .string($0) }
        keywords["minLength"] = length.map { .number(Decimal($0.lowerBound)) }
        keywords["maxLength"] = length.map { .number(Decimal($0.upperBound)) }
        return JSONSchema(keywords)
    }

    public static func integer(_ range: ClosedRange<Int>? = nil) -> JSONSchema {
        var keywords: [String: JSONValue] = ["type": "integer"]
        keywords["minimum"] = range.map { .number(Decimal($0.lowerBound)) }
        keywords["maximum"] = range.map { .number(Decimal($0.upperBound)) }
        return JSONSchema(keywords)
    }

    public static let number = JSONSchema(["type": "number"])
    public static let boolean = JSONSchema(["type": "boolean"])
    /// Anything at all.
    public static let any = JSONSchema([:])

    public static func choice(_ values: [String]) -> JSONSchema {
        JSONSchema(["type": "string", "enum": .array(values.map { .string($0) })])
    }

    public static func array(of element: JSONSchema) -> JSONSchema {
        JSONSchema(["type": "array", "items": .object(element.keywords)])
    }

    /// An object whose members are all required but for those listed as optional.
    public static func object(_ members: [String: JSONSchema], optional: Set<String> = []) -> JSONSchema {
        let required = members.keys.filter { !optional.contains($0) }.sorted()
        var keywords: [String: JSONValue] = ["type": "object", "properties": .object(members.mapValues { .object($0.keywords) })]
        if !required.isEmpty { keywords["required"] = .array(required.map { .string($0) }) }
        return JSONSchema(keywords)
    }

    /// An object whose members have any name and one shape.
    public static func dictionary(of element: JSONSchema) -> JSONSchema {
        JSONSchema(["type": "object", "additionalProperties": .object(element.keywords)])
    }

    /// A schema kept under `components/schemas`.
    public static func reference(_ name: String) -> JSONSchema {
        JSONSchema(["$ref": .string("#/components/schemas/\(name)")])
    }

    /// The page that every list route returns.
    public static func page(of element: JSONSchema) -> JSONSchema {
        object(["data": .array(of: element), "next_cursor": .string().orNull])
    }

    /// This, or null.
    public var orNull: JSONSchema {
        guard case .string = keywords["type"], keywords["enum"] == nil else {
            return JSONSchema(["anyOf": [.object(keywords), ["type": "null"]]])
        }
        return with("type", .array([keywords["type"] ?? "null", "null"]))
    }

    public func described(_ text: String) -> JSONSchema {
        with("description", .string(text))
    }

    public func example(_ value: JSONValue) -> JSONSchema {
        with("examples", [value])
    }

    private func with(_ keyword: String, _ value: JSONValue) -> JSONSchema {
        JSONSchema(keywords.merging([keyword: value]) { _, new in new })
    }
}
