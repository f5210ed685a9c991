import Core

/// Digits said or written one after the other, as the groups in which they came.
struct DigitRun {
    private(set) var groups: [Group] = []
    /// Begins with "+" or "plus".
    var isInternational = false
    /// A label or a sign before the digits says that they number something else.
    var isOtherNumber = false
    private(set) var wasCorrected = false

    struct Group {
        var digits: String
        var tokens: Range<Int>
        /// Whether a pause or a written space follows.
        var endsPhrase: Bool
    }

    var digits: String { groups.map(\.digits).joined() }
    /// With "+" where a country code was said.
    var number: String { (isInternational ? "+" : "") + digits }
    /// The tokens from the first group to the last. Empty at zero for a run without groups.
    var range: Range<Int> { (groups.first?.tokens.lowerBound ?? 0)..<(groups.last?.tokens.upperBound ?? 0) }

    /// All runs of an utterance, in order.
    static func runs(in utterance: Utterance, of region: PhoneNumber.Region) -> [DigitRun] {
        var scanner = DigitScanner(utterance, in: region)
        return scanner.runs()
    }

    mutating func append(_ group: Group) { groups.append(group) }

    /// Replaces what was said before by what follows a correction.
    mutating func correct(by correction: DigitRun, in region: PhoneNumber.Region) {
        guard let last = correction.groups.last else { return }
        let start = groups.first ?? last
        let lastGroup = lastPhrase
        let corrected = Self.corrected(number, by: correction.number, lastGroup: lastGroup, in: region)
        isInternational = corrected.hasPrefix("+")
        let value = isInternational ? String(corrected.dropFirst()) : corrected
        groups = [Group(digits: value, tokens: start.tokens.lowerBound..<last.tokens.upperBound, endsPhrase: true)]
        wasCorrected = true
    }

    /// - Parameter lastGroup: how many digits were said since the last pause.
    /// - Returns: the correction alone when it is long or begins as the number did; else the number with its end replaced. What can be
    ///   dialled is believed first.
    static func corrected(_ heard: String, by correction: String, lastGroup: Int, in region: PhoneNumber.Region) -> String {
        let patched = heard.dropLast(lastGroup) + correction
        if lastGroup > 0, lastGroup < heard.utf8.count, PhoneReader.phoneNumber(correction, region: region) == nil,
            PhoneReader.phoneNumber(String(patched), region: region) != nil
        {
            return String(patched)
        }
        let isWhole = correction.utf8.count >= 7 || correction.utf8.count >= heard.utf8.count
        if isWhole || heard.hasPrefix(correction.prefix(3)) && correction.utf8.count >= 3 { return correction }
        // Without a pause to go by, as many digits are taken back as are said again.
        let replaced = lastGroup >= correction.utf8.count && lastGroup <= 4 ? lastGroup : correction.utf8.count
        return heard.dropLast(replaced) + correction
    }

    /// A written run may hold a postcode and a number side by side: "02139 6175550101", or a number and a house: "617 555 0101 12345".
    func separateNumbers(in region: PhoneNumber.Region) -> [DigitRun] {
        if !isInternational, digits.utf8.count > 11, PhoneReader.phoneNumber(digits, region: region) == nil,
            let end = endOfWholeNumber(in: region)
        {
            return [part(groups[..<end]), part(groups[end...])]
        }
        guard !isInternational, groups.count > 1, let first = groups.first, !first.digits.hasPrefix("00"), first.digits != "1",
            groups.contains(where: { $0.digits.utf8.count >= 10 })
        else { return [self] }
        return groups.indices.map { part(groups[$0...$0]) }
    }

    private func part(_ groups: ArraySlice<Group>) -> DigitRun {
        var run = DigitRun()
        for group in groups { run.append(group) }
        return run
    }

    /// Behind the groups that make a whole number with area code.
    private func endOfWholeNumber(in region: PhoneNumber.Region) -> Int? {
        var digits = ""
        for (index, group) in groups.enumerated().dropLast() {
            digits += group.digits
            if index > 0, digits.utf8.count >= 10, PhoneReader.phoneNumber(digits, region: region) != nil { return index + 1 }
        }
        return nil
    }

    /// Digits since the last pause.
    private var lastPhrase: Int {
        var count = 0
        for (index, group) in groups.enumerated().reversed() {
            if index < groups.count - 1, group.endsPhrase { break }
            count += group.digits.utf8.count
        }
        return count
    }
}
