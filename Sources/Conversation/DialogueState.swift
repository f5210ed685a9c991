extension Dialogue {
    /// All that a call in progress must remember: stored with every turn, and enough to go on after a crash.
    public struct State: Sendable, Hashable, Codable {
        var caller = Caller()
        var values: [Slot.Name: HeldValue] = [:]
        /// What was last asked, and how often running without getting an answer.
        var question: Question?
        var misses = 0
        var silences = 0
        /// The sentences of the last reply, so that none is said twice running.
        var said: [String] = []
        var phase = Phase.gathering
        /// Counts the wishes of the call; `ActionRequest.revision`.
        var revision = 1
        /// The caller has said that the order is complete, or gone on to something else.
        var hasAllLines = false
        /// The caller will not be called at the number of the line.
        var declinedLineNumber = false
        /// The whole has been read back; later only what changes is.
        var hasReadBack = false
        var doubts: [Doubt] = []
        /// When it would suit the caller, gathered over several turns.
        var wish: AvailabilityWish?
        var offers: [OfferedSlot] = []
        /// Digits dictated or keyed so far, while a number is incomplete.
        var digits = ""
        /// Records made in this call.
        var receipts: [Receipt] = []

        public init() {}
    }

    enum Phase: String, Sendable, Hashable, Codable {
        case gathering, findingSlots, performing, settled, ended
    }

    /// What the agent has asked and now expects an answer to.
    enum Question: Sendable, Hashable, Codable {
        case slot(Slot.Name)
        /// After something was ordered: anything else?
        case moreLines
        /// The first of the doubts.
        case doubt
        /// A value heard with too little confidence to be taken silently.
        case confirm(Slot.Name)
        /// May the number of the line be used?
        case lineNumber
        /// Which of the free times?
        case offers
        /// Something from the catalogue was recommended or asked about: shall it be added?
        case addition(OrderLine)
        case readBack
        /// After the action: is there another wish?
        case anotherWish
        case handOff
        case drop
    }

    /// Something that was said and can mean several things.
    struct Doubt: Sendable, Hashable, Codable {
        var subject: Subject
        /// What it can mean, best first, as it is said to the caller.
        var choices: [String]

        enum Subject: Sendable, Hashable, Codable {
            /// One choice a reading of the slot.
            case value(Slot.Name, [SlotValue])
            /// One choice an item for the line.
            case line([OrderLine])
            /// One choice an option of a group that must be chosen, for the line at that place of the order.
            case option(lineIndex: Int, OptionGroup.ID)
        }
    }
}
