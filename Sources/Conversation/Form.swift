public import Core

/// The state of a call as a form that fills itself: for the caller's page, the staff's page and the model's tools.
public struct Form: Sendable, Hashable, Codable {
    /// What will come of it: "order", "appointment", "ticket", or a name that the owner gave.
    public var workflow: String
    public var title: String
    public var fields: [Field]
    /// What the order costs so far.
    public var total: Money?

    public init(workflow: String, title: String, fields: [Field], total: Money? = nil) {
        self.workflow = workflow
        self.title = title
        self.fields = fields
        self.total = total
    }

    public struct Field: Sendable, Hashable, Codable {
        /// Stable name, as in the tool schema: `order_type`, `customer_name`.
        public var name: String
        public var label: String
        public var type: FieldType
        /// As shown and as accepted by an edit; nil when empty.
        public var value: String?
        /// How sure the agent is, 0...1; nil when empty or set by hand.
        public var confidence: Double?
        public var status: Status
        public var isRequired: Bool
        /// The only values accepted, where there is a fixed set.
        public var choices: [String]
        /// For `lines`: one entry a line of the order.
        public var lines: [Line]

        public init(
            name: String, label: String, type: FieldType, value: String? = nil, confidence: Double? = nil, status: Status = .empty,
            isRequired: Bool = true, choices: [String] = [], lines: [Line] = []
        ) {
            self.name = name
            self.label = label
            self.type = type
            self.value = value
            self.confidence = confidence
            self.status = status
            self.isRequired = isRequired
            self.choices = choices
            self.lines = lines
        }
    }

    /// One line of an order. Edited as the field `lines[0]` with a new quantity ("0" takes it away).
    public struct Line: Sendable, Hashable, Codable {
        public var item: String
        public var quantity: Int
        /// As a person reads them: "large", "no basil", "extra cheese".
        public var options: [String]
        public var price: Money

        public init(item: String, quantity: Int, options: [String], price: Money) {
            self.item = item
            self.quantity = quantity
            self.options = options
            self.price = price
        }
    }

    public enum FieldType: String, Sendable, Hashable, Codable {
        case text, choice, lines, phone, email, address, dateTime, number, money, date, time, yesNo, list
    }

    public enum Status: String, Sendable, Hashable, Codable {
        case empty, heard, needsConfirming, confirmed
    }
}
