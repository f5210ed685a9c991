public import Core
public import Foundation
public import Storage

/// How a business wants to be named on its invoices. Those that are issued keep what they say.
public struct BillingDetails: Sendable, Hashable, Codable {
    private static let mostLines = 6
    private static let longestLine = 100

    /// Such as a company's full name; nil for the name of the business.
    public var name: String?
    /// Line by line.
    public var address: [String]
    /// ISO 3166-1 alpha-2; decides which tax is added.
    public var country: String?
    /// Such as a VAT identification number.
    public var taxNumber: String?

    public init(name: String? = nil, address: [String] = [], country: String? = nil, taxNumber: String? = nil) {
        self.name = name
        self.address = address
        self.country = country
        self.taxNumber = taxNumber
    }

    /// As they are stored: without blanks around them.
    ///
    /// - Throws: `Problem` naming what is wrong.
    public func validated() throws -> BillingDetails {
        var violations: [Problem.Violation] = []
        func line(_ text: String?, _ pointer: String) -> String? {
            guard let text = text?.trimmingCharacters(in: .whitespaces), !text.isEmpty else { return nil }
            violations += Problem.Violation.inLength(of: text, as: "A line", 0...Self.longestLine, at: pointer)
            if text.unicodeScalars.contains(where: { $0.properties.generalCategory == .control }) {
                violations.append(.init(pointer: pointer, detail: "A line holds no control characters."))
            }
            return text
        }
        if address.count > Self.mostLines {
            violations.append(.init(pointer: "#/address", detail: "An address has at most \(Self.mostLines) lines."))
        }
        let country = line(country, "#/country")?.uppercased()
        if let country, !TaxRate.isCountry(country) {
            violations.append(.init(pointer: "#/country", detail: "A country is written with two letters, such as IT."))
        }
        let valid = BillingDetails(
            name: line(name, "#/name"),
            address: address.prefix(Self.mostLines).enumerated().compactMap { line($1, "#/address/\($0)") },
            country: country, taxNumber: line(taxNumber, "#/taxNumber"))
        guard violations.isEmpty else { throw Problem.invalid(violations) }
        return valid
    }
}

extension PlatformTransaction {
    /// What a business never told is empty.
    public func billingDetails(of business: Business.ID) throws -> BillingDetails {
        try row("SELECT details FROM billing_details WHERE business_id = \(business)")?.json("details", as: BillingDetails.self)
            ?? BillingDetails()
    }

    public func save(_ details: BillingDetails, of business: Business.ID, at now: Date) throws {
        try execute(
            """
            INSERT INTO billing_details (business_id, details, updated_at) VALUES (\(business), \(json: details), \(now))
            ON CONFLICT (business_id) DO UPDATE SET details = excluded.details, updated_at = excluded.updated_at
            """)
    }
}
