public import Conversation
public import Core
import Foundation

/// Somebody who wants something and hears what the agent says.
///
/// The caller reacts to what is asked and to what is said aloud, as a person would; what the form holds unsaid is unknown here.
public struct SimulatedCaller: Sendable {
    /// What the caller does next.
    public enum Act: Sendable, Hashable {
        /// - isYes: whether it agrees to what was read back.
        case say(String, isYes: Bool = false)
        case silence
        case hangUp
    }

    /// What the call is to lead to.
    public enum Goal: Sendable, Hashable {
        case record, person, nothing
    }

    /// Nobody stays longer on the phone than this many turns.
    static let mostTurns = 60
    /// Nobody puts the same thing right more often.
    private static let mostCorrections = 7
    private static let mostRetellings = 3

    public let persona: Persona
    public private(set) var wish: Wish
    public private(set) var goal: Goal
    let agent: Agent
    let phone: PhoneNumber?
    let source: WishSource
    let talk: OrderTalk
    var random: SeededRandom
    var view: CallerView
    private var turns = 0
    private var corrections = 0
    private var personsOffered = 0
    /// How often each field was asked for.
    var asked: [Slot.Name: Int] = [:]
    private var questionsLeft: Int
    private var interjections: Int
    /// Turns running: asked twice whether they are there, people say so.
    private var silences = 0
    private var hasChangedMind = false
    var retellings = 0
    private var hasRecord = false
    /// What remains to be said of a number that is said in two parts.
    private var restOfNumber: String?

    public init(_ persona: Persona, wish: Wish, calling agent: Agent, from phone: PhoneNumber?, source: WishSource, random: SeededRandom) {
        self.persona = persona
        self.wish = wish
        self.agent = agent
        self.phone = phone
        self.source = source
        self.random = random
        goal = persona == .wantsPerson ? .person : .record
        talk = OrderTalk(catalogue: agent.facts.catalogue)
        view = CallerView(agent, today: source.now.date, line: phone)
        questionsLeft = persona == .asksFirst ? self.random.one(of: 1, 2, 3) : self.random.one(of: 0, 0, 0, 0, 0, 1)
        interjections = persona == .silent || persona == .hardOfHearing ? self.random.one(of: 1, 2, 3) : 0
    }

    /// What the caller does after the agent has spoken; nil when the call is over.
    public mutating func act(after answer: AgentAnswer) -> Act? {
        view.listen(to: answer)
        if !answer.records.isEmpty { hasRecord = true }
        guard !answer.isEnded, !answer.isTransferred else { return nil }
        turns += 1
        guard turns < Self.mostTurns else { return .hangUp }
        if let interjection = interjection(after: answer) { return interjection }
        if goal == .nothing { return callOff(answer) }
        // What is there need not be agreed to again.
        if hasRecord { return .say(CallerEnglish.leaving(using: &random)) }
        switch respond(to: answer) {
        case .say(let text, let isYes): return .say(isYes ? text : styled(text, after: answer), isYes: isYes)
        case let other: return other
        }
    }

    /// What a persona does instead of answering.
    private mutating func interjection(after answer: AgentAnswer) -> Act? {
        let isFirst = turns == 1
        switch persona {
        case .silent where interjections > 0 && silences < 2 && random.chance(0.35):
            interjections -= 1
            silences += 1
            return .silence
        case .hardOfHearing where interjections > 0 && !isFirst && random.chance(0.35):
            interjections -= 1
            return .say(CallerEnglish.pause(using: &random))
        case .wantsPerson where goal == .person && (isFirst || random.chance(0.3)):
            return .say(CallerEnglish.personPlease(using: &random))
        case .wantsPerson where goal == .person:
            // Where nobody can be had, it must do without.
            goal = .record
        case .callsOff where !isFirst && goal == .record && !hasRecord && (random.chance(0.3) || answer.question == .readBack):
            goal = .nothing
            return .say(CallerEnglish.callingOff(using: &random))
        default: break
        }
        silences = 0
        guard questionsLeft > 0, isFirst || random.chance(0.3), answer.question != .readBack || random.chance(0.3), restOfNumber == nil
        else { return nil }
        questionsLeft -= 1
        return question().map { .say($0) }
    }

    private mutating func callOff(_ answer: AgentAnswer) -> Act {
        switch answer.question {
        case .drop: .say(random.one(of: "yes", "yes please", "yeah, drop it"))
        case .anotherWish: .say(random.one(of: "no thanks, bye", "no thank you", "no, that's all"))
        case .slot where !answer.form.fields.contains(where: { $0.value != nil }): .say(random.one(of: "no thanks, bye", "nothing, bye"))
        default: .say(CallerEnglish.callingOff(using: &random))
        }
    }

    private mutating func respond(to answer: AgentAnswer) -> Act {
        switch answer.question {
        case .slot(let name): return .say(sentence(answering: name))
        case .moreLines: return .say(continueOrder())
        case .doubt: return .say(choice(in: answer))
        case .option(_, let group): return .say(option(of: group, in: answer))
        case .confirm(let name): return .say(confirmation(of: name, in: answer))
        case .lineNumber: return .say(agreement(on: .customerPhone))
        case .knownName: return .say(agreement(on: .customerName, offered: answer))
        case .offers: return .say(chooseTime(among: answer.offers))
        case .knownAddress: return .say(agreement(on: .address, offered: answer))
        case .record: return .say(random.one(of: "the first one", "the first"))
        case .cancelling, .openTicket, .callBack: return .say(random.one(of: "no", "no, don't", "no, something else"))
        case .addition: return .say(random.one(of: "no thanks", "no", "not that, no", "no thank you"))
        case .readBack: return judgeReadBack(answer)
        case .change: return correction(after: answer) ?? .say(random.one(of: "nothing, it's all fine", "no, leave it as it is"))
        case .person: return .say(offersOfPerson())
        case .drop: return .say(random.one(of: "no", "no, don't", "no, keep it"))
        case .anotherWish, nil: return .say(opening())
        }
    }

    /// Whoever was not understood for long takes the person.
    private mutating func offersOfPerson() -> String {
        personsOffered += 1
        return personsOffered < 3 ? random.one(of: "no", "no thanks", "no, let's go on") : random.one(of: "yes", "yes please")
    }

    // MARK: The form

    /// What is said first, or again from the beginning.
    private mutating func opening() -> String {
        guard let first = agent.workflow.slots.first else { return "hello" }
        return sentence(answering: first.name)
    }

    private mutating func sentence(answering name: Slot.Name) -> String {
        asked[name, default: 0] += 1
        let round = asked[name] ?? 1
        guard let slot = agent.workflow.slot(name) else { return "I don't know" }
        if slot.kind == .phone, let rest = restOfNumber {
            restOfNumber = nil
            return rest
        }
        var sentence = saying(of: slot, round: round)
        guard persona == .eager, round == 1 else { return sentence }
        // Everything else in the same breath.
        for other in agent.workflow.slots
        where other.name != name && view.values[other.name] == nil && source.isWanted(other, beside: wish) && asked[other.name] == nil {
            guard other.kind != .account, other.kind != .lines, !isDerived(other), random.chance(0.8) else { continue }
            sentence += ", " + aside(saying(of: other, round: 1), of: other)
            asked[other.name] = 0
        }
        return sentence
    }

    private func isDerived(_ slot: Slot) -> Bool {
        switch slot.kind {
        case .choice(_, .description), .choice(_, .nothing): true
        default: false
        }
    }

    /// A value that is told without having been asked for.
    private mutating func aside(_ saying: String, of slot: Slot) -> String {
        let words = saying.split(separator: " ")
        // "My name is…" needs no opening of its own.
        guard words.count <= 3 || slot.kind == .address || slot.kind == .phone else { return saying }
        switch slot.kind {
        case .personName: return "the name is \(wish.values[slot.name]?.written ?? saying)"
        case .phone: return "my number is \(wish.values[slot.name]?.sayings.first ?? saying)"
        case .address: return "to \(wish.values[slot.name]?.written ?? saying)"
        case .choice: return "for \(saying)"
        default: return saying
        }
    }

    private mutating func saying(of slot: Slot, round: Int) -> String {
        switch slot.kind {
        case .lines: return orderSentence(wish.lines)
        case .time: return timeSentence()
        case .account:
            return wish.accounts.isEmpty ? "I don't know" : wish.accounts[(round - 1) % wish.accounts.count]
        default: break
        }
        guard let wanted = wish.values[slot.name] else { return random.one(of: "I don't know", "I'm not sure") }
        if round >= 3 { return wanted.careful }
        let saying = random.element(of: wanted.sayings) ?? wanted.written
        if slot.kind == .phone, round == 1, random.chance(0.12), let cut = saying.firstIndex(of: " "), saying.first?.isNumber == true {
            restOfNumber = String(saying[cut...].dropFirst())
            return String(saying[..<cut])
        }
        return saying
    }

    mutating func timeSentence() -> String {
        guard let time = wish.time else { return "any time" }
        return random.element(of: time.sayings) ?? "any time"
    }

    private mutating func orderSentence(_ lines: [OrderLine]) -> String {
        var lines = lines
        // Some order one thing after the other.
        if persona != .eager, lines.count > 1, random.chance(0.3) { lines = Array(lines.prefix(random.one(of: 1, lines.count - 1))) }
        if persona == .correctsHimself, let line = lines.last, random.chance(0.6) {
            var wrong = line
            wrong.quantity = line.quantity == 1 ? 2 : line.quantity - 1
            let before = lines.dropLast().isEmpty ? "" : talk.phrase(for: Array(lines.dropLast()), using: &random) + " and "
            let quantity = Spoken.number(line.quantity)
            let after = random.one(
                of: "no sorry, \(quantity)", "no wait, make that \(quantity)", "sorry, I meant \(quantity)", "actually \(quantity)")
            return "\(CallerEnglish.wanting(using: &random)) \(before)\(talk.phrase(for: wrong, using: &random)), \(after)"
        }
        return "\(CallerEnglish.wanting(using: &random)) \(talk.phrase(for: lines, using: &random))"
    }

    private mutating func continueOrder() -> String {
        let differences = wish.differences(from: view.lines, at: agent.facts)
        let missing = differences.compactMap { if case .missing(let line) = $0 { line } else { nil } }
        // What is wrong is put right now, or when everything is read back.
        if let wrong = differences.first(where: { if case .missing = $0 { false } else { true } }), random.chance(0.75) {
            return correcting(wrong)
        }
        if !missing.isEmpty {
            return
                "\(random.one(of: "and", "also", "I'd also like", "can I also get", "plus", "and then")) \(talk.phrase(for: missing, using: &random))"
        }
        return CallerEnglish.thatIsAll(using: &random)
    }

    // MARK: Questions of the agent

    /// The one of the things named that is wanted.
    private mutating func choice(in answer: AgentAnswer) -> String {
        let said = answer.replies.joined(separator: " ").lowercased()
        let missing = wish.differences(from: view.lines, at: agent.facts).compactMap { difference -> OrderLine? in
            if case .missing(let line) = difference { line } else { nil }
        }
        if let line = missing.first(where: { talk.item($0).map { said.contains($0.name.lowercased()) } == true }) {
            let name = talk.item(line)?.name ?? ""
            return random.one(of: "the \(name)", "\(name) please", name)
        }
        for (_, wanted) in wish.values.sorted(by: { $0.key.rawValue < $1.key.rawValue }) where said.contains(wanted.written.lowercased()) {
            return random.one(of: wanted.written, "the \(wanted.written)", "\(wanted.written) please")
        }
        return random.one(of: "neither", "none of those", "no, neither")
    }

    private mutating func option(of group: OptionGroup.ID, in answer: AgentAnswer) -> String {
        let said = answer.replies.joined(separator: " ").lowercased()
        let line = wish.lines.first { line in talk.item(line).map { said.contains($0.name.lowercased()) } == true }
        guard let name = line?.options.first(where: { $0.group == group && $0.amount != .none })?.name.lowercased() else {
            return "I don't mind"
        }
        return random.one(of: name, "\(name) please", "the \(name) one")
    }

    private mutating func confirmation(of name: Slot.Name, in answer: AgentAnswer) -> String {
        if agent.workflow.slot(name)?.kind == .account || name == .subject {
            return isTold(answer.replies.joined(separator: " ")) ? "yes" : random.element(of: wish.accounts) ?? "no"
        }
        guard let slot = agent.workflow.slot(name), let said = view.values[name] else { return "no" }
        if wish.isMet(slot, by: said) { return random.one(of: "yes", "yes that's right", "that's right", "correct", "yeah") }
        guard let wanted = wish.values[name] else { return "no" }
        asked[name, default: 0] += 1
        return random.one(of: "no", "no, it's \(wanted.careful)", "no, \(wanted.written)")
    }

    /// Whether what the agent knows of the line is right for this call.
    private mutating func agreement(on name: Slot.Name, offered answer: AgentAnswer? = nil) -> String {
        guard let wanted = wish.values[name] else { return "no" }
        let isRight =
            answer.map { $0.replies.joined(separator: " ").lowercased().contains(wanted.written.lowercased()) }
            ?? (phone?.identity == PhoneNumber(wanted.written)?.identity)
        if isRight { return random.one(of: "yes", "yes please", "sure", "yeah that's fine", "that's right") }
        let saying = name == .customerPhone ? wanted.sayings.first ?? wanted.written : wanted.written
        return random.one(of: "no", "no, it's \(saying)", "no, use \(saying)", "no thanks")
    }

    private mutating func chooseTime(among offers: [OfferedSlot]) -> String {
        let zone = agent.facts.timeZone
        guard let time = wish.time else { return "the first one" }
        let fitting = offers.filter { time.admits($0.start, in: zone) }
        if let slot = random.element(of: fitting) ?? (random.chance(0.6) ? random.element(of: offers) : nil) {
            wish.time?.agreed = slot.start
            return pointing(at: slot, among: offers)
        }
        // Another day, then.
        wish.time = source.time(using: &random)
        return
            "\(random.one(of: "neither,", "no,", "that doesn't work,", "hmm, no,")) \(random.one(of: "how about", "maybe", "do you have something")) \(timeSentence())"
    }

    private mutating func pointing(at slot: OfferedSlot, among offers: [OfferedSlot]) -> String {
        let local = slot.start.local(in: agent.facts.timeZone)
        let time = Spoken.time(local.time)
        let day = Spoken.weekday(local.date.weekday)
        guard offers.count > 1, let place = offers.firstIndex(of: slot) else {
            return random.one(of: "yes", "yes please", "that works", "\(time) is fine", "okay")
        }
        let isOnlyDay = offers.count { $0.start.local(in: agent.facts.timeZone).date.weekday == local.date.weekday } == 1
        let isOnlyTime = offers.count { $0.start.local(in: agent.facts.timeZone).time == local.time } == 1
        let ordinal = place == offers.count - 1 && random.chance(0.3) ? "last" : Spoken.ordinal(place + 1)
        var ways = ["the \(ordinal) one", "the \(ordinal) one please", "\(day) at \(time)"]
        if isOnlyDay { ways += [day, "\(day) please", "\(day) is better"] }
        if isOnlyTime { ways += [time, "\(time) please", "the one at \(time)"] }
        return random.element(of: ways) ?? "the \(ordinal) one"
    }

    // MARK: The read-back

    private mutating func judgeReadBack(_ answer: AgentAnswer) -> Act {
        if let correction = correction(after: answer) { return correction }
        if persona == .changesMind, !hasChangedMind {
            hasChangedMind = true
            let before = wish
            if let name = source.change(&wish, using: &random), let sentence = changing(name, from: before) { return .say(sentence) }
            wish = before
        }
        return .say(CallerEnglish.yes(using: &random), isYes: true)
    }

    /// Nil when nothing that was said is wrong.
    private mutating func correction(after answer: AgentAnswer) -> Act? {
        let differences = differences()
        guard let difference = differences.first else { return nil }
        corrections += 1
        guard corrections <= Self.mostCorrections else { return .hangUp }
        return .say(
            "\(random.one(of: "no,", "no sorry,", "not quite,", "no wait,", "")) \(correcting(difference))".trimmingCharacters(
                in: .whitespaces))
    }

    private func differences() -> [Difference] {
        var differences = wish.lines.isEmpty ? [] : wish.differences(from: view.lines, at: agent.facts)
        // Said again and again, it is believed to be written down.
        if let subject = view.subject, !wish.accounts.isEmpty, retellings < Self.mostRetellings, !isTold(subject) {
            differences.append(.account)
        }
        for slot in agent.workflow.slots {
            guard let said = view.values[slot.name] else { continue }
            if slot.kind == .time {
                if let start = view.start, wish.time?.admits(start, in: agent.facts.timeZone) != true { differences.append(.time) }
            } else if source.isWanted(slot, beside: wish), !wish.isMet(slot, by: said) {
                differences.append(.value(slot.name))
            }
        }
        return differences
    }

    /// What is said when something was wanted and now something else is.
    private mutating func changing(_ name: Slot.Name, from before: Wish) -> String? {
        let lead = random.one(of: "actually,", "oh wait,", "hmm, actually", "sorry, can you change something,", "one more thing,")
        guard agent.workflow.slot(name)?.kind == .lines else { return "\(lead) \(correctingValue(name))" }
        guard let difference = wish.differences(from: view.lines, at: agent.facts).first else { return nil }
        return "\(lead) \(correcting(difference))"
    }
}
