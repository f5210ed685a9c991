/// A row as it is stored, the same for both engines: a value for each column by its name.
///
/// As JSON it is one object. Columns hold texts and whole numbers, so nothing is lost or rounded.
public struct RowCopy: Sendable, Hashable, Codable {
    public var values: [String: SQLValue]

    public init(_ values: [String: SQLValue]) {
        self.values = values
    }

    public init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: Column.self)
        values = [:]
        for column in container.allKeys {
            values[column.stringValue] =
                if try container.decodeNil(forKey: column) {
                    .null
                } else if let text = try? container.decode(String.self, forKey: column) {
                    .text(text)
                } else {
                    .integer(try container.decode(Int64.self, forKey: column))
                }
        }
    }

    public func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: Column.self)
        for (name, value) in values {
            let column = Column(stringValue: name)
            switch value {
            case .null: try container.encodeNil(forKey: column)
            case .integer(let number): try container.encode(number, forKey: column)
            case .text(let text): try container.encode(text, forKey: column)
            case .real, .blob:
                throw EncodingError.invalidValue(
                    value, .init(codingPath: container.codingPath, debugDescription: "no table has a column of this type"))
            }
        }
    }

    private struct Column: CodingKey {
        let stringValue: String
        var intValue: Int? { nil }

        init(stringValue: String) { self.stringValue = stringValue }
        init?(intValue: Int) { nil }
    }
}
