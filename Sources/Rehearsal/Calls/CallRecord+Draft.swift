import Conversation
import Core

extension CallRecord {
    /// The record that an action makes, for a line that has no books; nil when it only changes one.
    init?(_ action: ActionRequest.Action, at business: BusinessFacts) {
        switch action {
        case .placeOrder(let draft):
            self.init(draft, at: business)
        case .bookAppointment(let draft), .moveAppointment(_, let draft):
            self.init(
                values: Self.values(
                    of: draft.contact,
                    [
                        .service: business.services.first { $0.id == draft.service }?.name, .notes: draft.notes,
                    ]), start: draft.slot?.start)
        case .openTicket(let draft):
            self.init(
                values: Self.values(
                    of: draft.contact,
                    [
                        .category: business.categories.first { $0.id == draft.category }?.name, .priority: draft.priority?.rawValue,
                        .subject: draft.subject, .description: draft.details,
                    ]))
        case .promiseCallBack(let draft):
            self.init(values: Self.values(of: draft.contact, [.subject: draft.subject, .description: draft.details]))
        case .cancelOrder, .cancelAppointment, .addToTicket:
            return nil
        case .submit(let draft):
            let answers = draft.answers.map { (Slot.Name(rawValue: $0.name), $0.text) }
            self.init(values: Self.values(of: draft.contact, Dictionary(answers) { first, _ in first }))
        }
    }

    private init(_ draft: OrderDraft, at business: BusinessFacts) {
        let lines = draft.lines.compactMap { line -> Form.Line? in
            guard let item = business.catalogue.items.first(where: { $0.id == line.item }),
                let price = business.catalogue.price(of: line)
            else { return nil }
            let options = line.options.map(\.wording) + [line.note].compactMap(\.self)
            return Form.Line(item: item.name, quantity: line.quantity, options: options, price: price)
        }
        self.init(
            lines: lines,
            values: Self.values(
                of: draft.contact,
                [
                    .orderType: draft.type?.rawValue, .address: draft.address, .notes: draft.notes,
                ]), total: business.total(of: lines.reduce(Money(minorUnits: 0, currency: business.currency)) { $0 + $1.price }))
    }

    private static func values(of contact: Contact, _ others: [Slot.Name: String?]) -> [Slot.Name: String] {
        var values = others.compactMapValues(\.self)
        values[.customerName] = contact.name
        values[.customerPhone] = contact.phone?.identity
        return values
    }
}
