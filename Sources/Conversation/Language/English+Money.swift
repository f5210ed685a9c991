/// How people name money.
extension English {
    /// What an amount is counted in.
    enum MoneyUnit: Hashable, Sendable {
        /// Dollars of whatever country: the business's own where it has dollars.
        case dollars
        /// Main units of one currency, by its ISO 4217 code.
        case main(String)
        /// Hundredths of the business's own main unit.
        case cents
        /// Hundredths of one currency.
        case hundredths(String)
    }

    static let moneyUnits: [String: MoneyUnit] = [
        "dollar": .dollars, "dollars": .dollars, "buck": .dollars, "bucks": .dollars,
        "pound": .main("GBP"), "pounds": .main("GBP"), "quid": .main("GBP"), "sterling": .main("GBP"),
        "euro": .main("EUR"), "euros": .main("EUR"), "yen": .main("JPY"),
        "cent": .cents, "cents": .cents, "penny": .cents, "pennies": .cents,
        "pence": .hundredths("GBP"), "p": .hundredths("GBP"),
    ]

    /// Signs that stand before an amount, or behind it.
    static let moneySigns: [Character: MoneyUnit] = ["$": .dollars, "£": .main("GBP"), "€": .main("EUR"), "¥": .main("JPY"), "¢": .cents]

    /// Words for a sum in the business's main unit: "a fiver", "two grand".
    static let sums: [String: Int] = [
        "fiver": 5, "fivers": 5, "tenner": 10, "tenners": 10, "grand": 1000, "k": 1000,
    ]

    /// Currencies whose main unit is called a dollar, by their ISO 4217 codes.
    static let dollarCurrencies: Set<String> = ["USD", "CAD", "AUD", "NZD", "SGD", "HKD", "TWD", "BSD", "BBD", "BZD", "JMD", "TTD", "FJD"]
}
