public import Core

extension Dialogue {
    /// All that a call in progress must remember: stored with every turn, and enough to go on after a crash.
    ///
    /// Calls outlive builds: a new member takes a default, which is what a state has that was stored without it, and a member whose
    /// meaning changes takes a new name.
    public struct State: Sendable, Hashable, Codable {
        var caller = Caller()
        var values: [Slot.Name: HeldValue] = [:]
        var phase = Phase.gathering
        /// Counts the wishes of the call; `ActionRequest.revision`.
        var revision = 1
        /// What was last asked; nil when a model has asked something of its own.
        public internal(set) var question: Question?
        /// How often running the question got no answer that was understood.
        var misses = 0
        /// How often what the question asks for was not to be told.
        var refusals = 0
        /// How often in a row something was said that led back to the same question, with nothing more known.
        var rounds = 0
        /// How often running nothing was heard at all.
        var silences = 0
        /// The sentences of the last reply, so that none is said twice running.
        var said: [String] = []
        /// Those of the reply before it.
        var saidBefore: [String] = []
        /// What was said and can mean several things, to be asked about one by one.
        var doubts: [Doubt] = []
        /// The line of the order last spoken of: "make that three".
        var lineInFocus: Int?
        /// Items just named in an answer, for "the second one".
        var listed: [CatalogueItem.ID] = []
        /// The caller has said that the order is complete, or gone on to something else.
        var hasAllLines = false
        /// What was offered and is not wanted: it is asked for instead.
        var declined: Set<Question> = []
        /// What the books hold of a number; nil until they were looked up.
        var past: Past?
        /// How often nothing was found under a number that is not proven.
        var failedLookUps = 0
        /// What this call has just left in the books.
        var made: PastRecord?
        /// What the caller wants with something that is in the books.
        var errand: Errand?
        /// What was to be heard and was not, because the caller broke in: the rest of a read-back, or what came of an action.
        var unheard: String?
        /// The whole has been read back; from here on only what changes is.
        var hasReadBack = false
        /// A caller who was about to go has been told that nothing is settled yet.
        var hasWarnedOfLeaving = false
        /// The name was not understood when spoken as a word.
        var needsSpelling = false
        /// When it would suit the caller, gathered over several turns.
        var wish: AvailabilityWish?
        /// The wish whose free times were not wanted.
        var refusedWish: AvailabilityWish?
        /// The service last asked about, which "can I have one on Monday" is about.
        var serviceAskedAbout: Service.ID?
        /// Free times that were offered and are held.
        public internal(set) var offers: [OfferedSlot] = []
        /// A person was called for and has not answered yet.
        var isTransferring = false
        /// What was read back and is not so: it is not proposed again.
        var denied: Set<SlotValue> = []
        /// How often a value of each slot was said back and refused.
        var refused: [Slot.Name: Int] = [:]
        /// Values that were not got right however often they were said, and were written down as they were heard.
        var doubtful: Set<Slot.Name> = []
        /// What was heard each time that something was asked for that tells who somebody is, the latest last.
        var attempts: [Slot.Name: [[Hypothesis]]] = [:]
        /// Digits dictated or keyed so far, while a number is incomplete.
        var digits = ""
        /// While another agent holds the conversation; nil when it is ours.
        var attendance: Attendance?

        public init() {}

        /// Something was asked for, beside who calls, and nothing has come of it yet.
        var hasUnfinishedWish: Bool { phase == .gathering && hasWish }

        /// The form holds more than who calls.
        var hasWish: Bool { values.keys.contains { $0 != .customerName && $0 != .customerPhone } }

        func isInDoubt(about name: Slot.Name) -> Bool {
            guard question == .doubt, case .choice(name, _)? = doubts.first?.meanings.first else { return false }
            return true
        }

        /// An empty form; who calls stays known.
        var cleared: State {
            var next = State()
            next.caller = caller
            next.past = past
            next.failedLookUps = failedLookUps
            next.serviceAskedAbout = serviceAskedAbout
            next.values = values.filter { $0.key == .customerName || $0.key == .customerPhone }
            next.revision = revision
            next.said = said
            next.saidBefore = saidBefore
            next.doubtful = doubtful.intersection(next.values.keys)
            next.attendance = attendance.map { Attendance(hasBegun: $0.hasBegun) }
            return next
        }
    }

    enum Phase: String, Sendable, Hashable, Codable {
        case gathering, findingSlots, lookingUp, performing
        /// The action is done; another wish may follow.
        case settled
        case ended
    }

    /// What the books hold of one number, newest first.
    struct Past: Sendable, Hashable, Codable {
        var phone: PhoneNumber
        var records: [PastRecord]
    }

    /// What the agent has asked and now expects an answer to.
    public enum Question: Sendable, Hashable, Codable {
        case slot(Slot.Name)
        /// After something was ordered: anything else?
        case moreLines
        /// Which of the meanings of the first doubt?
        case doubt
        /// Which option, for the line at that place of the order, of a group where one must be chosen?
        case option(line: Int, group: OptionGroup.ID)
        /// A value heard with too little confidence to be taken silently.
        case confirm(Slot.Name)
        /// May the number of the line be used?
        case lineNumber
        /// Is it for the customer whom that number is known by?
        case knownName
        /// Which of the free times?
        case offers
        /// Shall this be added, which was recommended or asked about?
        case addition(OrderLine)
        case readBack
        /// What is to be other than it was read back? A yes to this places nothing.
        case change
        case anotherWish
        /// Which of the caller's records is meant?
        case record
        /// Shall what was found be cancelled?
        case cancelling
        /// Shall it be brought where the last order went?
        case knownAddress
        /// Shall it be added to the ticket that is open?
        case openTicket
        case person
        /// Shall somebody call back, when and at which number the errand says?
        case callBack
        case drop

        /// Whether a yes to it does something.
        public var asksForYes: Bool {
            switch self {
            case .readBack, .cancelling, .openTicket, .callBack: true
            default: false
            }
        }
    }

    /// Words that can mean several things.
    struct Doubt: Sendable, Hashable, Codable {
        /// The meanings, best first.
        var meanings: [Meaning]

        enum Meaning: Sendable, Hashable, Codable {
            case line(OrderLine)
            case choice(Slot.Name, id: String)
        }
    }
}

extension Dialogue.State {
    /// Reads what any build has stored: a member that is not there is as in a new state.
    public init(from decoder: any Decoder) throws {
        self.init()
        let stored = try decoder.container(keyedBy: CodingKeys.self)
        try stored.read(&caller, forKey: .caller)
        try stored.read(&values, forKey: .values)
        try stored.read(&phase, forKey: .phase)
        try stored.read(&revision, forKey: .revision)
        try stored.read(&question, forKey: .question)
        try stored.read(&misses, forKey: .misses)
        try stored.read(&refusals, forKey: .refusals)
        try stored.read(&rounds, forKey: .rounds)
        try stored.read(&silences, forKey: .silences)
        try stored.read(&said, forKey: .said)
        try stored.read(&saidBefore, forKey: .saidBefore)
        try stored.read(&doubts, forKey: .doubts)
        try stored.read(&lineInFocus, forKey: .lineInFocus)
        try stored.read(&listed, forKey: .listed)
        try stored.read(&hasAllLines, forKey: .hasAllLines)
        try stored.read(&declined, forKey: .declined)
        try stored.read(&past, forKey: .past)
        try stored.read(&failedLookUps, forKey: .failedLookUps)
        try stored.read(&made, forKey: .made)
        try stored.read(&errand, forKey: .errand)
        try stored.read(&unheard, forKey: .unheard)
        try stored.read(&hasReadBack, forKey: .hasReadBack)
        try stored.read(&hasWarnedOfLeaving, forKey: .hasWarnedOfLeaving)
        try stored.read(&needsSpelling, forKey: .needsSpelling)
        try stored.read(&wish, forKey: .wish)
        try stored.read(&refusedWish, forKey: .refusedWish)
        try stored.read(&serviceAskedAbout, forKey: .serviceAskedAbout)
        try stored.read(&offers, forKey: .offers)
        try stored.read(&isTransferring, forKey: .isTransferring)
        try stored.read(&denied, forKey: .denied)
        try stored.read(&refused, forKey: .refused)
        try stored.read(&doubtful, forKey: .doubtful)
        try stored.read(&attempts, forKey: .attempts)
        try stored.read(&digits, forKey: .digits)
        try stored.read(&attendance, forKey: .attendance)
    }
}
