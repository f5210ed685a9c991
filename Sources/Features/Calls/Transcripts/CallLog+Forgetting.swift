import Conversation
import Core
import Storage

/// What stays of a call's log when the call is over, where its business keeps nothing that tells who the caller was.
extension TenantTransaction {
    private static var pageOfEvents: Int { 500 }

    /// Takes out of a log what tells who the caller is, where the business wants that: numbers, addresses, names, spelled words. What was
    /// agreed keeps it, in the records and in the event that tells of them.
    ///
    /// To be called in the transaction that ends the call: nobody reads the log to go on with it any more.
    func forgetPersonalData(in call: Call.ID, heardFor workflow: Workflow) throws {
        guard try profile().privacy.forgetsPersonalData else { return }
        let fields = Set(workflow.slots.filter(\.kind.tellsWho).map(\.name.rawValue))
        var values: Set<String> = []
        try forEachEvent(of: call) { event in values.formUnion(event.kind.personalValues(in: fields)) }
        let forgetting = Forgetting(fields: fields, words: PersonalWords(values.sorted()))
        try forEachEvent(of: call) { event in
            let kept = forgetting.kept(of: event.kind)
            guard kept != event.kind else { return }
            try execute("UPDATE call_event SET body = \(json: kept) WHERE call_id = \(call) AND sequence = \(event.sequence)")
        }
        try execute("DELETE FROM tool_answer WHERE call_id = \(call)")
    }

    private func forEachEvent(of call: Call.ID, _ body: (CallEvent) throws -> Void) throws {
        var last = 0
        while true {
            let events = try events(of: call, after: last, limit: Self.pageOfEvents)
            guard let end = events.last else { return }
            for event in events { try body(event) }
            last = end.sequence
        }
    }
}

extension CallEvent.Kind {
    /// What the event says of who the caller is.
    fileprivate func personalValues(in fields: Set<String>) -> [String] {
        switch self {
        case .started(let caller): [caller.knownName, caller.phone?.identity].compactMap(\.self)
        case .understood(let form, _): form.fields.filter { fields.contains($0.name) }.compactMap(\.value)
        case .formEdited(let field, let value?) where fields.contains(field): [value]
        default: []
        }
    }
}

/// What is kept of each event.
private struct Forgetting {
    let fields: Set<String>
    let words: PersonalWords

    func kept(of kind: CallEvent.Kind) -> CallEvent.Kind {
        switch kind {
        case .started(let caller): .started(Caller(isProven: caller.isProven))
        case .heard(let text, let medium, _): .heard(text: words.hidden(in: text), medium: medium, alternatives: [])
        case .said(let text): .said(text: words.hidden(in: text))
        case .cut(let sentence, let heard): .cut(sentence: sentence, heard: words.hidden(in: heard))
        case .filled(let text, let reason): .filled(text: words.hidden(in: text), reason: reason)
        case .consulted(let consultation): .consulted(kept(of: consultation))
        case .toolCalled(let call): .toolCalled(kept(of: call))
        // The dialogue's own state is of no use any more.
        case .understood(let form, _): .understood(form: kept(of: form), state: Dialogue.State())
        case .formEdited(let field, let value):
            .formEdited(field: field, value: value.map { fields.contains(field) ? PersonalWords.replacement : words.hidden(in: $0) })
        case .actionRequested(let request):
            .actionRequested(ActionRequest(revision: request.revision, action: kept(of: request.action)))
        case .silent, .attended, .handedBack, .actionDone, .actionFailed, .transferred, .handOffFailed, .ended: kind
        }
    }

    private func kept(of form: Form) -> Form {
        var form = form
        for index in form.fields.indices {
            let isPersonal = fields.contains(form.fields[index].name)
            form.fields[index].value = form.fields[index].value.map { isPersonal ? PersonalWords.replacement : words.hidden(in: $0) }
        }
        return form
    }

    private func kept(of call: ToolCall) -> ToolCall {
        var call = call
        if case .object(var members) = call.arguments {
            for (name, value) in members {
                members[name] = fields.contains(name) ? .string(PersonalWords.replacement) : kept(of: value)
            }
            call.arguments = .object(members)
        }
        call.answer = words.hidden(in: call.answer)
        return call
    }

    private func kept(of value: JSONValue) -> JSONValue {
        switch value {
        case .string(let text): .string(words.hidden(in: text))
        case .array(let elements): .array(elements.map(kept))
        case .object(let members): .object(members.mapValues(kept))
        default: value
        }
    }

    private func kept(of consultation: Consultation) -> Consultation {
        var consultation = consultation
        consultation.refusals = consultation.refusals.map(words.hidden)
        let detail = consultation.fallback?.detail.map(words.hidden)
        consultation.fallback?.detail = detail
        return consultation
    }

    private func kept(of action: ActionRequest.Action) -> ActionRequest.Action {
        switch action {
        case .placeOrder(var draft):
            (draft.contact, draft.address) = (Contact(), draft.address.map { _ in PersonalWords.replacement })
            draft.notes = draft.notes.map(words.hidden)
            for index in draft.lines.indices { draft.lines[index].note = draft.lines[index].note.map(words.hidden) }
            return .placeOrder(draft)
        case .bookAppointment(let draft): return .bookAppointment(kept(of: draft))
        case .moveAppointment(let record, let draft): return .moveAppointment(record, kept(of: draft))
        case .openTicket(var draft):
            draft.contact = Contact()
            (draft.subject, draft.details) = (draft.subject.map(words.hidden), draft.details.map(words.hidden))
            return .openTicket(draft)
        case .submit(var draft):
            (draft.contact, draft.answers) = (Contact(), [])
            return .submit(draft)
        case .addToTicket(let record, let text): return .addToTicket(record, text: words.hidden(in: text))
        case .promiseCallBack(var draft):
            draft.contact = Contact()
            (draft.subject, draft.details) = (words.hidden(in: draft.subject), words.hidden(in: draft.details))
            return .promiseCallBack(draft)
        case .cancelOrder, .cancelAppointment: return action
        }
    }

    private func kept(of draft: AppointmentDraft) -> AppointmentDraft {
        var draft = draft
        (draft.contact, draft.notes) = (Contact(), draft.notes.map(words.hidden))
        return draft
    }
}
