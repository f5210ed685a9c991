/// One thing that a conversation between a caller and somebody else settles, as the business declares it.
public struct FollowedSlot: Sendable, Hashable {
    public var name: Slot.Name
    /// What people call it: its words are how it is asked for ("Party size", "Stylist").
    public var label: String
    public var kind: Kind
    public var use: Use
    /// What the record holds when nobody says anything else.
    public var fallback: String?

    public init(name: Slot.Name, label: String, kind: Kind, use: Use = .required, fallback: String? = nil) {
        self.name = name
        self.label = label
        self.kind = kind
        self.use = use
        self.fallback = fallback
    }

    public enum Kind: Sendable, Hashable {
        /// `YYYY-MM-DD`
        case date
        /// `HH:MM`, 24 hours
        case time
        /// A property: `True` or `False`.
        case flag
        /// One of the business's own names: of its people, branches, goods. The value is the id of the choice.
        case name([Slot.Choice])
        /// One of the places it knows.
        case place([Slot.Choice])
        /// One of its headings.
        case category([Slot.Choice])
        /// Anything else that callers say: numbers, persons, names, telephone numbers. Never a date, a time, a choice, a yes or no.
        case value(SlotTarget.Kind)

        var choices: [Slot.Choice] {
            switch self {
            case .name(let choices), .place(let choices), .category(let choices): choices
            case .date, .time, .flag, .value: []
            }
        }

        var isPlace: Bool { if case .place = self { true } else { false } }
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

extension FollowedSlot {
    /// A slot of a workflow, so that its form fills while somebody else has the conversation; nil for what is no single value: the
    /// lines of an order, a time that the availability query issued, an account.
    public init?(_ slot: Slot) {
        let kind: Kind
        switch slot.kind {
        case .date: kind = .date
        case .timeOfDay: kind = .time
        case .yesNo: kind = .flag
        case .choice(let choices, saidBy: .names): kind = .name(choices)
        case .choice(let choices, _): kind = .category(choices)
        default:
            guard let target = SlotTarget(slot) else { return nil }
            kind = .value(target.kind)
        }
        self.init(name: slot.name, label: slot.label, kind: kind, use: slot.need == .always ? .required : .optional)
    }
}

/// A value of a slot, in the form of its kind, and which words say so.
public struct SlotMention: Sendable, Hashable {
    public var slot: Slot.Name
    public var value: String
    /// In Unicode scalars of the turn's text, end exclusive.
    public var span: Range<Int>
    /// The probability that it is meant, 0...1.
    public var confidence: Double

    /// The value of a slot about which the caller has no preference.
    public static let indifferent = "dontcare"
}
