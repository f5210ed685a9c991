public import Core
public import Foundation

/// What stands on a page about money: an invoice or a credit note, every figure reckoned and every date in words, before it becomes HTML or PDF.
public struct BillingDocument: Sendable, Hashable {
    /// Such as `Invoice`.
    public var title: String
    public var number: String
    public var issuedAt: Date
    /// Who sends it.
    public var issuer: Party
    /// Whom it is for.
    public var recipient: Party
    /// What is known of it as a whole: when it was issued, by when it is to be paid.
    public var facts: [Fact]
    public var lines: [Line]
    /// The last is what counts.
    public var totals: [Total]
    /// Sentences that stand below.
    public var notes: [String]

    public struct Party: Sendable, Hashable {
        public var name: String
        /// An address line by line, and whatever else has to stand there, such as a tax number.
        public var details: [String]

        public init(name: String, details: [String] = []) {
            self.name = name
            self.details = details
        }
    }

    public struct Fact: Sendable, Hashable {
        public var name: String
        public var value: String
    }

    public struct Line: Sendable, Hashable {
        public var description: String
        /// The time that is charged for, in words; nil where there is none.
        public var period: String?
        public var quantity: Int
        public var unitPrice: Money
        public var amount: Money
    }

    public struct Total: Sendable, Hashable {
        public var name: String
        public var amount: Money
    }

    /// Such as `Invoice INV-000123`.
    public var heading: String { "\(title) \(number)" }
}
