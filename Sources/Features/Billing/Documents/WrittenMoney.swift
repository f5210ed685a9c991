import Core
import Foundation

extension Money {
    /// As English writes it: `$1,234.50`, `−€49.50`, `¥1,200`, `CHF 1,234.50`.
    var written: String {
        let places = Money.decimalPlaces(of: currency)
        let digits = String(minorUnits.magnitude)
        let padded = String(repeating: "0", count: max(0, places + 1 - digits.count)) + digits
        let whole = Self.grouped(padded.dropLast(places))
        let figure = places == 0 ? whole : "\(whole).\(padded.suffix(places))"
        // A code is set apart by a space at which no line breaks.
        let amount = Self.symbols[currency].map { $0 + figure } ?? "\(currency)\u{A0}\(figure)"
        return minorUnits < 0 ? "\u{2212}\(amount)" : amount
    }

    /// Those that are not taken for another country's.
    private static let symbols = [
        "USD": "$", "EUR": "€", "GBP": "£", "JPY": "¥", "INR": "₹", "KRW": "₩", "ILS": "₪", "UAH": "₴", "VND": "₫",
    ]

    private static func grouped(_ digits: Substring) -> String {
        var text = ""
        for (index, digit) in digits.enumerated() {
            if index > 0, (digits.count - index) % 3 == 0 { text += "," }
            text.append(digit)
        }
        return text
    }
}
