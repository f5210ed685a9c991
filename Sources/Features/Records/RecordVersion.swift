/// Counts the changes of a record, from 1. Whoever changes it says which version they have seen.
public struct RecordVersion: RawRepresentable, Sendable, Hashable, Codable {
    public let rawValue: Int

    public init(rawValue: Int) {
        self.rawValue = rawValue
    }

    public static let first = RecordVersion(rawValue: 1)

    var next: RecordVersion { RecordVersion(rawValue: rawValue + 1) }
}

extension KeyedDecodingContainer {
    /// What was written down before records had versions is the first.
    func decode(_ type: RecordVersion.Type, forKey key: Key) throws -> RecordVersion {
        try decodeIfPresent(type, forKey: key) ?? .first
    }
}
