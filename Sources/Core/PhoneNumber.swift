import Foundation

/// A telephone number as a caller or an owner gave it, with its E.164 form where it has one.
///
/// Vanity spellings are accepted (`+1-555-PIZZA`); a number too short to be real is kept as written and is not
/// dialable. Two numbers are the same customer when their `identity` is equal.
public struct PhoneNumber: Hashable, Sendable, Codable {
    /// As written, trimmed; its E.164 form where only the region tells which number it is, for it is kept and read again without.
    public let written: String
    /// `+` and 8 to 15 digits (ITU-T E.164), or nil when the number cannot be dialled.
    public let e164: String?

    /// - Parameter region: how a number without a country code is to be read.
    /// - Returns: nil when the text holds fewer than three digits (a word alone is no number), or other signs than a number has.
    public init?(_ text: String, region: Region = .northAmerica) {
        let written = text.trimmingCharacters(in: .whitespacesAndNewlines)
        guard written.count <= 40, written.count(where: \.isNumber) >= 3, let digits = Self.keypadDigits(of: written) else { return nil }
        let e164 = Self.dialable(digits, isInternational: written.first == "+", region: region).map { "+" + $0 }
        self.written = written.first == "+" || region == .northAmerica ? written : e164 ?? written
        self.e164 = e164
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

    /// What was written, as it is to be read in a region; a number with a country code stays what it is.
    public func reread(in region: Region) -> PhoneNumber { PhoneNumber(written, region: region) ?? self }

    public var isDialable: Bool { e164 != nil }

    /// What tells one customer from another: the E.164 form, or the bare digits of a number that has none.
    public var identity: String { e164 ?? Self.keypadDigits(of: written) ?? written }

    /// Where the number belongs; nil when it has no E.164 form, or one of a country that is not in the table.
    public var region: Region? { e164.flatMap(Region.init(of:)) }

    /// Whether it is as long as the numbers of its country are, so that nobody who dictates it has more to say.
    public var isWhole: Bool {
        guard let e164 else { return false }
        return region.map { $0.admits(e164.dropFirst($0.callingCode.utf8.count + 1)) } ?? true
    }

    /// The digits as they are dialled from a region: `07700900123` at home in the United Kingdom, `+447700900123` elsewhere; a number
    /// without E.164 form as it was given.
    public func dialled(in region: Region) -> String {
        guard let e164 else { return Self.keypadDigits(of: written) ?? written }
        guard self.region == region else { return e164 }
        let national = e164.dropFirst(region.callingCode.utf8.count + 1)
        return (region.saysTrunkPrefix ? region.trunkPrefix : "") + national
    }

    private static func dialable(_ digits: String, isInternational: Bool, region: Region) -> String? {
        if isInternational { return international(digits) }
        if let prefix = region.internationalPrefixes.first(where: digits.hasPrefix) {
            return international(String(digits.dropFirst(prefix.utf8.count)))
        }
        if let national = region.national(digits) { return region.callingCode + national }
        // The country code without a sign before it.
        guard digits.hasPrefix(region.callingCode), let national = region.national(digits.dropFirst(region.callingCode.utf8.count)) else {
            return nil
        }
        return region.callingCode + national
    }

    /// What follows the "+", without the trunk prefix that is often written in brackets: +44 (0)20 7946 0958.
    private static func international(_ digits: String) -> String? {
        guard (8...15).contains(digits.utf8.count), !digits.hasPrefix("0") else { return nil }
        guard let region = Region(of: "+" + digits) else { return digits }
        let national = digits.dropFirst(region.callingCode.utf8.count)
        if region == .northAmerica, !region.admits(national) { return nil }
        return region.callingCode + (region.national(national) ?? String(national))
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
