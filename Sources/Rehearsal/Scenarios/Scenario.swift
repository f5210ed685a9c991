public import Conversation
public import Core
import Foundation

/// A call written down so that an owner can read it, with what is expected of the agent.
///
/// `docs/rehearsals.md` describes the format for owners.
public struct Scenario: Sendable, Hashable {
    /// Of the file, for reports.
    public let name: String
    public let setting: Setting
    public let steps: [Step]

    /// How things stand when the call begins.
    public struct Setting: Sendable, Hashable {
        /// A name for the business, where the scenario chooses it.
        public var business: String?
        /// The day and time of the call, on the business's clocks.
        public var now: LocalDateTime?
        /// The number of the line; nil when it is withheld.
        public var caller: PhoneNumber?
        /// The name under which that number is known.
        public var knownName: String?
        /// The only times that can be booked; empty to leave that to the business's hours.
        public var free: [LocalDateTime] = []
    }

    public struct Step: Sendable, Hashable {
        /// Counted from 1.
        public let line: Int
        public let kind: Kind
    }

    public enum Kind: Sendable, Hashable {
        /// Somebody does something; the agent answers.
        case turn(Turn)
        /// What the agent next asks of the runtime is refused.
        case refuseNext(RefusalName)
        /// What the agent waits for is refused now.
        case refuse(RefusalName)
        case expect(Expectation)
    }

    /// What must be true after the turn before it.
    public enum Expectation: Sendable, Hashable {
        /// These words were said, in upper or lower case.
        case words(String)
        case intent(Intent)
        /// A field of the form; an empty text for an empty field.
        case field(String, String)
        /// A field of the record made last.
        case record(String, String)
        /// How many actions were tried so far.
        case done(Int)
        case ended
        case transferred
    }

    /// A refusal as it is written down. An item is known by its name.
    public enum RefusalName: Sendable, Hashable {
        case slotTaken, failed
        case soldOut(String)

        /// Nil when the business sells no such item.
        func refusal(at business: BusinessFacts) -> Refusal? {
            switch self {
            case .slotTaken: .slotTaken
            case .failed: .failed
            case .soldOut(let name):
                business.catalogue.items.first { $0.name.caseInsensitiveCompare(name) == .orderedSame }.map { .soldOut([$0.id]) }
            }
        }
    }

    /// Whether it makes something happen that only an imagined runtime does on demand.
    public var isStaged: Bool {
        !setting.free.isEmpty
            || steps.contains { step in
                switch step.kind {
                case .refuseNext, .refuse: true
                case .turn, .expect: false
                }
            }
    }
}
