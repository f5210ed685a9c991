public import Core

/// Where a call stands whose conversation another agent holds, with its own ears and mouth: an attendant.
///
/// The attendant asks, answers and reads back in its own voice; what is written down and done is decided here, by the same workflow.
struct Attendance: Sendable, Hashable, Codable {
    /// What the attendant has to say to the caller before the action; nil while something is missing, and after every change.
    var readBack: String?
    /// Somebody has said something.
    var hasBegun = false
    /// What the attendant has said since the caller last spoke.
    var said: [String] = []
    /// The caller has heard the read-back, and nothing was asked since.
    var hasHeardReadBack = false
    /// The caller's last words after it were a yes.
    var isAgreed = false
    /// Values that the attendant or a person wrote down: what is only overheard does not replace them.
    var written: Set<Slot.Name> = []

    /// What an attendant says at a stretch. One that goes on is remembered by its last sentences.
    static let mostSaid = 20

    /// Something is other than it was read back.
    mutating func voidReadBack() {
        readBack = nil
        hasHeardReadBack = false
        isAgreed = false
    }
}

extension Attendance {
    /// Reads what any build has stored, as `Dialogue.State` does.
    init(from decoder: any Decoder) throws {
        self.init()
        let stored = try decoder.container(keyedBy: CodingKeys.self)
        try stored.read(&readBack, forKey: .readBack)
        try stored.read(&hasBegun, forKey: .hasBegun)
        try stored.read(&said, forKey: .said)
        try stored.read(&hasHeardReadBack, forKey: .hasHeardReadBack)
        try stored.read(&isAgreed, forKey: .isAgreed)
        try stored.read(&written, forKey: .written)
    }
}

/// Something that happens in a conversation that an attendant holds.
public enum Overheard: Sendable, Hashable, Codable {
    /// An attendant takes the call.
    case taken(Caller)
    /// The caller said something to it; the best reading first.
    case caller([Hypothesis])
    case attendant(String)
    /// What the caller has given, as far as it could be followed.
    case gathered([Slot.Name: SlotValue])
    /// A person changed a field of the form by hand.
    case edited(field: String, value: String?)
}
