/// The numbering plans of the world, as far as they are known here.
///
/// Sources: ITU-T E.164 (calling codes), the national numbering plans that the ITU publishes after E.129 (trunk and international
/// prefixes, lengths of the numbers), and the IANA time zone database, `zone1970.tab` and `backward` (zones).
extension PhoneNumber {
    /// A numbering plan: how a number said without a country code is to be read.
    public struct Region: Hashable, Sendable {
        /// Of the country, such as "44".
        public let callingCode: String
        /// Said before a national number and dropped behind the country code; empty where there is none. Italy has none: there the
        /// zero belongs to the number.
        public let trunkPrefix: String
        /// Whether people say the trunk prefix with their number.
        let saysTrunkPrefix: Bool
        /// What is dialled before a country code.
        let internationalPrefixes: [String]
        /// How many digits the numbers in use have, without country code and trunk prefix.
        public let lengths: ClosedRange<Int>
        /// How mobile numbers begin, and their length where it is not that of all others.
        let mobile: (prefixes: [String], length: Int)?
        /// How numbers are grouped when they are written at home: `#` is any digit, another one itself. The first that fits counts.
        let formats: [String]
        /// Identifiers of the IANA time zones where it is used.
        let timeZones: Set<String>

        init(
            _ callingCode: String, trunk trunkPrefix: String = "0", isTrunkSaid: Bool = true, international: [String] = ["00"],
            _ lengths: ClosedRange<Int>, mobile: (prefixes: [String], length: Int)? = nil, formats: [String] = [], zones: [String] = []
        ) {
            self.callingCode = callingCode
            self.trunkPrefix = trunkPrefix
            saysTrunkPrefix = isTrunkSaid
            internationalPrefixes = international
            self.lengths = lengths
            self.mobile = mobile
            self.formats = formats
            timeZones = Set(zones)
        }

        /// The region whose country code begins an E.164 number.
        init?(of e164: String) {
            // No calling code begins another.
            guard let found = Self.all.first(where: { e164.dropFirst().hasPrefix($0.callingCode) }) else { return nil }
            self = found
        }

        /// - Parameter identifier: of an IANA time zone, such as "Europe/London".
        /// - Returns: nil for a zone of none of the regions in the table, such as those of North America.
        public init?(timeZone identifier: String) {
            guard let found = Self.all.first(where: { $0.timeZones.contains(identifier) }) else { return nil }
            self = found
        }

        /// Where the callers of a business are: by the country code of its own number, else by its IANA time zone; else North America.
        public init(ofBusinessWith phone: PhoneNumber?, timeZone: String) {
            self = phone?.region ?? Region(timeZone: timeZone) ?? .northAmerica
        }

        /// A country code names one plan of the table.
        public static func == (one: Region, other: Region) -> Bool { one.callingCode == other.callingCode }
        public func hash(into hasher: inout Hasher) { hasher.combine(callingCode) }

        /// How long a number is that was said without its area code, where all are alike; nil where they differ.
        public var localLength: Int? { self == .northAmerica ? 7 : nil }

        /// A whole number as it follows the country code; nil when the digits are none.
        func national(_ digits: some StringProtocol) -> String? {
            if !trunkPrefix.isEmpty, digits.hasPrefix(trunkPrefix) {
                let rest = digits.dropFirst(trunkPrefix.utf8.count)
                if admits(rest) { return String(rest) }
            }
            return admits(digits) ? String(digits) : nil
        }

        /// Whether digits that are no whole number yet may become one when more follow.
        public func mayGoOn(after digits: String) -> Bool {
            let count = digits.count(where: \.isNumber)
            if digits.first == "+" || internationalPrefixes.contains(where: digits.hasPrefix) { return count < 15 }
            let prefixes = [callingCode, trunkPrefix].filter { digits.hasPrefix($0) }
            return count < lengths.upperBound + (prefixes.map(\.utf8.count).max() ?? 0)
        }

        /// Whether there are numbers of that length that begin so.
        func admits(_ national: some StringProtocol) -> Bool {
            if trunkPrefix.hasPrefix("0"), national.hasPrefix("0") { return false }
            // An area code of North America begins with 2 to 9.
            if self == .northAmerica, national.hasPrefix("0") || national.hasPrefix("1") { return false }
            if let mobile, mobile.prefixes.contains(where: national.hasPrefix) { return national.utf8.count == mobile.length }
            return lengths.contains(national.utf8.count)
        }
    }

    /// The digits in the groups in which people of the region say them, the country code first where it is another's.
    public func groups(in region: Region) -> [String] {
        let digits = dialled(in: region)
        guard let home = self.region, digits.first == "+" else { return region.grouped(digits) }
        // Grouped as at home, but for the trunk prefix.
        var national = home.grouped(dialled(in: home))
        if home.saysTrunkPrefix { national[0].removeFirst(home.trunkPrefix.utf8.count) }
        return ["+" + home.callingCode] + national.filter { !$0.isEmpty }
    }
}

extension PhoneNumber.Region {
    fileprivate func grouped(_ digits: String) -> [String] {
        for format in formats {
            let signs = format.filter { $0 != " " }
            guard signs.utf8.count == digits.utf8.count, zip(signs, digits).allSatisfy({ $0 == "#" || $0 == $1 }) else { continue }
            return Self.split(digits, into: format.split(separator: " ").map(\.utf8.count))
        }
        // Threes, and no single digit at the end.
        let count = digits.utf8.count
        guard count > 4 else { return [digits] }
        let rest = count % 3
        let threes = Array(repeating: 3, count: count / 3 - (rest == 0 ? 0 : 1))
        return Self.split(digits, into: threes + (rest == 0 ? [] : rest == 1 ? [4] : [3, 2]))
    }

    private static func split(_ digits: String, into sizes: [Int]) -> [String] {
        var rest = Substring(digits)
        return sizes.map { size in
            defer { rest = rest.dropFirst(size) }
            return String(rest.prefix(size))
        }
    }
}

extension PhoneNumber.Region {
    /// Ten digits, country code 1 (the North American Numbering Plan).
    public static let northAmerica = Self("1", trunk: "", international: ["011", "00"], 10...10, formats: ["### ### ####", "### ####"])

    static let all: [Self] = [northAmerica] + europe + asia + africa + latinAmerica + oceania

    private static let europe: [Self] = [
        Self(
            "44", 10...10, formats: ["02# #### ####", "011# ### ####", "01#1 ### ####", "03## ### ####", "08## ### ####", "##### ### ###"],
            zones: ["Europe/London", "Europe/Belfast", "Europe/Jersey", "Europe/Guernsey", "Europe/Isle_of_Man", "GB"]),
        Self("353", 8...9, mobile: (["8"], 9), formats: ["08# ### ####", "01 ### ####"], zones: ["Europe/Dublin", "Eire"]),
        Self(
            "39", trunk: "", 9...11, mobile: (["3"], 10), formats: ["3## ### ####", "0# #### ####"],
            zones: ["Europe/Rome", "Europe/San_Marino", "Europe/Vatican"]),
        Self("33", 9...9, formats: ["## ## ## ## ##"], zones: ["Europe/Paris"]),
        Self("34", trunk: "", 9...9, formats: ["### ### ###"], zones: ["Europe/Madrid", "Africa/Ceuta", "Atlantic/Canary"]),
        Self(
            "351", trunk: "", 9...9, formats: ["### ### ###"], zones: ["Europe/Lisbon", "Atlantic/Madeira", "Atlantic/Azores", "Portugal"]),
        Self("49", 9...11, zones: ["Europe/Berlin", "Europe/Busingen"]),
        Self("43", 9...12, zones: ["Europe/Vienna"]),
        Self("41", 9...9, formats: ["### ### ## ##"], zones: ["Europe/Zurich"]),
        Self("423", trunk: "", 7...7, zones: ["Europe/Vaduz"]),
        Self("31", 9...9, formats: ["06 #### ####", "### ### ####"], zones: ["Europe/Amsterdam"]),
        Self(
            "32", 8...9, mobile: (["45", "46", "47", "48", "49"], 9), formats: ["#### ## ## ##", "## ### ## ##"], zones: ["Europe/Brussels"]
        ),
        Self("352", trunk: "", 6...9, mobile: (["6"], 9), zones: ["Europe/Luxembourg"]),
        Self("377", trunk: "", 8...9, mobile: (["6"], 9), zones: ["Europe/Monaco"]),
        Self("376", trunk: "", 6...6, zones: ["Europe/Andorra"]),
        Self("45", trunk: "", 8...8, formats: ["## ## ## ##"], zones: ["Europe/Copenhagen"]),
        Self("298", trunk: "", 6...6, zones: ["Atlantic/Faroe"]),
        Self("47", trunk: "", 8...8, formats: ["## ## ## ##"], zones: ["Europe/Oslo", "Arctic/Longyearbyen"]),
        Self("46", 8...9, mobile: (["7"], 9), formats: ["### ### ## ##"], zones: ["Europe/Stockholm"]),
        Self("358", 8...10, zones: ["Europe/Helsinki", "Europe/Mariehamn"]),
        Self("354", trunk: "", 7...7, formats: ["### ####"], zones: ["Atlantic/Reykjavik", "Iceland"]),
        Self("48", trunk: "", 9...9, formats: ["### ### ###"], zones: ["Europe/Warsaw", "Poland"]),
        Self("420", trunk: "", 9...9, formats: ["### ### ###"], zones: ["Europe/Prague"]),
        Self("421", 9...9, formats: ["#### ### ###"], zones: ["Europe/Bratislava"]),
        Self(
            "36", trunk: "06", 8...9, mobile: (["20", "30", "31", "50", "70"], 9), formats: ["06 ## ### ####", "06 # ### ####"],
            zones: ["Europe/Budapest"]),
        Self("40", 9...9, formats: ["#### ### ###"], zones: ["Europe/Bucharest"]),
        Self("359", 8...9, mobile: (["87", "88", "89", "98"], 9), zones: ["Europe/Sofia"]),
        Self("30", trunk: "", 10...10, formats: ["### ### ####"], zones: ["Europe/Athens"]),
        Self("357", trunk: "", 8...8, formats: ["## ######"], zones: ["Asia/Nicosia", "Europe/Nicosia"]),
        Self("356", trunk: "", 8...8, formats: ["#### ####"], zones: ["Europe/Malta"]),
        Self("385", 8...9, zones: ["Europe/Zagreb"]),
        Self("386", 8...8, zones: ["Europe/Ljubljana"]),
        Self("381", 8...9, zones: ["Europe/Belgrade"]),
        Self("387", 8...9, zones: ["Europe/Sarajevo"]),
        Self("382", 8...8, zones: ["Europe/Podgorica"]),
        Self("389", 8...8, zones: ["Europe/Skopje"]),
        Self("355", 8...9, mobile: (["6"], 9), zones: ["Europe/Tirane"]),
        Self("370", 8...8, zones: ["Europe/Vilnius"]),
        Self("371", trunk: "", 8...8, zones: ["Europe/Riga"]),
        Self("372", trunk: "", 7...8, zones: ["Europe/Tallinn"]),
        Self("373", 8...8, zones: ["Europe/Chisinau"]),
        Self("380", 9...9, formats: ["### ### ## ##"], zones: ["Europe/Kyiv", "Europe/Kiev"]),
        Self(
            "7", trunk: "8", international: ["810", "00"], 10...10, formats: ["# ### ### ## ##"],
            zones: [
                "Europe/Moscow", "Asia/Yekaterinburg", "Asia/Novosibirsk", "Asia/Vladivostok", "Asia/Almaty", "Europe/Kaliningrad",
                "Europe/Samara",
            ]),
        Self("90", 10...10, formats: ["#### ### ## ##"], zones: ["Europe/Istanbul", "Asia/Istanbul", "Turkey"]),
    ]

    private static let asia: [Self] = [
        Self(
            "972", 8...9, mobile: (["5", "7"], 9), formats: ["05# ### ####", "07# ### ####", "0# ### ####"],
            zones: ["Asia/Jerusalem", "Asia/Tel_Aviv", "Israel"]),
        Self("971", 8...9, mobile: (["5"], 9), formats: ["05# ### ####", "0# ### ####"], zones: ["Asia/Dubai"]),
        Self("966", 9...9, formats: ["05# ### ####", "0## ### ####"], zones: ["Asia/Riyadh"]),
        Self("974", trunk: "", 8...8, formats: ["#### ####"], zones: ["Asia/Qatar"]),
        Self("973", trunk: "", 8...8, formats: ["#### ####"], zones: ["Asia/Bahrain"]),
        Self("965", trunk: "", 8...8, formats: ["#### ####"], zones: ["Asia/Kuwait"]),
        Self("968", trunk: "", 8...8, formats: ["#### ####"], zones: ["Asia/Muscat"]),
        Self("91", isTrunkSaid: false, 10...10, formats: ["##### #####"], zones: ["Asia/Kolkata", "Asia/Calcutta"]),
        Self("92", 9...10, mobile: (["3"], 10), formats: ["03## ### ####"], zones: ["Asia/Karachi"]),
        Self("880", 10...10, zones: ["Asia/Dhaka"]),
        Self("94", 9...9, formats: ["### ### ####"], zones: ["Asia/Colombo"]),
        Self(
            "81", international: ["010", "00"], 9...10, mobile: (["70", "80", "90"], 10), formats: ["0## #### ####", "0# #### ####"],
            zones: ["Asia/Tokyo", "Japan"]),
        Self("82", international: ["001", "002", "00"], 9...10, mobile: (["10"], 10), formats: ["0## #### ####"], zones: ["Asia/Seoul"]),
        Self(
            "86", 10...11, mobile: (["13", "14", "15", "16", "17", "18", "19"], 11), formats: ["1## #### ####"],
            zones: ["Asia/Shanghai", "Asia/Urumqi"]),
        Self("886", international: ["002", "00"], 8...9, mobile: (["9"], 9), formats: ["09## ### ###"], zones: ["Asia/Taipei"]),
        Self("852", trunk: "", international: ["001", "00"], 8...8, formats: ["#### ####"], zones: ["Asia/Hong_Kong", "Hongkong"]),
        Self("853", trunk: "", 8...8, formats: ["#### ####"], zones: ["Asia/Macau"]),
        Self("65", trunk: "", international: ["001", "00"], 8...8, formats: ["#### ####"], zones: ["Asia/Singapore", "Singapore"]),
        Self("60", 8...10, zones: ["Asia/Kuala_Lumpur", "Asia/Kuching"]),
        Self("66", 8...9, mobile: (["6", "8", "9"], 9), formats: ["### ### ####"], zones: ["Asia/Bangkok"]),
        Self("62", international: ["001", "00"], 9...12, zones: ["Asia/Jakarta", "Asia/Makassar", "Asia/Jayapura", "Asia/Pontianak"]),
        Self("63", 9...10, mobile: (["9"], 10), formats: ["09## ### ####"], zones: ["Asia/Manila"]),
        Self(
            "84", 9...10, mobile: (["3", "5", "7", "8", "9"], 9), formats: ["0## ### ## ##"], zones: ["Asia/Ho_Chi_Minh", "Asia/Saigon"]),
    ]

    private static let africa: [Self] = [
        Self("27", 9...9, formats: ["### ### ####"], zones: ["Africa/Johannesburg"]),
        Self("20", 8...10, mobile: (["1"], 10), zones: ["Africa/Cairo", "Egypt"]),
        Self("212", 9...9, formats: ["## ## ## ## ##"], zones: ["Africa/Casablanca"]),
        Self("216", trunk: "", 8...8, zones: ["Africa/Tunis"]),
        Self("234", 10...10, formats: ["#### ### ####"], zones: ["Africa/Lagos"]),
        Self("254", 9...9, formats: ["#### ### ###"], zones: ["Africa/Nairobi"]),
        Self("233", 9...9, formats: ["### ### ####"], zones: ["Africa/Accra"]),
    ]

    private static let latinAmerica: [Self] = [
        Self(
            "52", trunk: "", 10...10, formats: ["## #### ####"],
            zones: [
                "America/Mexico_City", "America/Cancun", "America/Merida", "America/Monterrey", "America/Chihuahua",
                "America/Ciudad_Juarez", "America/Hermosillo", "America/Mazatlan", "America/Bahia_Banderas", "America/Tijuana",
                "America/Matamoros", "America/Ojinaga",
            ]),
        Self(
            "55", isTrunkSaid: false, 10...11, formats: ["## ##### ####", "## #### ####"],
            zones: [
                "America/Sao_Paulo", "America/Bahia", "America/Fortaleza", "America/Recife", "America/Manaus", "America/Belem",
                "America/Cuiaba", "America/Campo_Grande", "America/Porto_Velho", "America/Rio_Branco", "America/Boa_Vista",
                "America/Maceio", "America/Araguaina", "America/Santarem", "America/Eirunepe", "America/Noronha",
            ]),
        Self(
            "54", 10...11,
            zones: ["America/Argentina/Buenos_Aires", "America/Buenos_Aires", "America/Argentina/Cordoba", "America/Argentina/Mendoza"]),
        Self("56", trunk: "", 9...9, formats: ["# #### ####"], zones: ["America/Santiago", "America/Punta_Arenas"]),
        Self("57", trunk: "", 10...10, formats: ["### ### ####"], zones: ["America/Bogota"]),
        Self("51", 8...9, mobile: (["9"], 9), formats: ["### ### ###"], zones: ["America/Lima"]),
        Self("598", 8...8, mobile: (["9"], 8), zones: ["America/Montevideo"]),
    ]

    private static let oceania: [Self] = [
        Self(
            "61", international: ["0011", "00"], 9...9, formats: ["04## ### ###", "0# #### ####"],
            zones: [
                "Australia/Sydney", "Australia/Melbourne", "Australia/Brisbane", "Australia/Perth", "Australia/Adelaide",
                "Australia/Hobart", "Australia/Darwin", "Australia/Canberra", "Australia/Broken_Hill", "Australia/Lord_Howe",
                "Australia/Lindeman", "Australia/Eucla",
            ]),
        Self("64", 8...10, formats: ["02# ### ####", "0# ### ####"], zones: ["Pacific/Auckland", "Pacific/Chatham", "NZ"]),
    ]
}
