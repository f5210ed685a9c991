import Core

/// Two days of one month, which is named once: "the fifth or the sixth of May", "May 5th or 6th", "March 2 and 3".
extension DateTimeParser {
    /// Between the month and the second day there are at most so many words: "May twenty fifth or the 26th".
    private static let reach = 4

    /// The 3 of "March 2 and 3".
    mutating func alternativeDay() -> DateReading? {
        attempt { parser in
            guard parser.isDigits(), parser.index > 0, Self.isJoint(parser.utterance.tokens[parser.index - 1]),
                let month = parser.monthBeforeAlternative(), let day = parser.smallCardinal(), parser.gap() != ":",
                parser.word().map(parser.mayFollowDay) ?? true
            else { return nil }
            return parser.day(day, ofMonth: month, year: nil)
        }
    }

    /// The May of "the fifth or the sixth of May", seen from behind the fifth.
    func monthOfAlternative(after day: Int) -> Int? {
        var ahead = self
        guard ahead.accept("or") || ahead.accept("and") else { return nil }
        _ = ahead.accept("the")
        guard let other = ahead.smallOrdinal(), day < other, ahead.accept("of") else { return nil }
        return ahead.monthName()
    }

    /// The May of "May 5th or 6th", seen from the 6th or from behind it.
    func monthBeforeAlternative() -> Int? {
        guard let joint = utterance.tokens[..<index].suffix(Self.reach).lastIndex(where: Self.isJoint) else { return nil }
        let before = utterance.tokens[..<joint].suffix(Self.reach).map(\.word)
        guard let name = before.lastIndex(where: { English.months[$0] != nil }), name + 1 < before.count,
            before[(name + 1)...].allSatisfy(English.isPartOfDayNumber)
        else { return nil }
        return English.months[before[name]]
    }

    private static func isJoint(_ token: Utterance.Token) -> Bool { token.word == "or" || token.word == "and" }
}
