/// The form of a code: `A` stands for a letter, `9` for a digit, `*` for either, everything else for itself.
///
/// `AAA-9999` accepts "kvx four four one two" and writes it `KVX-4412`.
public struct CodeFormat: Sendable, Hashable {
    /// The longest code that can be said and read back, in characters.
    public static let longest = 32

    /// As declared.
    public let pattern: String

    /// - Returns: nil when the pattern is too long or has no place for a letter or a digit.
    public init?(_ pattern: String) {
        guard (1...Self.longest).contains(pattern.unicodeScalars.count), pattern.contains(where: Self.places.contains) else { return nil }
        self.pattern = pattern
    }

    /// The code that some letters and digits make, written as the pattern shows it.
    ///
    /// - Parameter text: with or without the signs between; upper or lower case.
    /// - Returns: nil when it is too short, too long, or has a letter where a digit belongs.
    public func code(_ text: String) -> String? {
        var signs = text.uppercased().filter(Self.isSignificant)[...]
        var code = ""
        for place in pattern {
            guard Self.isPlace(place) else {
                // A fixed letter or digit may be said along; a hyphen never is.
                if Self.isSignificant(place), signs.first == Character(place.uppercased()) { signs = signs.dropFirst() }
                code.append(place)
                continue
            }
            guard let sign = signs.popFirst(), Self.fits(sign, place) else { return nil }
            code.append(sign)
        }
        return signs.isEmpty ? code : nil
    }

    /// Whether a key pad is enough to write it.
    var hasOnlyDigits: Bool { pattern.allSatisfy { $0 == "9" || !$0.isLetter && $0 != "*" } }

    private static let places: Set<Character> = ["A", "9", "*"]

    static func isPlace(_ sign: Character) -> Bool { places.contains(sign) }

    private static func isSignificant(_ sign: Character) -> Bool {
        sign.isASCII && (sign.isLetter || sign.isNumber)
    }

    private static func fits(_ sign: Character, _ place: Character) -> Bool {
        switch place {
        case "A": sign.isLetter
        case "9": sign.isNumber
        default: true
        }
    }
}
