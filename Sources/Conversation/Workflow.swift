import Core

/// What a call can lead to, as a declaration: what must be known, and what is done with it.
///
/// The questions, the form, the schema of the tools and the check of what a model proposes all come from here.
public struct Workflow: Sendable, Hashable {
    /// Stable: "order", "appointment", "ticket", or what the owner named it.
    public let name: String
    /// Over the form.
    public let title: String
    /// In the order in which they are asked.
    public let slots: [Slot]
    public let result: Result
    public let wording: Wording

    public init(name: String, title: String, slots: [Slot], result: Result, wording: Wording) {
        self.name = name
        self.title = title
        self.slots = slots
        self.result = result
        self.wording = wording
    }

    /// What the values become at the end.
    public enum Result: Sendable, Hashable {
        case order, appointment, ticket
        /// The values themselves, as declared by the owner.
        case submission
    }

    /// The sentences that differ from workflow to workflow.
    public struct Wording: Sendable, Hashable {
        /// The first question of the call.
        public var opening: String
        /// What the caller can do here, for "help" and for somebody who says nothing.
        public var help: String
        /// Asks for the yes before the action, in several wordings.
        public var request: [String]
        /// What the record is called: "order".
        public var record: String
        /// Said when the caller drops it.
        public var dropped: String
        /// Said behind the record's number once it is done, where there is something to say.
        public var done: String?
        /// The name of the tool that does it, snake_case.
        public var tool: String
        /// What the tool does, for a model.
        public var toolExplanation: String

        public init(
            opening: String, help: String, request: [String], record: String, dropped: String, done: String? = nil, tool: String,
            toolExplanation: String
        ) {
            self.opening = opening
            self.help = help
            self.request = request
            self.record = record
            self.dropped = dropped
            self.done = done
            self.tool = tool
            self.toolExplanation = toolExplanation
        }
    }

    /// As staff fill it in for somebody who is not on the line: whoever stands at the counter need not give a number.
    public var byHand: Workflow {
        let slots = slots.map { slot in
            guard slot.name == .customerPhone else { return slot }
            return Slot(
                name: slot.name, label: slot.label, kind: slot.kind, need: .never, explanation: slot.explanation, prompts: slot.prompts)
        }
        return Workflow(name: name, title: title, slots: slots, result: result, wording: wording)
    }

    public func slot(_ name: Slot.Name) -> Slot? {
        slots.first { $0.name == name }
    }

    /// Whether the action cannot go without this slot, as things stand.
    public func needs(_ slot: Slot, given values: [Slot.Name: HeldValue]) -> Bool {
        switch slot.need {
        case .always: true
        case .never: false
        case .when(let name, let accepted):
            // What depends on something that is itself not asked for is not asked for either.
            values[name].map { accepted.contains($0.value) } == true
                && self.slot(name).map { $0.need == .never || needs($0, given: values) } == true
        }
    }

    /// Without what was given for a choice that has been taken back: the address of what is picked up now.
    func relevant(_ values: [Slot.Name: HeldValue]) -> [Slot.Name: HeldValue] {
        values.filter { name, _ in
            guard let slot = slot(name), case .when = slot.need else { return true }
            return needs(slot, given: values)
        }
    }

    /// The action that the values amount to; nil while something needed is missing.
    public func action(from values: [Slot.Name: HeldValue]) -> ActionRequest.Action? {
        guard slots.allSatisfy({ !needs($0, given: values) || values[$0.name] != nil }) else { return nil }
        let values = relevant(values)
        let contact = Contact(name: values.text(.customerName), phone: values.phone)
        switch result {
        case .order:
            return .placeOrder(
                OrderDraft(
                    lines: values.lines, type: values.choice(.orderType).flatMap(OrderType.init), address: values.text(.address),
                    contact: contact, notes: values.text(.notes)))
        case .appointment:
            return .bookAppointment(
                AppointmentDraft(
                    service: values.choice(.service).map { Service.ID($0) }, slot: values.time, contact: contact,
                    notes: values.text(.notes)))
        case .ticket:
            return .openTicket(
                TicketDraft(
                    category: values.choice(.category).map { SupportCategory.ID($0) },
                    priority: values.choice(.priority).flatMap(SupportCategory.Priority.init), subject: values.text(.subject),
                    details: values.text(.description), contact: contact))
        case .submission:
            return .submit(
                SubmissionDraft(
                    workflow: name, answers: slots.compactMap { slot in values[slot.name].map { slot.answer($0.value) } }, contact: contact)
            )
        }
    }
}

extension [Slot.Name: HeldValue] {
    var lines: [OrderLine] {
        guard case .lines(let lines)? = self[.lines]?.value else { return [] }
        return lines
    }

    var time: OfferedSlot? {
        guard case .time(let slot)? = self[.start]?.value else { return nil }
        return slot
    }

    var phone: PhoneNumber? {
        guard case .phone(let number)? = self[.customerPhone]?.value else { return nil }
        return number
    }

    func text(_ name: Slot.Name) -> String? {
        guard case .text(let text)? = self[name]?.value else { return nil }
        return text
    }

    func choice(_ name: Slot.Name) -> String? {
        guard case .choice(let id)? = self[name]?.value else { return nil }
        return id
    }
}
