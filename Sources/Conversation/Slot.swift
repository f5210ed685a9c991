public import Core
public import Foundation

/// One thing a workflow must know before it can act: declared once, and asked, shown, described to models and checked from
/// that declaration.
public struct Slot: Sendable, Hashable {
    public let name: Name
    /// As a person reads it on a form.
    public let label: String
    public let kind: Kind
    public let need: Need
    /// What it means, for a model that fills it.
    public let explanation: String
    /// The question in several wordings; a later one is plainer and says more of what is expected.
    public let prompts: [String]

    public init(name: Name, label: String, kind: Kind, need: Need = .always, explanation: String, prompts: [String] = []) {
        self.name = name
        self.label = label
        self.kind = kind
        self.need = need
        self.explanation = explanation
        self.prompts = prompts
    }

    /// What a slot holds, which decides how speech about it is read.
    public enum Kind: Sendable, Hashable {
        /// Lines of an order from the catalogue.
        case lines
        /// One of a fixed set.
        case choice([Choice], saidBy: Saying)
        /// A free time that the availability query issued.
        case time
        case personName
        case phone
        case address
        /// The caller's own account, as many sentences as there are.
        case account
        /// Words, taken as they are said.
        case text
        case email
        /// How many, or how much of something.
        case number(Limits<Decimal>, isWhole: Bool)
        /// An amount of the business's currency, in its main unit.
        case money(Limits<Decimal>, currency: String)
        /// A day; the limits count days from the day of the call: 0 is today, -1 was yesterday.
        case date(Limits<Int>)
        /// The day on which somebody was born.
        case birthDate
        /// A time of any day.
        case timeOfDay(Limits<LocalTime>)
        case yesNo
        /// Several of a fixed set; several things of any kind where the set is empty.
        case list([Choice])
        /// A postal code of one of some countries.
        case postcode([PostcodeFormat])
        /// Letters and digits of a known form, such as a number plate.
        case code(CodeFormat)
    }

    /// How callers point at one of the values of a choice.
    public enum Saying: Sendable, Hashable {
        /// By fixed phrases of the language.
        case phrases
        /// By names that the business gave, in part or misheard.
        case names
        /// By describing what points to it.
        case description
        /// It is derived, not said.
        case nothing
    }

    /// One of the values of a choice.
    public struct Choice: Sendable, Hashable {
        /// What is stored.
        public let id: String
        /// As a form and a tool schema show it.
        public let name: String
        /// As the agent says it.
        public let spoken: String
        /// What callers say for it, beside the name.
        public let phrases: [String]
        /// False for what exists but cannot be chosen now.
        public let isAvailable: Bool

        public init(id: String, name: String, spoken: String? = nil, phrases: [String] = [], isAvailable: Bool = true) {
            self.id = id
            self.name = name
            self.spoken = spoken ?? name
            self.phrases = phrases
            self.isAvailable = isAvailable
        }
    }

    public enum Need: Sendable, Hashable {
        case always
        /// Taken when given, never asked for.
        case never
        /// Asked for once another slot holds one of these values.
        case when(Name, isOneOf: [SlotValue])
    }

    /// Stable, snake_case, as in the stored record: `customer_name`.
    public struct Name: RawRepresentable, Sendable, Hashable, Codable, CodingKeyRepresentable, ExpressibleByStringLiteral {
        public let rawValue: String

        public init(rawValue: String) { self.rawValue = rawValue }
        public init(stringLiteral value: String) { rawValue = value }

        public static let lines: Name = "lines"
        public static let orderType: Name = "order_type"
        public static let address: Name = "delivery_address"
        public static let service: Name = "service"
        public static let start: Name = "start"
        public static let category: Name = "category"
        public static let priority: Name = "priority"
        public static let subject: Name = "subject"
        public static let description: Name = "description"
        public static let customerName: Name = "customer_name"
        public static let customerPhone: Name = "customer_phone"
        public static let notes: Name = "notes"
    }

    /// Whether callers choose by names that the business gave, and not by words of the language.
    public var isChosenByName: Bool {
        switch kind {
        case .choice(_, .names), .choice(_, .description): true
        default: false
        }
    }

    public var choices: [Choice] {
        switch kind {
        case .choice(let choices, _), .list(let choices): choices
        default: []
        }
    }
}

extension Slot.Kind {
    /// Whether it is letters and digits that are spelled.
    var isCode: Bool {
        switch self {
        case .code, .postcode: true
        default: false
        }
    }

    /// Whether it tells who somebody is or how to reach them, which nothing but the caller's own word can confirm.
    var isIdentifying: Bool {
        switch self {
        case .personName, .phone, .email, .address, .birthDate, .code, .postcode: true
        case .lines, .choice, .time, .account, .text, .number, .money, .date, .timeOfDay, .yesNo, .list: false
        }
    }

    /// Whether any words at all can be a value.
    var isFreeText: Bool { self == .text || self == .account }
}

/// The least and the most that is accepted, both included; nil is no limit.
public struct Limits<Value: Sendable & Hashable & Comparable>: Sendable, Hashable {
    public var least: Value?
    public var most: Value?

    public init(least: Value? = nil, most: Value? = nil) {
        self.least = least
        self.most = most
    }

    public func admit(_ value: Value) -> Bool {
        (least.map { $0 <= value } ?? true) && (most.map { value <= $0 } ?? true)
    }
}

/// What one slot holds.
public enum SlotValue: Sendable, Hashable, Codable {
    case lines([OrderLine])
    /// The id of a `Slot.Choice`.
    case choice(String)
    case time(OfferedSlot)
    case phone(PhoneNumber)
    /// Also a name, an address, an e-mail address, a code.
    case text(String)
    case number(Decimal)
    case money(Money)
    case date(LocalDate)
    case timeOfDay(LocalTime)
    case yesNo(Bool)
    /// Ids of choices, or the things themselves.
    case list([String])
}

/// A value with how it came to be known.
public struct HeldValue: Sendable, Hashable, Codable {
    public var value: SlotValue
    /// The probability that this is what the caller meant, 0...1; nil when a person set it by hand.
    public var confidence: Double?
    public var status: Form.Status

    public init(_ value: SlotValue, confidence: Double?, status: Form.Status) {
        self.value = value
        self.confidence = confidence
        self.status = status
    }
}

extension Slot.Kind {
    /// Whether its value tells who somebody is, or where to find them.
    public var tellsWho: Bool {
        switch self {
        case .personName, .phone, .email, .address, .postcode, .birthDate, .code: true
        case .lines, .choice, .time, .account, .text, .number, .money, .date, .timeOfDay, .yesNo, .list: false
        }
    }
}
