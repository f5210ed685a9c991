import Core
import Foundation

extension Problem {
    /// What is wrong with a body, in words that name the place and not our types.
    static func malformed(_ error: DecodingError) -> Problem {
        switch error {
        case .keyNotFound(let key, let context):
            let path = context.codingPath + [key]
            return malformedRequest("\(name(path)) is missing.", at: pointer(path))
        case .valueNotFound(_, let context):
            return malformedRequest("\(name(context.codingPath)) is null.", at: pointer(context.codingPath))
        case .typeMismatch(let type, let context):
            return malformedRequest("\(name(context.codingPath)) is not \(noun(type)).", at: pointer(context.codingPath))
        case .dataCorrupted(let context) where context.codingPath.isEmpty:
            return malformedRequest("The body is not JSON.")
        case .dataCorrupted(let context):
            return malformedRequest("\(name(context.codingPath)) cannot be read.", at: pointer(context.codingPath))
        @unknown default:
            return malformedRequest("The body cannot be read.")
        }
    }

    /// RFC 6901, section 6, with the escapes of section 3.
    private static func pointer(_ path: [any CodingKey]) -> String {
        "#"
            + path.map { key in
                "/" + (key.intValue.map { "\($0)" } ?? key.stringValue.replacing("~", with: "~0").replacing("/", with: "~1"))
            }.joined()
    }

    private static func name(_ path: [any CodingKey]) -> String {
        path.last.map { key in key.intValue.map { "Element \($0)" } ?? "\"\(key.stringValue)\"" } ?? "The body"
    }

    private static func noun(_ type: Any.Type) -> String {
        switch type {
        case is String.Type: "text"
        case is Bool.Type: "true or false"
        case is any BinaryInteger.Type: "a whole number"
        case is any BinaryFloatingPoint.Type, is Decimal.Type: "a number"
        case is any Collection.Type where !(type is any ExpressibleByDictionaryLiteral.Type): "a list"
        default: "an object"
        }
    }
}
