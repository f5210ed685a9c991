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
