/// How the postal codes of a country are built.
public struct PostcodeFormat: Sendable, Hashable {
    let shape: CodeShape
    /// How many symbols stand behind the sign that divides the code, and that sign; by the number of symbols.
    let divisions: [Int: Division]

    struct Division: Sendable, Hashable {
        var tail: Int
        var sign: String
    }

    /// United Kingdom. Source: BS 7666 and Royal Mail's Programmer's Guide to the Postcode Address File: which letters stand where,
    /// and the 124 postcode areas.
    public static let unitedKingdom: PostcodeFormat = {
        let letter = CodeSymbol.Group.letters
        let digit = CodeSymbol.Group.digits
        let inward = [digit] + Array(repeating: CodeSymbol.Group("abdefghjlnpqrstuwxyz"), count: 2)
        let outward = [
            [letter, digit], [letter, digit, digit], [letter, digit, CodeSymbol.Group("abcdefghjkpstuw")], [letter, letter, digit],
            [letter, letter, digit, digit], [letter, letter, digit, CodeSymbol.Group("abehmnprvwxy")],
        ]
        let areas = """
            ab al b ba bb bd bh bl bn br bs bt ca cb cf ch cm co cr ct cv cw da dd de dg dh dl dn dt dy e ec eh en ex fk fy g gl gu gy ha
            hd hg hp hr hs hu hx ig im ip iv je ka kt kw ky l la ld le ll ln ls lu m me mk ml n ne ng nn np nr nw ol ox pa pe ph pl po pr
            rg rh rm s sa se sg sk sl sm sn so sp sr ss st sw sy ta td tf tn tq tr ts tw ub w wa wc wd wf wn wr ws wv yo ze
            """
        var seconds = Array(repeating: CodeSymbol.Group(""), count: CodeSymbol.count)
        for area in areas.split(whereSeparator: \.isWhitespace) {
            guard let first = area.utf8.first.flatMap(CodeSymbol.init) else { continue }
            let following = area.utf8.count == 1 ? digit : CodeSymbol.Group(String(area.dropFirst()))
            seconds[Int(first.index)] = seconds[Int(first.index)].union(following)
        }
        let divisions = Dictionary(uniqueKeysWithValues: (5...7).map { ($0, Division(tail: 3, sign: " ")) })
        return PostcodeFormat(shape: CodeShape(patterns: outward.map { $0 + inward }, seconds: seconds), divisions: divisions)
    }()

    /// United States: five digits, or nine (United States Postal Service, Publication 28).
    public static let unitedStates = PostcodeFormat(
        shape: CodeShape(patterns: [5, 9].map { Array(repeating: .digits, count: $0) }), divisions: [9: Division(tail: 4, sign: "-")])

    /// Canada: letter and digit by turns, without letters that look like others (Canada Post, Addressing Guidelines).
    public static let canada: PostcodeFormat = {
        let letter = CodeSymbol.Group("abceghjklmnprstvwxyz")
        let first = CodeSymbol.Group("abceghjklmnprstvxy")
        return PostcodeFormat(
            shape: CodeShape(patterns: [[first, .digits, letter, .digits, letter, .digits]]), divisions: [6: Division(tail: 3, sign: " ")])
    }()

    /// The code that a text is, as it is written on a letter: "sw1a2aa" is `SW1A 2AA`; nil when it is none of this country's.
    public func code(_ text: String) -> String? {
        guard text.utf8.count <= Self.longestText else { return nil }
        let signs = text.lowercased().filter { !Self.dividers.contains($0) }
        let symbols = signs.utf8.compactMap(CodeSymbol.init)
        guard symbols.count == signs.utf8.count, symbols.count <= CodeSearch.longest, shape.admits(symbols) else { return nil }
        return written(symbols)
    }

    /// Whether a key pad is enough to write it.
    var hasOnlyDigits: Bool { shape.patterns.allSatisfy { $0.allSatisfy { $0 == .digits } } }

    private static let dividers: Set<Character> = [" ", "-", "."]
    private static let longestText = 20

    /// As it is written on a letter: upper case, divided.
    func written(_ symbols: [CodeSymbol]) -> String {
        let text = String(decoding: symbols.map(\.character), as: UTF8.self)
        guard let division = divisions[symbols.count] else { return text }
        return text.dropLast(division.tail) + division.sign + text.suffix(division.tail)
    }
}
