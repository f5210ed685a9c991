import Conversation
import Core
import Foundation

extension SimulatedCaller {
    /// The sentence as this persona says it.
    mutating func styled(_ text: String, after answer: AgentAnswer) -> String {
        switch persona {
        case .brisk:
            // "The name is Ada" is a word too many.
            return text
        case .rambling:
            let isLong = text.split(separator: " ").count > 2 && !answer.isYesOrNo
            var styled = text
            if isLong, random.chance(0.5) { styled = "\(CallerEnglish.preamble(using: &random)) \(styled)" }
            if random.chance(0.5) { styled = "\(CallerEnglish.filler(using: &random)) \(styled)" }
            if isLong, answer.question != .slot(.customerName), random.chance(0.4) {
                styled += ", \(CallerEnglish.afterthought(using: &random))"
            }
            return styled
        case .correctsHimself:
            return correctedOnTheWay(text, after: answer)
        case .asksFirst, .changesMind, .wantsPerson, .hardOfHearing:
            return random.chance(0.2) ? "\(CallerEnglish.filler(using: &random)) \(text)" : text
        case .eager, .mumbling, .silent, .callsOff:
            return text
        }
    }

    /// Another value first, then the right one.
    private mutating func correctedOnTheWay(_ text: String, after answer: AgentAnswer) -> String {
        guard case .slot(let name)? = answer.question, let slot = agent.workflow.slot(name), random.chance(0.4) else { return text }
        var other = wish
        switch slot.kind {
        case .choice(let choices, .names), .choice(let choices, .phrases):
            guard let wrong = random.element(of: choices.filter { $0.isAvailable && $0.name != wish.values[name]?.written }) else {
                return text
            }
            return "\(wrong.spoken), \(CallerEnglish.slip(using: &random)) \(wish.values[name]?.sayings.first ?? text)"
        case .phone:
            guard let digits = wish.values[name]?.sayings.first, let cut = digits.firstIndex(of: " ") else { return text }
            return "\(digits[..<cut]) \(random.number(below: 10)), \(CallerEnglish.slip(using: &random)) \(digits)"
        case .time where wish.time?.agreed == nil:
            other.time = source.time(using: &random)
            guard let wrong = other.time?.sayings.first, other.time?.wish.preferred == wish.time?.wish.preferred else { return text }
            return "\(wrong), \(CallerEnglish.slip(using: &random)) \(text)"
        default:
            return text
        }
    }

    /// Something to ask that the business's data can answer.
    mutating func question() -> String? {
        let facts = agent.facts
        let weekday = Spoken.weekday(random.element(of: Weekday.allCases) ?? .monday)
        var questions = ["are you open on \(weekday)", "what time do you close today", "what's your phone number", "where are you located"]
        if let item = random.element(of: facts.catalogue.items.filter(\.isAvailable)) {
            questions += [
                "how much is the \(item.name)", "what's in the \(item.name)",
                "is there any \(random.one(of: "gluten", "egg", "milk")) in the \(item.name)",
                "do you have \(item.name)", "what do you recommend", "what's on the menu", "do you deliver",
            ]
        }
        if let service = random.element(of: facts.services.filter(\.isAvailable)) {
            questions += ["how much is a \(service.name)", "how long does a \(service.name) take", "what services do you offer"]
        }
        return random.element(of: questions)
    }
}

extension AgentAnswer {
    /// Whether a word is answer enough.
    fileprivate var isYesOrNo: Bool {
        switch question {
        case .confirm, .lineNumber, .knownName, .knownAddress, .openTicket, .cancelling, .callBack, .addition, .readBack, .person, .drop,
            .anotherWish, .moreLines:
            true
        case .slot, .doubt, .option, .offers, .record, .change, nil: false
        }
    }
}

extension CallerEnglish {
    static func slip(using random: inout SeededRandom) -> String {
        random.one(of: "no sorry,", "sorry, I mean", "no wait,", "no, I meant", "actually,")
    }
}
