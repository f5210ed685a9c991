/// Something that a caller's words can fill: one value, by what it is called and what it holds.
///
/// Everything the reader knows of it stands here: a label "Booking confirmation number" makes "booking", "confirmation" and "number"
/// words that point to it, and its kind says what can be its value.
public struct SlotTarget: Sendable, Hashable {
    public let name: Slot.Name
    /// What people call it: "Number of guests", "Departure date".
    public let label: String
    public let kind: Kind

    public init(name: Slot.Name, label: String, kind: Kind) {
        self.name = name
        self.label = label
        self.kind = kind
    }

    /// A slot of which nothing is known but its name, such as one that another program declares: its words tell what it holds.
    ///
    /// | name | holds |
    /// | --- | --- |
    /// | `departure_city` | a place |
    /// | `number_of_guests`, `people` | persons |
    /// | `claimId`, `order_code` | a reference |
    /// | `notes` | free text |
    public init(name: Slot.Name) {
        let label = SlotLabel.words(of: name.rawValue)
        self.init(name: name, label: label.joined(separator: " "), kind: SlotLabel.kind(of: label))
    }

    /// What a value is, which decides how it is read.
    public enum Kind: Sendable, Hashable {
        /// Words as they are said: behind the label ("my company is …"), or as the whole answer.
        case text
        case number
        /// How many persons come: "four", "two adults and a child", "just me".
        case people
        /// An amount; where no currency is said it is in this one (ISO 4217).
        case money(currency: String)
        case date
        case time
        /// How long: "three nights", "half an hour".
        case duration
        case phone
        case email
        case address
        case personName(NamePart)
        /// A city, a station, a country.
        case place
        /// Letters and digits that identify something: a confirmation number, an account, a password.
        case reference
        case choice([Slot.Choice])
        case yesNo
        /// Several of the choices; words as they are said where there are no choices.
        case list([Slot.Choice])
    }

    public enum NamePart: Sendable, Hashable {
        case whole, first, last
    }
}
