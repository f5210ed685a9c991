public import Core

extension DateTimeReader {
    /// A date of birth: with its year, not in the future, and also dictated as figures in the reader's order of day and month.
    ///
    /// | said, day first | read |
    /// | --- | --- |
    /// | 3rd of March 1965; 23/11 1961 | 1965-03-03; 1961-11-23 |
    /// | 07 03 19 55; 581909 | 1955-03-07; 1909-08-05 |
    public func birthDate(in utterance: Utterance) -> Candidate<LocalDate>? {
        for reading in readings(in: utterance, expecting: false).reversed() {
            guard case .date(let date)? = reading.values.first, date <= reference.date else { continue }
            return Candidate(date, span: utterance.span(of: reading.tokens), confidence: 0.9, evidence: utterance.text(of: reading.tokens))
        }
        return dictatedDate(in: utterance)
    }

    /// All figures of the utterance one after the other: the last four are the year, what stands before is day and month.
    private func dictatedDate(in utterance: Utterance) -> Candidate<LocalDate>? {
        let tokens = utterance.tokens.indices.filter { utterance.tokens[$0].isDigits }
        let figures = tokens.map { utterance.tokens[$0].word }.joined()
        guard let first = tokens.first, let last = tokens.last, (6...8).contains(figures.utf8.count), let year = Int(figures.suffix(4))
        else {
            return nil
        }
        let start = figures.dropLast(4)
        let splits = start.count == 3 ? [1, 2] : [start.count / 2]
        for split in splits {
            guard let one = Int(start.prefix(split)), let other = Int(start.dropFirst(split)) else { continue }
            let (day, month) = numericOrder == .dayFirst ? (one, other) : (other, one)
            guard let date = LocalDate(year: year, month: month, day: day), year > 1900, date <= reference.date else { continue }
            return Candidate(
                date, span: utterance.span(of: first..<(last + 1)), confidence: splits.count == 1 ? 0.8 : 0.5, evidence: "dictated figures")
        }
        return nil
    }
}
