import Conversation
import Core
import Foundation

/// What a caller knows of the form: only what was said aloud.
struct CallerView {
    let workflow: Workflow
    let zone: TimeZone
    /// How the business says telephone numbers.
    let region: PhoneNumber.Region
    /// The day of the call.
    let today: LocalDate
    /// The caller knows the number of the line, whose last digits are all that is said of it.
    let line: PhoneNumber?
    /// The number of the line has been spoken of.
    private var isLineKnown = false
    /// As the form writes them, by field.
    private(set) var values: [Slot.Name: String] = [:]
    /// All that were ever said: what comes after a record may be about something else.
    private(set) var valuesSaid: [Slot.Name: Set<String>] = [:]
    private(set) var lines: [Form.Line] = []
    /// What the caller's own account was said to be about.
    private(set) var subject: String?

    init(_ agent: Agent, today: LocalDate, line: PhoneNumber?) {
        workflow = agent.workflow
        self.today = today
        zone = agent.facts.timeZone
        region = agent.facts.region
        self.line = line
    }

    /// Takes in what the agent has said; `answer.form` is what the agent meant by it.
    mutating func listen(to answer: AgentAnswer) {
        let said = " " + answer.replies.joined(separator: " ").lowercased() + " "
        if answer.question == .lineNumber, let ending = line?.dialled(in: region).suffix(3),
            said.contains(Spoken.digits(String(ending)))
        {
            isLineKnown = true
        }
        for field in answer.form.fields {
            let name = Slot.Name(rawValue: field.name)
            if field.type == .lines { listen(for: field.lines, in: said) }
            if name == .subject, let subject = field.value, said.contains(subject.lowercased()) { self.subject = subject }
            guard let value = field.value, let slot = workflow.slot(name), isSaid(value, of: slot, in: said) else { continue }
            values[name] = value
            valuesSaid[name, default: []].insert(value)
        }
    }

    /// The time that was said last.
    var start: Date? {
        values[.start].flatMap { try? Date($0, strategy: .iso8601) }
    }

    private mutating func listen(for held: [Form.Line], in said: String) {
        let spoken = held.filter { isSaid($0, in: said) }
        if spoken.count == held.count, !held.isEmpty {
            lines = held
            return
        }
        lines.removeAll { line in
            !held.contains(line) && (said.contains(line.item.lowercased()) || spoken.contains { $0.item == line.item })
        }
        lines += spoken.filter { !lines.contains($0) }
    }

    private func isSaid(_ line: Form.Line, in said: String) -> Bool {
        guard said.contains(line.item.lowercased()) || said.contains(Spoken.plural(line.item).lowercased()) else { return false }
        guard line.quantity == 1 || said.contains(" \(Spoken.number(line.quantity)) ") else { return false }
        return line.options.allSatisfy { option in
            Utterance(option).tokens.allSatisfy { ["no", "extra", "light"].contains($0.word) || said.contains($0.word) }
        }
    }

    private func isSaid(_ value: String, of slot: Slot, in said: String) -> Bool {
        switch slot.kind {
        case .phone:
            guard let number = PhoneNumber(value) else { return false }
            return said.contains(Spoken.phone(number, in: region)) || isLineKnown && number.identity == line?.identity
        case .time:
            guard let start = try? Date(value, strategy: .iso8601) else { return false }
            return said.contains(Spoken.time(start.local(in: zone).time))
        case .choice(let choices, _):
            let choice = choices.first { $0.name == value }
            return said.contains(value.lowercased()) || choice.map { said.contains($0.spoken.lowercased()) } == true
        case .number: return Decimal(string: value).map { said.contains(Spoken.decimal($0)) } ?? false
        case .money(_, let currency):
            let amount = Decimal(string: value).flatMap { try? Money(decimal: $0, currency: currency) }
            return amount.map { said.contains(Spoken.money($0)) } ?? false
        case .date: return LocalDate(value).map { said.contains(Spoken.date($0, today: today).lowercased()) } ?? false
        case .birthDate: return LocalDate(value).map { said.contains(Spoken.birthDate($0).lowercased()) } ?? false
        case .timeOfDay: return LocalTime(value).map { said.contains(Spoken.clock($0.minutes)) } ?? false
        case .yesNo: return said.contains("\(slot.label.lowercased()): \(value)")
        case .list: return value.split(separator: ",").allSatisfy { said.contains($0.trimmingCharacters(in: .whitespaces).lowercased()) }
        case .code, .postcode: return said.contains(Spoken.signs(value).lowercased())
        case .lines, .personName, .address, .account, .text, .email: return said.contains(value.lowercased())
        }
    }
}
