/// Something in an utterance that points to what is wanted: the sense of a word or a phrase, or a feature of the sentence.
enum IntentClue: UInt8, Sendable, CaseIterable {
    // What somebody does.
    case wanting, acquiring, placing, adding, booking, renting, reserving, settingUp, changing, cancelling, verifying, tracking, blocking,
        ending
    case paying, finding, replacing, causative
    // What it is done to.
    case reservation, bookable, journey, order, goods, food, size, supplies, person
    case account, credential, money, routine, moneyService, machine, cover, facility
    // How it is with it.
    case trouble, loss, absence, fraud, waiting, capacity, vacancy
    // What businesses are not called for.
    case media, knowledge, organizer, meeting, quality, employment, chat, assistant, distance, household, translating
    // Steering.
    case yes, acknowledgement, approving, no, declining, nothingMore, unsure, thanks, bye, partingWord, wellWish, hello, howAreYou
    case human, talking, stop, again, capability, helpWord
    // The form of the sentence.
    case asking, mine, yours, listener, number, timed, wantsSoMany, negated, past
    case opensWithYes, opensWithApproval, opensWithNo, opensWithNumber, endsWithBye, isBare, isBrief
}

/// A set of clues, for tests that cost nothing.
struct IntentClues: Sendable, Hashable {
    private var bits: UInt128 = 0

    init(_ clues: some Sequence<IntentClue> = []) {
        for clue in clues { insert(clue) }
    }

    mutating func insert(_ clue: IntentClue) { bits |= 1 << UInt128(clue.rawValue) }
    func contains(_ clue: IntentClue) -> Bool { bits & 1 << UInt128(clue.rawValue) != 0 }
    func isSuperset(of other: IntentClues) -> Bool { bits & other.bits == other.bits }
    func isDisjoint(with other: IntentClues) -> Bool { bits & other.bits == 0 }
}
