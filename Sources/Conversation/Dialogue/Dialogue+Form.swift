import Core
import Foundation

/// The form that the call fills, and its edits by hand.
extension Dialogue {
    public var form: Form {
        let workflow = agent.workflow
        let fields = workflow.slots.filter { slot in
            guard case .when = slot.need else { return true }
            return workflow.needs(slot, given: state.values)
        }
        return Form(workflow: workflow.name, title: workflow.title, fields: fields.map(field), total: total)
    }

    private func field(_ slot: Slot) -> Form.Field {
        let held = state.values[slot.name]
        return Form.Field(
            name: slot.name.rawValue, label: slot.label, type: slot.kind.fieldType, value: held.map { written($0.value, of: slot) },
            confidence: held?.confidence, status: held?.status ?? .empty, isRequired: slot.need != .never,
            choices: slot.choices.map(\.name), lines: slot.kind == .lines ? state.values.lines.compactMap(formLine) : [])
    }

    private func formLine(_ line: OrderLine) -> Form.Line? {
        guard let item = agent.item(line.item) else { return nil }
        let options = line.options.map(\.wording) + (line.note.map { [$0] } ?? [])
        return Form.Line(item: item.name, quantity: line.quantity, options: options, price: item.price(of: line))
    }

    private func written(_ value: SlotValue, of slot: Slot) -> String {
        switch value {
        case .lines(let lines): Spoken.lines(lines, in: agent.facts.catalogue)
        case .time(let offered): agent.rfc3339(offered.start)
        default: slot.written(value) ?? ""
        }
    }

    /// A field set by a person is taken as it is, if it can be; the conversation goes on from there.
    mutating func edit(_ field: String, to text: String?, in reply: inout Reply, at now: Date) {
        let before = state.values
        let value = text?.trimmingCharacters(in: .whitespacesAndNewlines)
        if field.hasPrefix("lines["), field.hasSuffix("]"), let index = Int(field.dropFirst(6).dropLast()) {
            editLine(index, to: value)
        } else if let slot = agent.workflow.slot(Slot.Name(rawValue: field)) {
            edit(slot, to: value, at: now)
        }
        guard state.values != before, state.phase == .gathering else { return }
        state.hasReadBack = false
        // Whoever is on the phone is asked again only when the question has changed, or what was read back is no longer true.
        var next = self
        var said = Reply()
        next.advance(&said, at: now)
        guard next.state.question != state.question || state.question == .readBack else { return }
        state = next.state
        reply = said
    }

    private mutating func editLine(_ index: Int, to text: String?) {
        var lines = state.values.lines
        guard lines.indices.contains(index), let quantity = Int(text ?? "0"), (0...OrderLine.largestQuantity).contains(quantity) else {
            return
        }
        if quantity == 0 {
            lines.remove(at: index)
        } else {
            lines[index].quantity = quantity
        }
        setLines(lines, confidence: nil)
        state.values[.lines]?.status = .confirmed
    }

    private mutating func edit(_ slot: Slot, to text: String?, at now: Date) {
        guard let text, !text.isEmpty else {
            if slot.kind == .time { withdrawOffers() }
            state.values[slot.name] = nil
            return
        }
        let today = now.local(in: agent.facts.timeZone).date
        guard let value = agent.value(of: slot, written: text, among: state.offers), slot.objection(to: value, today: today) == nil
        else { return }
        if slot.name == .service, state.values[.service]?.value != value { withdrawOffers() }
        state.values[slot.name] = HeldValue(value, confidence: nil, status: .confirmed)
        state.doubtful.remove(slot.name)
        if slot.kind == .lines { state.hasAllLines = true }
        if slot.name == .category { takePriority() }
    }
}

extension Slot.Kind {
    /// How callers refer to a field of this kind: "the number is wrong".
    var english: Set<String> {
        switch self {
        case .time: ["time", "day", "date"]
        case .phone: ["number", "phone"]
        case .personName: ["name"]
        case .address: ["address", "street"]
        case .email: ["email", "mail"]
        case .date: ["date", "day"]
        case .birthDate: ["date", "birth", "birthday", "born"]
        case .timeOfDay: ["time"]
        case .lines, .choice, .account, .text, .number, .money, .yesNo, .list, .code: []
        case .postcode: ["postcode", "zip", "code"]
        }
    }

    var fieldType: Form.FieldType {
        switch self {
        case .lines: .lines
        case .choice: .choice
        case .time: .dateTime
        case .phone: .phone
        case .address: .address
        case .email: .email
        case .number: .number
        case .money: .money
        case .date, .birthDate: .date
        case .timeOfDay: .time
        case .yesNo: .yesNo
        case .list: .list
        case .personName, .account, .text, .code, .postcode: .text
        }
    }
}
