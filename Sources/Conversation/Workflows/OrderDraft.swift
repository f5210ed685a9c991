public import Core

/// An order as far as it has been said.
public struct OrderDraft: Sendable, Hashable, Codable {
    /// More is no order of a caller's.
    public static let mostLines = 100

    public var lines: [OrderLine]
    public var type: OrderType?
    public var address: String?
    public var contact: Contact
    public var notes: String?

    public init(lines: [OrderLine] = [], type: OrderType? = nil, address: String? = nil, contact: Contact = Contact(), notes: String? = nil)
    {
        self.lines = lines
        self.type = type
        self.address = address
        self.contact = contact
        self.notes = notes
    }
}

public enum OrderType: String, Sendable, Hashable, Codable, CaseIterable {
    case takeaway = "Takeaway"
    case delivery = "Delivery"
    case dineIn = "Dine-in"
}

/// Who calls. The phone number is the customer's identity.
public struct Contact: Sendable, Hashable, Codable {
    public var name: String?
    public var phone: PhoneNumber?
    public var email: String?

    public init(name: String? = nil, phone: PhoneNumber? = nil, email: String? = nil) {
        self.name = name
        self.phone = phone
        self.email = email
    }
}

/// One line of an order: some units of one item, all alike. Refers to the catalogue by identifier, so that a change of
/// price or availability during the call is seen.
public struct OrderLine: Sendable, Hashable, Codable {
    /// More of one thing is a slip of the tongue or of the ear, or somebody who tries us.
    public static let largestQuantity = 999

    /// More wishes about one thing are nobody's.
    public static let mostOptions = 100

    public var item: CatalogueItem.ID
    public var quantity: Int
    public var options: [OptionChoice]
    /// What the caller asked for that the item has no option for, in the caller's words.
    public var note: String?

    public init(item: CatalogueItem.ID, quantity: Int = 1, options: [OptionChoice] = [], note: String? = nil) {
        self.item = item
        self.quantity = quantity
        self.options = options
        self.note = note
    }
}

/// What a caller said about one option of an item.
public struct OptionChoice: Sendable, Hashable, Codable {
    /// More of one option on one thing cannot be meant.
    public static let largestCount = 20

    public var group: OptionGroup.ID
    /// The option's name within its group.
    public var name: String
    public var amount: Amount
    /// How often, for what can be counted ("two shots"). 1 when nothing was said.
    public var count: Int

    public init(group: OptionGroup.ID, name: String, amount: Amount = .normal, count: Int = 1) {
        self.group = group
        self.name = name
        self.amount = amount
        self.count = count
    }

    public enum Amount: String, Sendable, Hashable, Codable {
        case normal, extra, light
        /// No more than usual: "no extra cheese" leaves the cheese that belongs there.
        case notExtra
        /// Left out: "no onions".
        case none
    }
}

extension OrderLine {
    /// Whether one order may hold so much of it.
    public var isOrderable: Bool {
        (1...Self.largestQuantity).contains(quantity) && options.count <= Self.mostOptions
            && options.allSatisfy { (1...OptionChoice.largestCount).contains($0.count) }
    }
}

extension OptionChoice {
    /// As a form and a kitchen ticket show it: "large", "no basil", "extra cheese", "2 × shot".
    public var wording: String {
        let name = name.lowercased()
        return switch amount {
        case .normal: count > 1 ? "\(count) × \(name)" : name
        case .extra: "extra \(name)"
        case .light: "light \(name)"
        case .notExtra: "no extra \(name)"
        case .none: "no \(name)"
        }
    }
}
