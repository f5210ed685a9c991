public import Core
public import Foundation

/// Something that the business's books hold of a caller: what an earlier call, or this one, has left there.
public struct PastRecord: Sendable, Hashable, Codable {
    /// The record's identifier.
    public var record: String
    /// What a person calls it: "1042".
    public var number: String
    /// Whose it is.
    public var contact: Contact
    public var createdAt: Date
    /// As a person says it: "preparing", "in progress".
    public var status: String
    /// Whether it can still be changed.
    public var isOpen: Bool
    public var content: Content

    public init(
        record: String, number: String, contact: Contact, createdAt: Date, status: String, isOpen: Bool, content: Content
    ) {
        self.record = record
        self.number = number
        self.contact = contact
        self.createdAt = createdAt
        self.status = status
        self.isOpen = isOpen
        self.content = content
    }

    public enum Content: Sendable, Hashable, Codable {
        case order(PastOrder)
        case appointment(service: Service.ID, name: String, start: Date)
        case ticket(subject: String)
    }
}

/// What was ordered before, in the words of that day: the catalogue may have changed since.
public struct PastOrder: Sendable, Hashable, Codable {
    public var lines: [Line]
    public var type: OrderType
    public var address: String?

    public init(lines: [Line], type: OrderType, address: String? = nil) {
        self.lines = lines
        self.type = type
        self.address = address
    }

    public struct Line: Sendable, Hashable, Codable {
        public var item: String
        public var quantity: Int
        /// As `OptionChoice.wording` has them: "large", "no basil".
        public var options: [String]
        public var note: String?

        public init(item: String, quantity: Int, options: [String] = [], note: String? = nil) {
            self.item = item
            self.quantity = quantity
            self.options = options
            self.note = note
        }
    }
}

/// Asks the books for what they hold of one number: the newest first, a handful of each kind.
public struct RecordQuery: Sendable, Hashable, Codable {
    public var phone: PhoneNumber

    public init(phone: PhoneNumber) {
        self.phone = phone
    }
}

/// One record of a caller, with the proof that it is the caller's: a record that stands under another number is not touched.
public struct RecordReference: Sendable, Hashable, Codable {
    public var record: String
    public var phone: PhoneNumber

    public init(record: String, phone: PhoneNumber) {
        self.record = record
        self.phone = phone
    }
}
