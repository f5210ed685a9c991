import Core
public import Foundation

/// One question of a declared workflow. What does not belong to its type is refused, not ignored.
public struct SlotDeclaration: Sendable, Hashable, Codable {
    /// Stable, snake_case.
    public var name: String
    /// As a person reads it on a form, and as the agent calls it.
    public var label: String
    public var type: SlotType
    /// The question in the owner's words, and other wordings for when it must be asked again; made from the label when left out.
    public var prompts: [String]?
    /// What it means, for language models; the label when left out.
    public var explanation: String?
    /// False for what is taken when it is given, but never asked for; true when left out.
    public var required: Bool?
    /// Asked only then.
    public var when: Condition?
    /// For `choice` and `list`.
    public var choices: [Choice]?
    /// For `number` and `money`: the least that is accepted.
    public var minimum: Decimal?
    public var maximum: Decimal?
    /// For `number`: whether only whole numbers are accepted.
    public var whole: Bool?
    /// For `date`: days from the day of the call, 0 is today. For `time`: `HH:MM`.
    public var earliest: Bound?
    public var latest: Bound?
    /// For `code`: `A` is a letter, `9` a digit, `*` either, everything else stands for itself.
    public var format: String?
    /// For `postcode`: ISO 3166-1 alpha-2 codes; where the business's callers are when left out.
    public var countries: [String]?

    public init(
        name: String, label: String, type: SlotType, prompts: [String]? = nil, explanation: String? = nil, required: Bool? = nil,
        when: Condition? = nil, choices: [Choice]? = nil, minimum: Decimal? = nil, maximum: Decimal? = nil, whole: Bool? = nil,
        earliest: Bound? = nil, latest: Bound? = nil, format: String? = nil, countries: [String]? = nil
    ) {
        self.name = name
        self.label = label
        self.type = type
        self.prompts = prompts
        self.explanation = explanation
        self.required = required
        self.when = when
        self.choices = choices
        self.minimum = minimum
        self.maximum = maximum
        self.whole = whole
        self.earliest = earliest
        self.latest = latest
        self.format = format
        self.countries = countries
    }

    enum CodingKeys: String, CodingKey, CaseIterable {
        case name, label, type, prompts, explanation, required, when, choices, minimum, maximum, whole, earliest, latest, format, countries
    }

    public enum SlotType: String, Sendable, Hashable, Codable, CaseIterable {
        /// A few words.
        case text
        /// As many sentences as there are.
        case longText = "long_text"
        /// Somebody's name.
        case name
        /// A day of the past, with its year.
        case birthDate = "birth_date"
        case number, money, date, time, phone, email, address, choice
        case yesNo = "yes_no"
        /// Several of the choices; several things of any kind without choices.
        case list
        /// Letters and digits, such as a number plate.
        case code
        /// A postal code.
        case postcode

        /// - Throws: `Problem` that names the types there are.
        public init(from decoder: any Decoder) throws {
            let text = try decoder.singleValueContainer().decode(String.self)
            guard let type = Self(rawValue: text) else {
                let pointer = "#" + decoder.codingPath.map { "/" + ($0.intValue.map { "\($0)" } ?? $0.stringValue) }.joined()
                let types = Self.allCases.map(\.rawValue).joined(separator: ", ")
                throw Problem.invalid(pointer, "\"\(text.prefix(40))\" is no type of slot. There are: \(types).")
            }
            self = type
        }
    }

    public struct Choice: Sendable, Hashable, Codable {
        public var name: String
        /// What callers also say for it.
        public var aliases: [String]?
        /// False for what exists but cannot be chosen now; true when left out.
        public var available: Bool?

        public init(name: String, aliases: [String]? = nil, available: Bool? = nil) {
            self.name = name
            self.aliases = aliases
            self.available = available
        }

        enum CodingKeys: String, CodingKey, CaseIterable {
            case name, aliases, available
        }
    }

    /// That another slot, declared above, holds one of some values.
    public struct Condition: Sendable, Hashable, Codable {
        public var slot: String
        /// Names of its choices; `yes` or `no`.
        public var isOneOf: [String]

        public init(slot: String, isOneOf: [String]) {
            self.slot = slot
            self.isOneOf = isOneOf
        }

        enum CodingKeys: String, CodingKey, CaseIterable {
            case slot
            case isOneOf = "is"
        }
    }

    /// How early or late is accepted: a number of days, or a time of day.
    public enum Bound: Sendable, Hashable, Codable {
        case days(Int)
        case time(String)

        public init(from decoder: any Decoder) throws {
            let container = try decoder.singleValueContainer()
            if let days = try? container.decode(Int.self) {
                self = .days(days)
            } else {
                self = .time(try container.decode(String.self))
            }
        }

        public func encode(to encoder: any Encoder) throws {
            var container = encoder.singleValueContainer()
            switch self {
            case .days(let days): try container.encode(days)
            case .time(let time): try container.encode(time)
            }
        }
    }
}
