public import Core
import Foundation

extension DateTimeReader {
    private static let mostBirthDates = 3
    /// "Nineteen forty six" of which the end is lost is a whole year, too: a year of a round number is likelier misheard.
    private static let doubtOfRoundYear = 1.6

    /// A date of birth: with its year, not in the future, and also dictated as figures in the reader's order of day and month.
    ///
    /// | said, day first | read |
    /// | --- | --- |
    /// | 3rd of March 1965; 23/11 1961 | 1965-03-03; 1961-11-23 |
    /// | 07 03 19 55; 581909 | 1955-03-07; 1909-08-05 |
    public func birthDate(in utterance: Utterance) -> Candidate<LocalDate>? {
        birthDateReadings(of: utterance).first
    }

    /// The dates of birth that a recogniser's list may mean, the likeliest first.
    public func birthDates(in hypotheses: [Hypothesis]) -> [Candidate<LocalDate>] {
        birthDates(in: [hypotheses])
    }

    /// The same from several answers, the latest last.
    func birthDates(in attempts: [[Hypothesis]]) -> [Candidate<LocalDate>] {
        Consensus.ranked(
            attempts, calibration: .birthDate, doubt: { $0.year.isMultiple(of: 10) ? Self.doubtOfRoundYear : 0 },
            read: birthDateReadings)
    }

    private func birthDateReadings(of utterance: Utterance) -> [Candidate<LocalDate>] {
        BirthDateParser(today: reference.date, order: numericOrder).readings(of: utterance).prefix(Self.mostBirthDates).map { reading in
            Candidate(
                reading.date, span: utterance.span(of: reading.tokens), confidence: exp(-reading.cost),
                evidence: utterance.text(of: reading.tokens))
        }
    }
}
