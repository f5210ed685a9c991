public import Conversation
import Core

/// Something that must never happen in a call, whoever calls whom.
public enum Breach: Sendable, Hashable, CustomStringConvertible {
    /// A caller waited and nothing was said.
    case silence
    /// The same sentence twice running.
    case repetition(String)
    /// The same question again and again, with nothing learnt in between.
    case circle(Intent)
    /// The call did not come to its end.
    case endless
    /// The runtime had to step in.
    case rescue(String)
    /// A sentence that no person would write.
    case malformed(String)
    /// Something was put in the books that had not been read back, or not been agreed to.
    case recordWithoutYes
    /// Something in the books was never said aloud.
    case unsaid(String)
    /// One wish, two records.
    case secondRecord
    /// A record that no data of the business bears out.
    case foreign(String)

    public var description: String {
        switch self {
        case .silence: "nothing was said"
        case .repetition(let sentence): "said twice running: \(sentence)"
        case .circle(let intent): "the agent goes round in circles: it \(intent) again"
        case .endless: "the call did not end"
        case .rescue(let reason): "the runtime had to step in: \(reason)"
        case .malformed(let sentence): "not a sentence: \(sentence)"
        case .recordWithoutYes: "something was put in the books without a yes to the read-back"
        case .unsaid(let value): "in the books, but never said aloud: \(value)"
        case .secondRecord: "a second record for one wish"
        case .foreign(let what): "not among the business's data: \(what)"
        }
    }
}

/// Watches a call, turn by turn, for what must never happen.
public struct Watch: Sendable {
    /// How often the same may be asked in a row while the form stays as it is.
    private static let mostRounds = 6

    private let business: BusinessFacts
    private var said: [String] = []
    private var question: Dialogue.Question?
    private var form: Form?
    private var rounds = 0

    public init(over business: BusinessFacts) {
        self.business = business
    }

    /// What went wrong with this answer. To be given every answer of the call, in their order.
    public mutating func breaches(by answer: AgentAnswer, to turn: Turn) -> [Breach] {
        var breaches = answer.rescues.map { Breach.rescue($0) }
        if isOwedAnAnswer(turn), answer.replies.isEmpty, !answer.isEnded, !answer.isTransferred { breaches.append(.silence) }
        breaches += answer.replies.filter(said.contains).map { .repetition($0) }
        if Set(answer.replies).count < answer.replies.count { breaches.append(.repetition(answer.replies.joined(separator: " "))) }
        breaches += answer.replies.filter { $0.contains("  ") || $0.contains(" ,") || $0.contains("Optional(") }.map { .malformed($0) }
        if !answer.records.isEmpty, question?.asksForYes != true { breaches.append(.recordWithoutYes) }
        for record in answer.records { breaches += foreign(record) }

        rounds = answer.question == question && answer.form == form ? rounds + 1 : 0
        if rounds == Self.mostRounds { breaches.append(.circle(Intent(question))) }
        if !answer.replies.isEmpty { said = answer.replies }
        question = answer.question
        form = answer.form
        return breaches
    }

    private func isOwedAnAnswer(_ turn: Turn) -> Bool {
        switch turn {
        case .started, .speech, .keys, .silence: true
        case .interpreted(let interpretation): interpretation.said.isEmpty
        case .handedBack: true
        case .edit, .overheard, .slots, .found, .performed, .refused: false
        }
    }

    /// Items and prices are the catalogue's.
    private func foreign(_ record: CallRecord) -> [Breach] {
        let items = Dictionary(business.catalogue.items.map { ($0.name, $0) }) { first, _ in first }
        var breaches: [Breach] = []
        for line in record.lines {
            guard let item = items[line.item], item.isAvailable else {
                breaches.append(.foreign(line.item))
                continue
            }
            // What options cost is for the judge of a wish to know.
            if line.options.isEmpty, line.price.minorUnits != item.price.minorUnits * line.quantity {
                breaches.append(.foreign("\(line.item) for \(line.price.decimal)"))
            }
        }
        let goods = record.lines.reduce(Money(minorUnits: 0, currency: business.currency)) { $0 + $1.price }
        if let total = record.total, business.total(of: goods) != total {
            breaches.append(.foreign("a total of \(total.decimal)"))
        }
        return breaches
    }
}
