public import Core

/// The postal codes of countries, by ISO 3166-1 alpha-2 code: `9` is a digit, `A` a letter, everything else is written as it stands.
///
/// Source: Universal Postal Union, "Addressing systems and postal code" (S42 templates): how many signs there are, and how they are
/// divided; which of them are in use nobody can know for all countries.
extension PostcodeFormat {
    private static let patterns: [String: String] = [
        "AT": "9999", "AU": "9999", "BE": "9999", "BG": "9999", "BR": "99999-999", "CH": "9999", "CN": "999999", "CY": "9999",
        "CZ": "999 99", "DE": "99999", "DK": "9999", "EE": "99999", "ES": "99999", "FI": "99999", "FR": "99999", "GR": "999 99",
        "HR": "99999", "HU": "9999", "ID": "99999", "IL": "9999999", "IN": "999999", "IS": "999", "IT": "99999", "JP": "999-9999",
        "KR": "99999", "LI": "9999", "LT": "99999", "LU": "9999", "LV": "9999", "MC": "99999", "MT": "AAA 9999", "MX": "99999",
        "MY": "99999", "NL": "9999 AA", "NO": "9999", "NZ": "9999", "PH": "9999", "PL": "99-999", "PT": "9999-999", "RO": "999999",
        "RS": "99999", "RU": "999999", "SE": "999 99", "SG": "999999", "SI": "9999", "SK": "999 99", "TH": "99999", "TR": "99999",
        "UA": "99999", "ZA": "9999",
    ]

    /// Which countries share a calling code, or have one of their own, in `PhoneNumber.Region`.
    private static let countriesByCallingCode: [String: [String]] = [
        "1": ["US", "CA"], "7": ["RU"], "27": ["ZA"], "30": ["GR"], "31": ["NL"], "32": ["BE"], "33": ["FR"], "34": ["ES"], "36": ["HU"],
        "39": ["IT"], "40": ["RO"], "41": ["CH"], "43": ["AT"], "44": ["GB"], "45": ["DK"], "46": ["SE"], "47": ["NO"], "48": ["PL"],
        "49": ["DE"], "52": ["MX"], "55": ["BR"], "60": ["MY"], "61": ["AU"], "62": ["ID"], "63": ["PH"], "64": ["NZ"], "65": ["SG"],
        "66": ["TH"], "81": ["JP"], "82": ["KR"], "86": ["CN"], "90": ["TR"], "91": ["IN"], "351": ["PT"], "352": ["LU"], "353": ["IE"],
        "354": ["IS"], "356": ["MT"], "357": ["CY"], "358": ["FI"], "359": ["BG"], "370": ["LT"], "371": ["LV"], "372": ["EE"],
        "377": ["MC"], "380": ["UA"], "381": ["RS"], "385": ["HR"], "386": ["SI"], "420": ["CZ"], "421": ["SK"], "423": ["LI"],
        "972": ["IL"],
    ]

    /// - Parameter country: ISO 3166-1 alpha-2, upper case.
    /// - Returns: nil for a country without postal codes, or one that is not known.
    public static func country(_ country: String) -> PostcodeFormat? {
        switch country {
        case "GB": unitedKingdom
        case "US": unitedStates
        case "CA": canada
        case "IE": ireland
        default: patterns[country].map(PostcodeFormat.init(pattern:))
        }
    }

    /// Those of the country, or the countries, where the callers of a business are; none where they are not known.
    public static func formats(of region: PhoneNumber.Region) -> [PostcodeFormat] {
        (countriesByCallingCode[region.callingCode] ?? []).compactMap(country)
    }

    /// Ireland: a routing key and four signs of a smaller alphabet. Source: Eircode, "Solution Design Document", 2015.
    static let ireland: PostcodeFormat = {
        let sign = CodeSymbol.Group("acdefhknprtvwxy0123456789")
        let key = [CodeSymbol.Group("acdefhknprtvwxy"), .digits, CodeSymbol.Group("0123456789w")]
        return PostcodeFormat(
            shape: CodeShape(patterns: [key + Array(repeating: sign, count: 4)]), divisions: [7: Division(tail: 4, sign: " ")])
    }()

    private init(pattern: String) {
        let parts = pattern.split { !$0.isLetter && !$0.isNumber }
        let places = parts.joined().map { $0 == "9" ? CodeSymbol.Group.digits : .letters }
        let sign = pattern.first { !$0.isLetter && !$0.isNumber }
        self.init(
            shape: CodeShape(patterns: [places]),
            divisions: sign.map { [places.count: Division(tail: parts.last?.count ?? 0, sign: String($0))] } ?? [:])
    }
}
