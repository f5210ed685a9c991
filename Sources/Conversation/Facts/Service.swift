public import Core

/// Something that can be booked for a time.
public struct Service: Sendable, Hashable, Codable, Identifiable {
    public typealias ID = Identifier<Service>

    public static let standardLeadMinutes = 30
    public static let standardHorizonDays = 90

    public var id: ID
    public var name: String
    public var aliases: [String]
    /// Minutes that the caller spends there.
    public var durationMinutes: Int
    /// Minutes kept free after it.
    public var bufferMinutes: Int
    /// Minutes kept free before it.
    public var bufferBeforeMinutes: Int
    /// Nothing is offered sooner than this many minutes from now.
    public var leadMinutes: Int
    /// Nothing is offered later than this many days ahead.
    public var horizonDays: Int
    /// The identifiers of those who may do it; empty where all may.
    public var resources: [String]
    public var price: Money?
    public var isAvailable: Bool

    public init(
        id: ID, name: String, aliases: [String] = [], durationMinutes: Int, bufferMinutes: Int = 0, bufferBeforeMinutes: Int = 0,
        leadMinutes: Int = standardLeadMinutes, horizonDays: Int = standardHorizonDays, resources: [String] = [], price: Money? = nil,
        isAvailable: Bool = true
    ) {
        self.id = id
        self.name = name
        self.aliases = aliases
        self.durationMinutes = durationMinutes
        self.bufferMinutes = bufferMinutes
        self.bufferBeforeMinutes = bufferBeforeMinutes
        self.leadMinutes = leadMinutes
        self.horizonDays = horizonDays
        self.resources = resources
        self.price = price
        self.isAvailable = isAvailable
    }
}

/// What a support ticket can be about.
public struct SupportCategory: Sendable, Hashable, Codable, Identifiable {
    public typealias ID = Identifier<SupportCategory>

    public var id: ID
    public var name: String
    /// Words and phrases of callers that point here, beside the name's own.
    public var keywords: [String]
    public var priority: Priority

    public init(id: ID, name: String, keywords: [String] = [], priority: Priority) {
        self.id = id
        self.name = name
        self.keywords = keywords
        self.priority = priority
    }

    public enum Priority: String, Sendable, Hashable, Codable, CaseIterable {
        case low = "Low"
        case medium = "Medium"
        case high = "High"
        case urgent = "Urgent"
    }
}
