public import Core
public import Foundation

/// Everything the agent may say or assume about one business: all of it the business's own data.
public struct BusinessFacts: Sendable, Hashable, Codable {
    public var name: String
    public var kind: Kind
    public var timeZone: TimeZone
    /// ISO 4217 code of every price.
    public var currency: String
    /// Where people reach the business itself, for hand-off and for "call us directly".
    public var phone: PhoneNumber?
    public var hours: OpeningHours
    /// What a restaurant sells.
    public var catalogue: Catalogue
    /// What can be booked.
    public var services: [Service]
    /// What a ticket can be about.
    public var categories: [SupportCategory]
    /// What callers are asked, where the owner has declared it: it answers in place of the workflow of the `kind`.
    public var workflow: WorkflowDeclaration?
    /// The first sentence of a call in the owner's words; nil for the usual one.
    public var greeting: String?
    /// What callers must be told before anything else, such as that the call is recorded.
    public var notice: String?
    public var thresholds: Thresholds
    /// What is to be paid beside, or within, the prices of the catalogue; nil for nothing.
    public var tax: SalesTax?

    /// How its callers say telephone numbers.
    public var region: PhoneNumber.Region { PhoneNumber.Region(ofBusinessWith: phone, timeZone: timeZone.identifier) }

    public init(
        name: String, kind: Kind, timeZone: TimeZone, currency: String = "USD", phone: PhoneNumber? = nil,
        hours: OpeningHours = .alwaysOpen, catalogue: Catalogue = Catalogue(), services: [Service] = [],
        categories: [SupportCategory] = [], workflow: WorkflowDeclaration? = nil, greeting: String? = nil,
        notice: String? = nil, thresholds: Thresholds = Thresholds(), tax: SalesTax? = nil
    ) {
        self.name = name
        self.kind = kind
        self.timeZone = timeZone
        self.currency = currency
        self.phone = phone
        self.hours = hours
        self.catalogue = catalogue
        self.services = services
        self.categories = categories
        self.workflow = workflow
        self.greeting = greeting
        self.notice = notice
        self.thresholds = thresholds
        self.tax = tax
    }

    /// Which workflow answers. The raw values are those of the registration request.
    public enum Kind: String, Sendable, Hashable, Codable, CaseIterable {
        case restaurant, appointment, support, custom
    }

    /// How sure the agent must be of a value, as probabilities 0...1.
    public struct Thresholds: Sendable, Hashable, Codable {
        /// From here on a value is taken and only read back at the end, which every action is before it is done.
        public var accept: Double
        /// From here on a value is kept but confirmed on its own; below it is asked again.
        public var confirm: Double
        /// The same as `accept` for what tells who or where somebody is (`Slot.Kind.isIdentifying`): nothing that the business knows
        /// shows that such a value is wrong. Between `confirm` and this it is said back with a question before anything else is done
        /// or asked but for other such values.
        ///
        /// It usually is 0.94, the least at which fewer than one in a hundred answers on the telephone were taken and wrong: measured on
        /// some 2,200 names, dates of birth and postcodes, of which one in eight is so clear (0.8 % wrong).
        public var identity: Double

        private static let clearOnTheTelephone = 0.94

        /// - Parameter identity: left out, it is the usual one, or `accept` where that is more.
        public init(accept: Double = 0.6, confirm: Double = 0.4, identity: Double? = nil) {
            self.accept = accept
            self.confirm = confirm
            self.identity = identity ?? min(max(Self.clearOnTheTelephone, accept), 1)
        }

        /// `identity` may be left out.
        public init(from decoder: any Decoder) throws {
            let container = try decoder.container(keyedBy: CodingKeys.self)
            self.init(
                accept: try container.decode(Double.self, forKey: .accept), confirm: try container.decode(Double.self, forKey: .confirm),
                identity: try container.decodeIfPresent(Double.self, forKey: .identity))
        }
    }
}
