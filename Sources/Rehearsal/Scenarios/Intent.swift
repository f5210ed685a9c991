public import Conversation

/// What the agent wants of the caller after a turn, in the words of a scenario.
public struct Intent: RawRepresentable, Sendable, Hashable, CustomStringConvertible {
    /// "asks: customer_name", "reads back".
    public let rawValue: String

    public init(rawValue: String) { self.rawValue = rawValue }

    public var description: String { rawValue }

    public init(_ question: Dialogue.Question?) {
        rawValue =
            switch question {
            case .slot(let name): "asks: \(name.rawValue)"
            case .moreLines: "asks for more"
            case .doubt, .option: "asks which"
            case .confirm(let name): "confirms: \(name.rawValue)"
            case .lineNumber: "confirms: \(Slot.Name.customerPhone.rawValue)"
            case .knownName: "confirms: \(Slot.Name.customerName.rawValue)"
            case .offers: "offers times"
            case .addition: "offers an item"
            case .readBack: "reads back"
            case .change: "asks what to change"
            case .anotherWish: "asks for another wish"
            case .person: "offers a person"
            case .drop: "asks whether to drop it"
            case .record: "asks which record"
            case .cancelling: "asks whether to cancel it"
            case .knownAddress: "confirms: \(Slot.Name.address.rawValue)"
            case .openTicket: "offers the open ticket"
            case .callBack: "offers a call-back"
            case nil: "asks nothing"
            }
    }

    /// All that name no field.
    public static let plain: [Intent] = [
        .init(.moreLines), .init(.doubt), .init(.offers), Intent(rawValue: "offers an item"), .init(.readBack), .init(.change),
        .init(.anotherWish), .init(.person), .init(.drop), .init(.record), .init(.cancelling), .init(.openTicket), .init(.callBack),
        .init(nil),
    ]
}
