import Core
import Foundation

extension Problem.Violation {
    /// The longest name of anything a business owns, in characters.
    static let longestName = 120

    /// Empty when the text can be a name.
    static func inName(_ name: String, at pointer: String) -> [Problem.Violation] {
        inLength(of: name.trimmingCharacters(in: .whitespacesAndNewlines), as: "A name", 1...longestName, at: pointer)
    }
}

extension Problem.Violation {
    /// Empty when there are not too many texts, and none is longer than a name.
    static func inTexts(_ texts: [String]?, atMost most: Int, at pointer: String) -> [Problem.Violation] {
        let texts = texts ?? []
        guard texts.count <= most else { return [.init(pointer: pointer, detail: "There are at most \(most) of these.")] }
        return texts.enumerated().flatMap { index, text in
            inLength(of: text, as: "A text here", 0...longestName, at: "\(pointer)/\(index)")
        }
    }
}

extension Money {
    /// The amount of a decimal number from a request, or nil and a violation.
    static func reading(
        _ decimal: Decimal, currency: String, at pointer: String, mayBeNegative: Bool = false, into violations: inout [Problem.Violation]
    ) -> Money? {
        do {
            let money = try Money(decimal: decimal, currency: currency)
            guard money.minorUnits >= 0 || mayBeNegative else {
                violations.append(.init(pointer: pointer, detail: "A price is not negative."))
                return nil
            }
            return money
        } catch .tooPrecise {
            let places = Money.decimalPlaces(of: currency)
            violations.append(.init(pointer: pointer, detail: "An amount of \(currency) has at most \(places) decimal places."))
        } catch {
            violations.append(.init(pointer: pointer, detail: "The amount is too large."))
        }
        return nil
    }
}

extension Problem.Violation {
    /// The same place of a document, where that is a part of a larger one.
    func within(_ place: String) -> Problem.Violation {
        Problem.Violation(pointer: place + pointer.dropFirst(), detail: detail)
    }
}
