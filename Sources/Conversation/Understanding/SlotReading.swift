public import Core
public import Foundation

/// What was said for a declared slot.
public enum SlotReading: Sendable, Hashable {
    /// Free text, a name, a place, an address, an e-mail address, a reference.
    case text(String)
    /// A number, or how many persons.
    case number(Decimal)
    case money(Money)
    /// A date, a time, a duration.
    case time(TemporalValue)
    /// Digits only, without the "+" of a country code.
    case phone(String)
    /// The id of a `Slot.Choice`.
    case choice(String)
    /// The ids of choices, or words where there are none.
    case list([String])
    case answer(Bool)
}

extension SlotReading {
    /// In one line of text, as a record of plain values keeps it: numbers in figures, amounts with their currency, days and times as
    /// in ISO 8601, durations in seconds, yes and no as `True` and `False`.
    var written: String {
        switch self {
        case .text(let text), .phone(let text), .choice(let text): text
        case .number(let number): "\(number)"
        case .money(let amount): "\(amount.decimal) \(amount.currency)"
        case .time(let value): value.written
        case .list(let entries): entries.joined(separator: ", ")
        case .answer(let isYes): isYes ? "True" : "False"
        }
    }
}

extension TemporalValue {
    fileprivate var written: String {
        func range(_ from: (some CustomStringConvertible)?, _ until: (some CustomStringConvertible)?) -> String {
            "\(from.map { "\($0)" } ?? "..")/\(until.map { "\($0)" } ?? "..")"
        }
        return switch self {
        case .date(let date): "\(date)"
        case .time(let time): "\(time)"
        case .dateTime(let moment): moment.written
        case .dates(let from, let through): range(from, through)
        case .times(let from, let until): range(from, until)
        case .dateTimes(let from, let until): range(from?.written, until?.written)
        case .duration(let seconds): "\(seconds)"
        }
    }
}

extension LocalDateTime {
    fileprivate var written: String { "\(date)T\(time)" }
}
