public import Storage

extension PlatformTransaction {
    /// In the order of their countries.
    public func taxRates() throws -> [TaxRate] {
        try rows("SELECT * FROM tax_rate ORDER BY country").map { try TaxRate($0) }
    }

    /// What a business is charged; nil for none.
    func taxRate(for party: BilledParty) throws -> TaxRate? {
        try taxRate(in: party.country ?? TaxRate.anywhereElse) ?? taxRate(in: TaxRate.anywhereElse)
    }

    /// For invoices from now on; those that are issued stay as they are.
    public func save(_ rate: TaxRate) throws {
        try execute(
            """
            INSERT INTO tax_rate (country, name, parts_per_million, reversed)
            VALUES (\(rate.country), \(rate.name), \(rate.partsPerMillion), \(rate.isReversed))
            ON CONFLICT (country) DO UPDATE SET name = excluded.name, parts_per_million = excluded.parts_per_million,
                reversed = excluded.reversed
            """)
    }

    /// - Returns: false when there was none.
    public func removeTaxRate(in country: String) throws -> Bool {
        try execute("DELETE FROM tax_rate WHERE country = \(country)") == 1
    }

    private func taxRate(in country: String) throws -> TaxRate? {
        try row("SELECT * FROM tax_rate WHERE country = \(country)").map { try TaxRate($0) }
    }
}

extension TaxRate {
    fileprivate init(_ row: Row) throws {
        try self.init(
            country: row.get("country"), name: row.get("name"), partsPerMillion: row.get("parts_per_million"),
            isReversed: row.get("reversed"))
    }
}
