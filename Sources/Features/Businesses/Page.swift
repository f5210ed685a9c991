/// One page of a list, with the cursor of the page after it.
public struct Page<Item: Codable & Sendable>: Sendable, Codable {
    public let data: [Item]
    /// To be sent as `cursor` for the next page; null on the last one.
    public let nextCursor: String?

    public init(data: [Item], nextCursor: String?) {
        self.data = data
        self.nextCursor = nextCursor
    }

    /// The most items of one page.
    public static var longest: Int { 100 }

    enum CodingKeys: String, CodingKey {
        case data
        case nextCursor = "next_cursor"
    }

    public func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encode(data, forKey: .data)
        try container.encode(nextCursor, forKey: .nextCursor)
    }
}
