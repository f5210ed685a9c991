extension KeyedDecodingContainer {
    /// Reads a member that the build which stored it may not have had; `member` stays as it is where there is none.
    func read<Value: Decodable>(_ member: inout Value, forKey key: Key) throws {
        if let stored = try decodeIfPresent(Value.self, forKey: key) { member = stored }
    }
}
