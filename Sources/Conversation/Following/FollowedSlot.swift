/// One thing that a conversation between a caller and somebody else settles, as the business declares it.
public struct FollowedSlot: Sendable, Hashable {
    /// Stable, snake_case, and in words of the business: its words are how people ask for it (`party_size`, `stylist_name`).
    public var name: String
    public var kind: Kind
    public var use: Use
    /// What the record holds when nobody says anything else.
    public var fallback: String?

    public init(name: String, kind: Kind, use: Use = .required, fallback: String? = nil) {
        self.name = name
        self.kind = kind
        self.use = use
        self.fallback = fallback
    }

    public enum Kind: Sendable, Hashable {
        /// `YYYY-MM-DD`
        case date
        /// `HH:MM`, 24 hours
        case time
        /// A whole number of people or things.
        case count
        /// `True` or `False`
        case flag
        /// One of the business's own names: of its people, branches, goods.
        case name([String])
        /// One of the places it knows.
        case place([String])
        /// One of its headings.
        case category([String])

        var choices: [String] {
            switch self {
            case .name(let choices), .place(let choices), .category(let choices): choices
            case .date, .time, .count, .flag: []
            }
        }

        var isPlace: Bool { if case .place = self { true } else { false } }

        /// Whether it tells what something is like, so that callers also ask for it: "is it expensive?"
        var isProperty: Bool {
            switch self {
            case .flag, .category: true
            case .date, .time, .count, .name, .place: false
            }
        }
    }

    public enum Use: Sendable, Hashable {
        /// Nothing is settled without it.
        case required
        /// It is part of the record when somebody said it.
        case optional
        /// It only narrows the search, and is no part of the record.
        case search
    }
}

/// A value of a slot, in the form of its kind, and which words say so.
public struct SlotMention: Sendable, Hashable {
    /// The slot's name.
    public var slot: String
    public var value: String
    /// In Unicode scalars of the turn's text, end exclusive.
    public var span: Range<Int>
    /// The probability that it is meant, 0...1.
    public var confidence: Double

    /// The value of a slot about which the caller has no preference.
    public static let indifferent = "dontcare"
}

extension FollowedSlot {
    /// As a slot reader knows it: whether people are counted or things stands in the name.
    var countTarget: SlotTarget {
        let target = SlotTarget(name: Slot.Name(rawValue: name))
        return SlotTarget(name: target.name, label: target.label, kind: target.kind == .people ? .people : .number)
    }
}
