import Foundation

/// A statement with its values: `"SELECT name FROM customer WHERE id = \(id)"`.
///
/// Every interpolation is a bound value, and the text around it is a literal that the compiler saw (`StaticString`), so
/// nothing a caller says can become part of the statement. Written in the subset that SQLite 3.40 and PostgreSQL 15 share.
public struct SQL: Sendable {
    /// The text around the values: always one more than there are values.
    let fragments: [String]
    let values: [SQLValue]
    /// Why a `json:` value could not be written; thrown when the statement is run.
    let failure: EncodingFailure?

    struct EncodingFailure: Error {
        let reason: String
    }
}

extension SQL: ExpressibleByStringInterpolation {
    public init(stringLiteral text: StaticString) {
        self.init(fragments: [text.description], values: [], failure: nil)
    }

    public init(stringInterpolation: StringInterpolation) {
        self.init(
            fragments: stringInterpolation.fragments + [stringInterpolation.tail], values: stringInterpolation.values,
            failure: stringInterpolation.failure)
    }

    public struct StringInterpolation: StringInterpolationProtocol {
        fileprivate var fragments: [String] = []
        fileprivate var tail = ""
        fileprivate var values: [SQLValue] = []
        fileprivate var failure: EncodingFailure?

        public init(literalCapacity: Int, interpolationCount: Int) {
            fragments.reserveCapacity(interpolationCount + 1)
            values.reserveCapacity(interpolationCount)
        }

        public mutating func appendLiteral(_ text: StaticString) {
            tail += text.description
        }

        public mutating func appendInterpolation(_ value: some SQLConvertible) {
            bind(value.sqlValue)
        }

        public mutating func appendInterpolation<T: SQLConvertible>(_ value: T?) {
            bind(value?.sqlValue ?? .null)
        }

        public mutating func appendInterpolation<T: RawRepresentable>(_ value: T) where T.RawValue: SQLConvertible {
            bind(value.rawValue.sqlValue)
        }

        public mutating func appendInterpolation<T: RawRepresentable>(_ value: T?) where T.RawValue: SQLConvertible {
            bind(value?.rawValue.sqlValue ?? .null)
        }

        /// Binds a value as JSON text with sorted keys; dates are milliseconds since 1970, as in columns.
        public mutating func appendInterpolation<T: Encodable>(json value: T) {
            do {
                bind(.text(try JSON.text(of: value)))
            } catch {
                failure = EncodingFailure(reason: "\(T.self) cannot be written as JSON: \(error)")
                bind(.null)
            }
        }

        /// Puts a part here that several statements share, with its values.
        public mutating func appendInterpolation(_ part: SQL) {
            for (fragment, value) in zip(part.fragments, part.values) {
                tail += fragment
                bind(value)
            }
            tail += part.fragments.last ?? ""
            failure = failure ?? part.failure
        }

        private mutating func bind(_ value: SQLValue) {
            fragments.append(tail)
            tail = ""
            values.append(value)
        }
    }
}

/// How values are written into JSON columns and read from them.
enum JSON {
    static func text(of value: some Encodable) throws -> String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        encoder.dateEncodingStrategy = .millisecondsSince1970
        return String(decoding: try encoder.encode(value), as: UTF8.self)
    }

    static func value<T: Decodable>(of text: String) throws -> T {
        let decoder = JSONDecoder()
        decoder.dateDecodingStrategy = .millisecondsSince1970
        return try decoder.decode(T.self, from: Data(text.utf8))
    }
}
