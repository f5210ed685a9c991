import Foundation

/// A telephone number as a caller or an owner gave it, with its E.164 form where it has one.
///
/// Vanity spellings are accepted (`+1-555-PIZZA`); a number too short to be real is kept as written and is not
/// dialable. Two numbers are the same customer when their `identity` is equal.
public struct PhoneNumber: Hashable, Sendable, Codable {
    /// As written, trimmed.
    public let written: String
    /// `+` and 8 to 15 digits (ITU-T E.164), or nil when the number cannot be dialled.
    public let e164: String?

    /// - Parameter region: how a number without a country code is to be read.
    /// - Returns: nil when the text holds fewer than three digits (a word alone is no number), or other signs than a number has.
    public init?(_ text: String, region: Region = .northAmerica) {
        let written = text.trimmingCharacters(in: .whitespacesAndNewlines)
        guard written.count <= 40, written.count(where: \.isNumber) >= 3, let digits = Self.keypadDigits(of: written) else { return nil }
        self.written = written
        e164 = Self.dialable(digits, isInternational: written.first == "+", region: region)
    }

    public init(from decoder: any Decoder) throws {
        let text = try decoder.singleValueContainer().decode(String.self)
        guard let number = PhoneNumber(text) else {
            throw DecodingError.dataCorrupted(
                .init(codingPath: decoder.codingPath, debugDescription: "\"\(text)\" is not a phone number"))
        }
        self = number
    }

    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(e164 ?? written)
    }

    public var isDialable: Bool { e164 != nil }

    /// What tells one customer from another: the E.164 form, or the bare digits of a number that has none.
    public var identity: String { e164 ?? Self.keypadDigits(of: written) ?? written }

    /// The digits without country code, as a person says them back.
    public var nationalDigits: String {
        guard let e164 else { return Self.keypadDigits(of: written) ?? written }
        return e164.hasPrefix("+1") ? String(e164.dropFirst(2)) : String(e164.dropFirst())
    }

    /// A numbering plan for numbers said without a country code.
    public enum Region: String, Sendable, Codable {
        /// Ten digits, country code 1 (the North American Numbering Plan).
        case northAmerica
    }

    private static func dialable(_ digits: String, isInternational: Bool, region: Region) -> String? {
        let full: String
        switch (isInternational, digits.count) {
        case (true, 8...15): full = digits
        case (false, 10): full = "1" + digits
        case (false, 11) where digits.hasPrefix("1"): full = digits
        default: return nil
        }
        // Country code 1 has exactly ten digits after it, whose area code begins with 2 to 9.
        if full.hasPrefix("1") {
            guard full.count == 11, let area = full.dropFirst().first, area >= "2" else { return nil }
        }
        return "+" + full
    }

    /// Letters become the digits of their key (ITU-T E.161); separators vanish; anything else makes the text no number.
    private static func keypadDigits(of text: some StringProtocol) -> String? {
        var digits = ""
        for character in text.uppercased() {
            switch character {
            case "0"..."9": digits.append(character)
            case "A", "B", "C": digits.append("2")
            case "D", "E", "F": digits.append("3")
            case "G", "H", "I": digits.append("4")
            case "J", "K", "L": digits.append("5")
            case "M", "N", "O": digits.append("6")
            case "P", "Q", "R", "S": digits.append("7")
            case "T", "U", "V": digits.append("8")
            case "W", "X", "Y", "Z": digits.append("9")
            case " ", "-", ".", "(", ")", "/", "\u{00A0}": continue
            case "+" where digits.isEmpty: continue
            default: return nil
            }
        }
        return digits
    }
}
