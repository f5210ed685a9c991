public import Conversation
import Core
public import Foundation

/// What a caller wants to have in the books when the call is over.
public struct Wish: Sendable, Hashable {
    /// Of an order; empty for anything else.
    public var lines: [OrderLine] = []
    /// What is wanted of the fields but the lines, the time and the caller's own account.
    public var values: [Slot.Name: Wanted] = [:]
    /// When it would suit the caller.
    public var time: TimeWish?
    /// The caller's own account in several wordings: the next is told when the one before was not understood.
    public var accounts: [String] = []
    /// The words that the accounts are about.
    public var matters: Set<String> = []

    public init() {}
}

/// One value that is wanted.
public struct Wanted: Sendable, Hashable {
    /// As the books hold it.
    public var written: String
    /// Several ways of saying it.
    public var sayings: [String]
    /// Said when it was not understood: spelled out, digit by digit.
    public var careful: String

    public init(_ written: String, sayings: [String], careful: String? = nil) {
        self.written = written
        self.sayings = sayings.isEmpty ? [written] : sayings
        self.careful = careful ?? sayings.first ?? written
    }
}

/// When an appointment would suit.
public struct TimeWish: Sendable, Hashable {
    public var wish: AvailabilityWish
    /// Several ways of saying it.
    public var sayings: [String]
    /// What was agreed with the agent, which then is all that will do.
    public var agreed: Date?

    public init(_ wish: AvailabilityWish, sayings: [String]) {
        self.wish = wish
        self.sayings = sayings
    }

    /// Whether a time will do.
    public func admits(_ start: Date, in zone: TimeZone) -> Bool {
        if let agreed { return start == agreed }
        let local = start.local(in: zone)
        return wish.admits(local.date, local.time)
    }
}
