import Conversation
import Core
import Foundation

/// How a caller puts right what was said.
extension SimulatedCaller {
    mutating func correcting(_ difference: Difference) -> String {
        switch difference {
        case .missing(let line):
            let phrase = talk.phrase(for: line, using: &random)
            return random.one(of: "I also wanted \(phrase)", "please add \(phrase)", "\(phrase) is missing", "and \(phrase)")
        case .extra(let line):
            let name = line.quantity == 1 ? line.item : Spoken.plural(line.item)
            return random.one(of: "take off the \(name)", "I didn't want the \(name)", "remove the \(name) please", "no \(name)")
        case .quantity(let line, _):
            let number = Spoken.number(line.quantity)
            let name = talk.item(line).map { line.quantity == 1 ? $0.name : Spoken.plural($0.name) } ?? ""
            return random.one(
                of: "I want \(number) \(name)", "make it \(number) \(name)", "it should be \(number) \(name)", "I said \(number) \(name)")
        case .options(let line, let instead): return correctingOptions(of: line, instead: instead)
        case .value(let name): return correctingValue(name)
        case .account:
            retellings += 1
            return random.element(of: wish.accounts) ?? "that is wrong"
        case .time:
            return random.one(
                of: "I said \(timeSentence())", "it should be \(timeSentence())", "\(timeSentence()) please", "the time is wrong")
        }
    }

    private mutating func correctingOptions(of line: OrderLine, instead: [String]) -> String {
        guard let item = talk.item(line) else { return "that is wrong" }
        let wanted = Wish.options(of: line, on: item)
        let held = Wish.options(instead, on: item)
        let reference = talk.reference(to: line, using: &random)
        let verb = line.quantity == 1 ? "is" : "are"
        if let missing = line.options.first(where: { wanted.subtracting(held).contains($0.wording.lowercased()) }) {
            let wording = talk.wording(missing)
            if talk.role(of: missing, on: item) == .size {
                return random.one(of: "\(reference) should be \(wording)", "make \(reference) \(wording)", "\(wording) for \(reference)")
            }
            return missing.amount == .none
                ? random.one(of: "no \(wording) on \(reference)", "\(reference) without \(wording)", "hold the \(wording) on \(reference)")
                : random.one(of: "\(reference) with \(wording)", "add \(wording) to \(reference)", "\(wording) on \(reference)")
        }
        guard let unwanted = held.subtracting(wanted).sorted().first else { return "\(reference) \(verb) wrong" }
        if unwanted.hasPrefix("no ") { return "\(reference) with \(unwanted.dropFirst(3))" }
        return random.one(of: "no \(unwanted) on \(reference)", "\(reference) without \(unwanted)")
    }

    mutating func correctingValue(_ name: Slot.Name) -> String {
        asked[name, default: 0] += 1
        guard let wanted = wish.values[name], let slot = agent.workflow.slot(name) else { return "that is wrong" }
        let saying = random.element(of: wanted.sayings) ?? wanted.written
        let isStubborn = (asked[name] ?? 0) > 2
        switch slot.kind {
        case .personName:
            return isStubborn
                ? "the name is \(wanted.careful)"
                : random.one(
                    of: "the name is \(wanted.written)", "my name is \(wanted.written)", "the name is wrong", "it's \(wanted.written)")
        case .phone:
            let digits = wanted.sayings.first ?? wanted.written
            return isStubborn
                ? "my number is \(wanted.careful)"
                : random.one(of: "my number is \(digits)", "the number is wrong", "the number is \(wanted.careful)", "it's \(digits)")
        case .address:
            return random.one(of: "the address is \(wanted.written)", "the address is wrong", "it's \(wanted.written)")
        case .choice(_, .description):
            return random.one(of: "it's about \(wanted.written)", "this is about \(wanted.written)")
        case .choice:
            return random.one(of: "it's \(saying)", "I want \(saying)", "I said \(saying)", "make it \(saying)")
        default:
            let label = slot.label.lowercased()
            return random.one(of: "the \(label) is \(wanted.careful)", "the \(label) should be \(wanted.careful)", "the \(label) is wrong")
        }
    }
}
