public import Conversation
import Core
import Foundation

/// Draws what callers want from what a business has: its catalogue, services, categories, hours and declared fields.
public struct WishSource: Sendable {
    let business: BusinessFacts
    let workflow: Workflow
    /// Nobody tells a thing more often.
    private static let mostTellings = 3
    /// When the calls are made, on the business's clocks.
    let now: LocalDateTime

    public init(_ agent: Agent, at now: LocalDateTime) {
        business = agent.facts
        workflow = agent.workflow
        self.now = now
    }

    public func wish(using random: inout SeededRandom) -> Wish {
        var wish = Wish()
        for slot in workflow.slots where isWanted(slot, beside: wish) {
            draw(slot, into: &wish, using: &random)
        }
        return wish
    }

    /// Puts another value in the place of a field's, or changes the order.
    ///
    /// - Returns: the field; nil when there is nothing to change.
    func change(_ wish: inout Wish, using random: inout SeededRandom) -> Slot.Name? {
        let changeable = workflow.slots.filter { slot in
            guard isWanted(slot, beside: wish) else { return false }
            switch slot.kind {
            case .lines: return true
            case .choice(let choices, let saying): return saying != .description && choices.count(where: \.isAvailable) > 1
            case .time, .account, .text: return false
            default: return true
            }
        }
        guard let slot = random.element(of: changeable) else { return nil }
        let before = wish
        // A few draws find something that is not what it was.
        for _ in 0..<8 where wish == before {
            if slot.kind == .lines { changeLines(&wish, using: &random) } else { draw(slot, into: &wish, using: &random) }
        }
        for slot in workflow.slots where isWanted(slot, beside: wish) && !isDrawn(slot, in: wish) {
            draw(slot, into: &wish, using: &random)
        }
        return wish == before ? nil : slot.name
    }

    /// The values that a caller would give for a field, were it asked for.
    func isWanted(_ slot: Slot, beside wish: Wish) -> Bool {
        switch slot.need {
        case .always: true
        case .never: false
        case .when(let other, let values):
            wish.values[other].flatMap { workflow.slot(other)?.value(written: $0.written, in: business.region) }.map(values.contains)
                == true
        }
    }

    private func isDrawn(_ slot: Slot, in wish: Wish) -> Bool {
        switch slot.kind {
        case .lines: !wish.lines.isEmpty
        case .time: wish.time != nil
        case .account: !wish.accounts.isEmpty
        default: wish.values[slot.name] != nil
        }
    }

    private func draw(_ slot: Slot, into wish: inout Wish, using random: inout SeededRandom) {
        switch slot.kind {
        case .lines: wish.lines = lines(using: &random)
        case .time: wish.time = time(using: &random)
        case .account: wish.accounts = accounts(of: &wish, using: &random)
        case .choice(let choices, let saying):
            guard wish.values[slot.name] == nil || saying != .description else { return }
            wish.values[slot.name] = choice(among: choices, using: &random)
        case .personName: wish.values[slot.name] = CallerEnglish.name(using: &random)
        case .phone: wish.values[slot.name] = CallerEnglish.phone(using: &random)
        case .address: wish.values[slot.name] = CallerEnglish.address(using: &random)
        default: wish.values[slot.name] = declared(slot.kind, using: &random)
        }
    }

    private func choice(among choices: [Slot.Choice], using random: inout SeededRandom) -> Wanted? {
        guard let choice = random.element(of: choices.filter(\.isAvailable)) else { return nil }
        // What could mean another choice as well is a caller's to avoid.
        let others = choices.filter { $0.id != choice.id }.flatMap { [$0.name, $0.spoken] + $0.phrases }.map { $0.lowercased() }
        let own = choice.phrases.filter { phrase in !others.contains { $0.contains(phrase.lowercased()) } }
        return Wanted(choice.name, sayings: [choice.name, choice.spoken] + own, careful: choice.spoken)
    }

    /// What is wrong, told so that it points to one category; the category is drawn with it.
    private func accounts(of wish: inout Wish, using random: inout SeededRandom) -> [String] {
        let described = workflow.slots.first { slot in
            if case .choice(_, .description) = slot.kind { true } else { false }
        }
        guard let described else { return [CallerEnglish.complaint(about: [], using: &random)] }
        let choices = described.choices.filter(\.isAvailable)
        let pointing = choices.map { choice in
            let others = choices.filter { $0.id != choice.id }.flatMap { [$0.name] + $0.phrases }.map { $0.lowercased() }
            return (
                choice: choice,
                phrases: choice.phrases.filter { phrase in
                    !others.contains { $0.contains(phrase.lowercased()) || phrase.lowercased().contains($0) }
                }
            )
        }
        guard let drawn = random.element(of: pointing) else { return [CallerEnglish.complaint(about: [], using: &random)] }
        wish.values[described.name] = Wanted(drawn.choice.name, sayings: [drawn.choice.name])
        let phrases = random.shuffled(drawn.phrases.isEmpty ? [drawn.choice.name] : drawn.phrases)
        let most = random.one(of: 1, 1, 2)
        let tellings = stride(from: 0, to: phrases.count, by: most).prefix(Self.mostTellings).map { start in
            CallerEnglish.complaint(about: Array(phrases[start...].prefix(most)), using: &random)
        }
        wish.matters = Set((phrases + [drawn.choice.name]).flatMap { Utterance($0).tokens.map(\.word) }.filter { $0.count > 2 })
        let circumstance = random.chance(0.3) ? ". " + CallerEnglish.circumstance(using: &random) : ""
        return tellings.map { $0 + circumstance } + [CallerEnglish.complaint(about: [drawn.choice.name], using: &random)]
    }
}
