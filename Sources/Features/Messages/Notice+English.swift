import Conversation
import Core
import Foundation

/// What notices say in English: as mail and, to customers, as a text. All their words are here; another language is another page.
struct NoticeWords {
    let profile: BusinessProfile
    /// Where the owner works with records.
    let staffURL: String

    // MARK: Mail

    func letter(_ notice: Notice) -> LetterText {
        switch (notice.audience, notice.record) {
        case (.customer(let occasion), .order(let order)): toCustomer(occasion, order)
        case (.customer(let occasion), .appointment(let appointment)): toCustomer(occasion, appointment)
        case (.customer(let occasion), .ticket(let ticket)): toCustomer(occasion, ticket)
        case (_, .order(let order)): toOwner("Order \(order.number)", facts(of: order), customer: notice.record)
        case (_, .appointment(let appointment)):
            toOwner("Appointment \(appointment.number): \(when(appointment.start))", facts(of: appointment), customer: notice.record)
        case (_, .ticket(let ticket)):
            toOwner(
                "Ticket \(ticket.number), \(ticket.priority.rawValue): \(ticket.subject)",
                facts(of: ticket) + [.init("Description", ticket.description)], customer: notice.record)
        case (_, .submission(let submission)):
            toOwner(
                "\(submission.title) \(submission.number)", submission.answers.map { .init($0.label, $0.text) }, customer: notice.record)
        }
    }

    private func toCustomer(_ occasion: NotificationSettings.CustomerOccasion, _ order: Order) -> LetterText {
        if occasion == .orderCancellation {
            return LetterText(
                "Your order \(order.number) is cancelled",
                .paragraph("\(hello(order.customerName))your order at \(profile.name) is cancelled."),
                .facts(facts(of: order)), .note(contact))
        }
        return LetterText(
            "Your order \(order.number) at \(profile.name)", heading: "Thank you for your order",
            .paragraph("\(hello(order.customerName))we have your order. This is what we heard:"), .facts(facts(of: order)),
            .note("Something is wrong? Call us as soon as you can. \(contact)"))
    }

    private func toCustomer(_ occasion: NotificationSettings.CustomerOccasion, _ appointment: Appointment) -> LetterText {
        let (subject, sentence) =
            switch occasion {
            case .appointmentChange: ("Your new time: \(when(appointment.start))", "your appointment at \(profile.name) has a new time.")
            case .appointmentCancellation:
                ("Your appointment on \(when(appointment.start)) is cancelled", "your appointment at \(profile.name) is cancelled.")
            case .appointmentReminder:
                ("Reminder: \(appointment.service), \(when(appointment.start))", "we look forward to seeing you at \(profile.name).")
            default: ("Your appointment: \(when(appointment.start))", "your appointment at \(profile.name) is booked.")
            }
        return LetterText(
            subject, .paragraph(hello(appointment.customerName) + sentence), .facts(facts(of: appointment)),
            .note(
                occasion == .appointmentCancellation
                    ? "Would you like another time? Call us. \(contact)"
                    : "You cannot come? Please call us, so that somebody else can. \(contact)"
            ))
    }

    private func toCustomer(_ occasion: NotificationSettings.CustomerOccasion, _ ticket: Ticket) -> LetterText {
        let isResolved = occasion == .ticketResolved
        return LetterText(
            isResolved ? "Resolved: ticket \(ticket.number)" : "We have your request: ticket \(ticket.number)",
            .paragraph(
                hello(ticket.customerName)
                    + (isResolved
                        ? "your request is resolved." : "thank you for calling. Your request is written down, and somebody looks at it.")),
            .facts(facts(of: ticket)),
            .note(isResolved ? "It is not? Call us and name the ticket. \(contact)" : "Name the ticket when you call again. \(contact)"))
    }

    private func toOwner(_ title: String, _ facts: [LetterText.Fact], customer record: BusinessRecord) -> LetterText {
        let (name, phone) = record.customer
        let customer = [name, phone.map { $0.e164 ?? $0.written } ?? ""].filter { !$0.isEmpty }.joined(separator: ", ")
        return LetterText(
            title, heading: title, .facts(facts + [.init("Customer", customer.isEmpty ? "not given" : customer)]),
            .button("Open it", url: staffURL))
    }

    // MARK: Texts

    /// Short enough for two texts (of 153 characters each: 3GPP TS 23.040) in nearly every case.
    func text(_ notice: Notice) -> String {
        guard case .customer(let occasion) = notice.audience else { return "" }
        let sentence =
            switch notice.record {
            case .order(let order):
                occasion == .orderCancellation
                    ? "Your order \(order.number) is cancelled."
                    : "Thank you! Order \(order.number): \(order.lines.reduce(0) { $0 + $1.quantity }) items, \(Letter.amount(order.total))."
            case .appointment(let appointment): text(occasion, appointment)
            case .ticket(let ticket):
                occasion == .ticketResolved ? "Ticket \(ticket.number) is resolved." : "We have your request: ticket \(ticket.number)."
            case .submission(let submission): "We have your request \(submission.number)."
            }
        let number = profile.phone?.e164.map { " Questions? \($0)" } ?? ""
        return "\(profile.name): \(sentence)\(number)"
    }

    private func text(_ occasion: NotificationSettings.CustomerOccasion, _ appointment: Appointment) -> String {
        let time = when(appointment.start)
        return switch occasion {
        case .appointmentChange: "New time for \(appointment.service): \(time)."
        case .appointmentCancellation: "Your appointment on \(time) is cancelled."
        case .appointmentReminder: "Reminder: \(appointment.service) on \(time)."
        default: "\(appointment.service) is booked for \(time)."
        }
    }

    // MARK: What is looked up

    private func facts(of order: Order) -> [LetterText.Fact] {
        var facts = [LetterText.Fact("Order", order.number), .init("For", order.type.rawValue)]
        for line in order.lines {
            let extras = (line.options + [line.note].compactMap { $0 }).joined(separator: ", ")
            facts.append(.init("\(line.quantity) × \(line.item)", Letter.amount(line.price) + (extras.isEmpty ? "" : "\n\(extras)")))
        }
        if let address = order.deliveryAddress { facts.append(.init("To", address)) }
        if let notes = order.notes { facts.append(.init("Note", notes)) }
        facts.append(.init("Total", Letter.amount(order.total)))
        return facts
    }

    private func facts(of appointment: Appointment) -> [LetterText.Fact] {
        [.init("What", appointment.service), .init("When", when(appointment.start)), .init("Number", appointment.number)]
    }

    private func facts(of ticket: Ticket) -> [LetterText.Fact] {
        [.init("Ticket", ticket.number), .init("About", ticket.subject), .init("Kind", ticket.category)]
    }

    private func hello(_ name: String) -> String { name.isEmpty ? "" : "\(name), " }

    private var contact: String { profile.phone.map { "\(profile.name), \($0.e164 ?? $0.written)" } ?? profile.name }

    /// In the business's own time: `Tuesday, January 12, 9:15 AM`.
    private func when(_ date: Date) -> String {
        let style = Date.FormatStyle(locale: Letter.english, timeZone: profile.zone).weekday(.wide).month(.wide).day().hour().minute()
        // The space that is put before AM is no plain one, and costs a text its short alphabet.
        return date.formatted(style).replacing("\u{202F}", with: " ")
    }
}
