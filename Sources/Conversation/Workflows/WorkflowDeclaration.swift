/// A workflow as an owner declares it: what is asked, in which words, under which conditions.
///
/// `violations()` tells what is wrong with it; `Workflow(declared:)` makes it work.
public struct WorkflowDeclaration: Sendable, Hashable, Codable {
    /// Stable, snake_case: the name of the record in lists, events and webhooks.
    public var name: String
    /// Over the form.
    public var title: String
    /// What comes of it, in a sentence: "booking", "tyre change"; "request" when left out.
    public var record: String?
    /// The first question of the call; the first slot's own when left out.
    public var opening: String?
    /// What callers can do here, for those who ask or say nothing.
    public var help: String?
    /// Said once it is done, behind the record's number.
    public var confirmation: String?
    /// Whether the caller's name and number are asked for at the end, unless the slots hold them already; true when left out.
    public var contact: Bool?
    /// In the order in which they are asked.
    public var slots: [SlotDeclaration]

    public init(
        name: String, title: String, record: String? = nil, opening: String? = nil, help: String? = nil, confirmation: String? = nil,
        contact: Bool? = nil, slots: [SlotDeclaration]
    ) {
        self.name = name
        self.title = title
        self.record = record
        self.opening = opening
        self.help = help
        self.confirmation = confirmation
        self.contact = contact
        self.slots = slots
    }

    enum CodingKeys: String, CodingKey, CaseIterable {
        case name, title, record, opening, help, confirmation, contact, slots
    }
}
