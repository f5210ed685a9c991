public import Core
public import Foundation

/// A demand for payment. Once issued neither its lines nor its total change: what was wrong is credited.
public struct Invoice: Sendable, Hashable, Codable, Identifiable {
    /// `INV-000123`; the numbers of a platform's invoices have no gaps.
    public typealias ID = Identifier<Invoice>

    public var number: ID
    /// 1, 2, 3… over the whole platform, the figure in the number.
    public var sequence: Int
    public var business: Business.ID
    public var billedTo: BilledParty
    public var issuedAt: Date
    public var dueAt: Date
    public var lines: [InvoiceLine]
    public var status: Status
    /// Given back by credit notes so far.
    public var credited: Money
    /// Received so far.
    public var paid: Money
    /// When it was paid or voided.
    public var settledAt: Date?
    /// What the payment company calls it, where that company made it.
    public var reference: String?
    /// Where it can be paid at that company's.
    public var paymentURL: String?
    /// Whether a payment waits for the holder of the card to confirm it.
    public var awaitsCustomer = false

    public var id: ID { number }
    public var currency: String { credited.currency }
    /// The sum of the lines.
    public var total: Money { Money(minorUnits: lines.reduce(0) { $0 + $1.amount.minorUnits }, currency: currency) }
    /// What is still to be paid; never negative.
    public var amountDue: Money {
        guard status == .open else { return Money(minorUnits: 0, currency: currency) }
        return Money(minorUnits: max(0, total.minorUnits - credited.minorUnits - paid.minorUnits), currency: currency)
    }

    public enum Status: String, Sendable, Hashable, Codable {
        case open, paid
        /// Withdrawn: a credit note over all of it says so.
        case void
    }

    public init(
        number: ID, sequence: Int, business: Business.ID, billedTo: BilledParty, issuedAt: Date, dueAt: Date, lines: [InvoiceLine],
        currency: String, status: Status = .open, reference: String? = nil
    ) {
        self.number = number
        self.sequence = sequence
        self.business = business
        self.billedTo = billedTo
        self.issuedAt = issuedAt
        self.dueAt = dueAt
        self.lines = lines
        self.status = status
        credited = Money(minorUnits: 0, currency: currency)
        paid = Money(minorUnits: 0, currency: currency)
        self.reference = reference
    }
}

/// Who an invoice is for, as it stood when it was issued.
public struct BilledParty: Sendable, Hashable, Codable {
    public var name: String
    public var email: String
    /// IANA name. An invoice's dates are shown in it; they are reckoned in UTC.
    public var timeZone: String
    /// Line by line; nil where none was told.
    public var address: [String]?
    /// ISO 3166-1 alpha-2: decides which tax is added. Nil where none was told.
    public var country: String?
    /// Such as a VAT identification number.
    public var taxNumber: String?

    public init(
        name: String, email: String, timeZone: String, address: [String]? = nil, country: String? = nil, taxNumber: String? = nil
    ) {
        self.country = country
        self.name = name
        self.email = email
        self.timeZone = timeZone
        self.address = address
        self.taxNumber = taxNumber
    }
}

/// One line of an invoice.
public struct InvoiceLine: Sendable, Hashable, Codable {
    public var kind: Kind
    public var description: String
    /// Months, or sessions.
    public var quantity: Int
    /// For one of these. A part of a month is charged with a unit price of that part.
    public var unitPrice: Money
    /// What the line adds to the total; negative for what is given back. Always quantity × unit price.
    public var amount: Money
    /// The time that is charged for, where there is one.
    public var period: BillingPeriod?

    public enum Kind: String, Sendable, Hashable, Codable {
        /// A plan's price for a month to come.
        case plan
        /// What was paid for the rest of a month on a plan that is left.
        case prorationCredit = "proration_credit"
        /// The rest of a month on the plan that is changed to.
        case prorationDebit = "proration_debit"
        /// Sessions beyond those in the plan.
        case overage
        /// Tax on the other lines; of nothing where the recipient accounts for it. Stands last.
        case tax
        /// Anything else; what it is, the description says.
        case other
    }

    public init(kind: Kind, description: String, quantity: Int, unitPrice: Money, period: BillingPeriod?) {
        self.kind = kind
        self.description = description
        self.quantity = quantity
        self.unitPrice = unitPrice
        amount = unitPrice * quantity
        self.period = period
    }
}
