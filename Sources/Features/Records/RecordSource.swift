/// Who wrote a record down.
public enum RecordSource: String, Sendable, Hashable, Codable, CaseIterable {
    /// A caller, in a call.
    case call
    /// Staff, by hand.
    case staff

    /// - Parameter call: the call it came from; nil where it came from none.
    init(_ call: Call.ID?) {
        self = call == nil ? .staff : .call
    }
}

extension KeyedDecodingContainer {
    /// Receipts that were written down before records said where they come from are those of calls.
    func decode(_ type: RecordSource.Type, forKey key: Key) throws -> RecordSource {
        try decodeIfPresent(type, forKey: key) ?? .call
    }
}
