import Core
import Foundation

/// What each letter says in English. All words of letters are here; another language is another page like this.
extension Letter {
    func english(_ links: LetterLinks) -> LetterText {
        switch self {
        // MARK: Accounts

        case .addressVerification(let business, let verification):
            LetterText(
                "Confirm your address for \(business)",
                .paragraph("Please confirm that this address is yours, so that invoices and notices about \(business) reach you."),
                .button("Confirm this address", url: links.verification(verification)),
                .note("If you did not register \(business), ignore this letter: without the confirmation nothing more is sent to you."))
        case .welcome(let business, let subdomain):
            LetterText(
                "\(business) is ready to take calls",
                .paragraph(
                    "Your voice agent is set up. Call it from your browser: say what a customer of yours would say, and watch the form "
                        + "fill itself."),
                .button("Make the first call", url: "\(links.business(at: subdomain))/voice-interface"),
                .facts([.init("Your page", links.business(at: subdomain))]),
                .note("Next: check the opening hours and the menu, services or categories, then connect a telephone number."))
        case .invitation(let business, let invitedBy, let role, let invitation):
            LetterText(
                "\(invitedBy) invites you to \(business)",
                .paragraph("\(invitedBy) would like you to work with \(business)'s voice agent, as \(role)."),
                .button("Accept the invitation", url: links.invitation(invitation)),
                .note("If you do not know \(invitedBy), ignore this letter."))
        case .passwordReset(let reset):
            LetterText(
                "Choose a new password",
                .paragraph("Somebody, most likely you, asked for a new password. Nothing has changed yet."),
                .button("Choose a new password", url: links.passwordReset(reset)),
                .note("If it was not you, ignore this letter: your password stays as it is. The link works once and for a short time."))
        case .passwordChanged:
            LetterText(
                "Your password was changed",
                .paragraph("The password of your account was changed, and all other devices were signed out."),
                .note("If it was not you, choose a new password at \(links.signIn) at once and tell whoever runs the platform."))
        case .secondFactorChanged(let isOn):
            LetterText(
                isOn ? "A second factor protects your account" : "The second factor was switched off",
                .paragraph(
                    isOn
                        ? "From now on signing in also asks for a code from your authenticator app."
                        : "From now on your password alone opens your account."),
                .note("If it was not you, choose a new password at \(links.signIn) at once and tell whoever runs the platform."))

        // MARK: Plans and money

        case .trialEnding(let business, let endsAt):
            LetterText(
                "The trial of \(business) ends on \(Self.day(endsAt))",
                .paragraph(
                    "Choose a plan before then and nothing changes for your callers. Without one, your agent will only give them your "
                        + "telephone number."),
                .button("Choose a plan", url: links.billing))
        case .trialEnded(let business):
            LetterText(
                "The trial of \(business) has ended",
                .paragraph(
                    "Your agent now only gives callers your telephone number. Everything you set up, and every record, is kept: choose a "
                        + "plan and it works again at once."),
                .button("Choose a plan", url: links.billing))
        case .usageReached(let business, let percent, let used, let included):
            LetterText(
                "\(business) has used \(percent) % of this month's sessions",
                .facts([.init("Used", "\(used) sessions"), .init("In your plan", "\(included) sessions")]),
                .paragraph(
                    percent < 100
                        ? "Nothing changes when the rest is used: calls go on, and each further session is billed at your plan's price."
                        : "Calls go on as before. Each further session this month is billed at your plan's price."),
                .button("See usage and plans", url: links.billing))
        case .subscriptionEnding(let business, let endsAt):
            LetterText(
                "The plan of \(business) ends on \(Self.day(endsAt))",
                .paragraph("As you asked, it is not renewed. From then on your agent only gives callers your telephone number."),
                .paragraph("You can take it back until then, and nothing changes."), .button("See your plan", url: links.billing))
        case .planChanged(let business, let plan, let from):
            LetterText(
                "\(business): plan \(plan) from \(Self.day(from))",
                .paragraph("Your plan changes to \(plan) on \(Self.day(from)). The next invoice shows what that costs, to the second."),
                .button("See your plan", url: links.billing))
        case .invoiceIssued(let business, let number, let total, let dueAt):
            LetterText(
                "Invoice \(number) for \(business): \(Self.amount(total))",
                .facts([.init("Invoice", number), .init("Total", Self.amount(total)), .init("Due", Self.day(dueAt))]),
                .button("See the invoice", url: links.billing))
        case .invoicePaid(let business, let number, let total):
            LetterText(
                "Paid: invoice \(number) for \(business)",
                .paragraph("Thank you. \(Self.amount(total)) for invoice \(number) has arrived."),
                .button("See your invoices", url: links.billing))
        case .creditNoteIssued(let business, let number, let total):
            LetterText(
                "Credit note \(number) for \(business): \(Self.amount(total))",
                .paragraph("\(Self.amount(total)) is credited to you. It is set against the next invoice, or paid back."),
                .button("See your invoices", url: links.billing))
        case .paymentFailed(let business, let number, let total, let nextAttemptAt):
            LetterText(
                "The payment for invoice \(number) did not go through",
                .paragraph("Your card was not accepted for \(Self.amount(total)), which \(business) owes for invoice \(number)."),
                .paragraph(
                    nextAttemptAt.map { "We try again on \(Self.day($0)). Nothing changes until then." }
                        ?? "We do not try again by ourselves: please pay it, or give another card."),
                .button("Check the payment", url: links.billing))
        case .paymentActionRequired(let business, let number, let total, let url):
            LetterText(
                "Please confirm the payment of invoice \(number)",
                .paragraph(
                    "Your bank asks you to confirm the payment of \(Self.amount(total)), which \(business) owes for invoice \(number). "
                        + "Until then it is not paid."),
                .button("Confirm the payment", url: url), .note("The page is Stripe's, which takes the card for us."))
        case .pastDue(let business, let readOnlyAt):
            LetterText(
                "\(business): a payment is overdue",
                .paragraph(
                    "Everything still works. From \(Self.day(readOnlyAt)) your agent would only give callers your telephone number."),
                .button("Pay now", url: links.billing))
        case .readOnly(let business, let suspendedAt):
            LetterText(
                "\(business): calls are no longer taken",
                .paragraph(
                    "Because a payment is missing, your agent only gives callers your telephone number. You can read everything, and change "
                        + "nothing. On \(Self.day(suspendedAt)) it is switched off."),
                .button("Pay now", url: links.billing))
        case .subscriptionEnded(let business, let suspendedAt):
            LetterText(
                "The plan of \(business) has ended",
                .paragraph(
                    "It was not renewed. Your agent only gives callers your telephone number; you can read everything, and change nothing. "
                        + "On \(Self.day(suspendedAt)) it is switched off."),
                .paragraph("Choose a plan and it works again at once."), .button("Choose a plan", url: links.billing))
        case .suspended(let business, let deletedAt):
            LetterText(
                "\(business) is switched off",
                .paragraph(
                    "Nobody can call it any more. Everything is kept until \(Self.day(deletedAt)), and then deleted for good. A payment "
                        + "brings it back at once."),
                .button("Pay now", url: links.billing))
        case .resumed(let business):
            LetterText(
                "\(business) takes calls again", .paragraph("Thank you. Everything is as it was."), .button("Sign in", url: links.signIn))
        case .deleted(let business):
            LetterText(
                "\(business) has been deleted",
                .paragraph("All its data was deleted for good; invoices are kept, as the law asks. This is the last letter about it."))

        // MARK: Notices

        case .webhookFailing(let business, let address):
            LetterText(
                "A webhook of \(business) was given up",
                .paragraph("It did not take a message though it was tried for days, or said that it is gone for good."),
                .facts([.init("Address", address)]),
                .paragraph("Once it answers again, switch it on in the settings and send what it missed from the list of deliveries."),
                .button("Sign in", url: links.signIn))
        case .domainVerified(let business, let domain):
            LetterText(
                "\(domain) now leads to \(business)",
                .paragraph("Your own domain is verified. Your address on the platform goes on working."),
                .button("Open it", url: "https://\(domain)"))
        }
    }

    // MARK: How things are written

    static func amount(_ money: Money) -> String {
        money.decimal.formatted(.currency(code: money.currency).locale(english))
    }

    /// A day of the platform's own calendar, which is UTC's.
    private static func day(_ date: Date) -> String {
        date.formatted(Date.FormatStyle(date: .long, time: .omitted, locale: english, timeZone: .gmt))
    }

    static let english = Locale(identifier: "en_US")
}
