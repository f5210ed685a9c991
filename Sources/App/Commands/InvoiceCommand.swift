import ArgumentParser
import Core
import Features
import Foundation
import Storage

/// The invoices of all businesses, for who keeps the platform's books.
struct InvoiceCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "invoice", abstract: "List and show invoices; note payments, give credit, pay back, withdraw.",
        subcommands: [List.self, Show.self, Paid.self, Credit.self, Refund.self, Withdraw.self])

    struct List: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "List a business's invoices, newest first, or all that are open, the longest due first.",
            discussion: """
                Examples:
                  voiceagent invoice list
                  voiceagent invoice list mario-pizza --json
                """)

        @OptionGroup var data: DataOptions
        @Argument(help: "A business's subdomain; without it those that are still to be paid.") var subdomain: String?
        @Option(help: "How many at most.") var limit = 100
        @Flag(help: "Print them as JSON, one a line.") var json = false

        func run() async throws {
            try await data.withPlatform { composition in
                let business = if let subdomain { try await composition.businessID(subdomain) } else { Business.ID?.none }
                let limit = limit
                let invoices = try await composition.store.platform.read { transaction in
                    if let business { return try transaction.invoices(of: business, before: nil, limit: limit) }
                    return try transaction.openInvoices(limit: limit)
                }
                for invoice in invoices { try InvoiceCommand.show(invoice, json: json) }
            }
        }
    }

    struct Show: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Show an invoice with its lines, payments and credit notes.",
            discussion: """
                Example:
                  voiceagent invoice show INV-000123
                """)

        @OptionGroup var data: DataOptions
        @Argument(help: "The invoice's number.") var number: String

        func run() async throws {
            try await data.withPlatform { composition in
                let invoice = try await composition.billing.invoice(Invoice.ID(number))
                let (payments, notes, refunds) = try await composition.store.platform.read { transaction in
                    (
                        try transaction.payments(of: invoice.number), try transaction.creditNotes(of: invoice.number),
                        try transaction.refunds(of: invoice.number)
                    )
                }
                try InvoiceCommand.show(invoice, json: false)
                for line in invoice.lines { print(line.text) }
                for payment in payments {
                    print(
                        "paid\t\(payment.amount.text)\t\(payment.receivedAt.formatted(.iso8601))\t\(payment.method.rawValue)\t\(payment.note)"
                    )
                }
                for note in notes { print("credited\t\(note.amount.text)\t\(note.number)\t\(note.reason)") }
                for refund in refunds {
                    print("refund\t\(refund.amount.text)\t\(refund.creditNote)\t\(refund.state.rawValue)\t\(refund.lastError ?? "")")
                }
            }
        }
    }

    struct Paid: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Note that all that was due of an invoice was received.",
            discussion: """
                Example:
                  voiceagent invoice paid INV-000123 --note "bank transfer 4711"
                """)

        @OptionGroup var data: DataOptions
        @Argument(help: "The invoice's number.") var number: String
        @Option(help: "Such as the bank's reference.") var note = ""

        func run() async throws {
            try await InvoiceCommand.change(data) { billing in
                try await billing.markPaid(Invoice.ID(number), note: note, by: .keyboard)
            }
        }
    }

    struct Credit: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Give back a part of an invoice, or all of it, with a credit note.",
            discussion: """
                Examples:
                  voiceagent invoice credit INV-000123 --amount 10.00 --reason "A day without service"
                  voiceagent invoice credit INV-000123 --reason "Charged by mistake"
                """)

        @OptionGroup var data: DataOptions
        @Argument(help: "The invoice's number.") var number: String
        @Option(help: "Decimal, in the invoice's currency; without it all that was not given back yet.") var amount: String?
        @Option(help: "For whoever receives it.") var reason: String

        func run() async throws {
            try await InvoiceCommand.change(data) { billing in
                let id = Invoice.ID(number)
                let units = try await InvoiceCommand.units(amount, of: id, billing)
                return try await billing.credit(id, amount: units, reason: reason, by: .keyboard)
            }
        }
    }

    struct Refund: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Pay back a part of an invoice, or all of it, to the card that paid it, with a credit note.",
            discussion: """
                A running server asks Stripe for it within seconds; `invoice show` says what became of it.

                Example:
                  voiceagent invoice refund INV-000123 --amount 10.00 --reason "A day without service"
                """)

        @OptionGroup var data: DataOptions
        @Argument(help: "The invoice's number.") var number: String
        @Option(help: "Decimal, in the invoice's currency; without it all that was paid and not given back yet.") var amount: String?
        @Option(help: "For whoever receives it.") var reason: String

        func run() async throws {
            try await InvoiceCommand.change(data) { billing in
                let id = Invoice.ID(number)
                let units = try await InvoiceCommand.units(amount, of: id, billing)
                return try await billing.refund(id, amount: units, reason: reason, by: .keyboard)
            }
        }
    }

    struct Withdraw: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "void", abstract: "Withdraw an invoice of which nothing was paid.",
            discussion: """
                Example:
                  voiceagent invoice void INV-000123 --reason "Issued twice"
                """)

        @OptionGroup var data: DataOptions
        @Argument(help: "The invoice's number.") var number: String
        @Option(help: "For whoever received it.") var reason: String

        func run() async throws {
            try await InvoiceCommand.change(data) { billing in
                try await billing.void(Invoice.ID(number), reason: reason, by: .keyboard)
            }
        }
    }

    private static func change(_ data: DataOptions, _ change: @escaping @Sendable (Billing) async throws -> Invoice) async throws {
        try await data.withPlatform { composition in try show(try await change(composition.billing), json: false) }
    }

    private static func units(_ amount: String?, of invoice: Invoice.ID, _ billing: Billing) async throws -> Int? {
        let currency = try await billing.invoice(invoice).currency
        return try amount.map { try Money.read($0, currency).minorUnits }
    }

    fileprivate static func show(_ invoice: Invoice, json: Bool) throws {
        if json { return try print(JSONText.line(invoice)) }
        print(
            "\(invoice.number)\t\(invoice.status.rawValue)\t\(invoice.total.text)\tdue \(invoice.dueAt.formatted(.iso8601))\t"
                + "\(invoice.amountDue.text) open\t\(invoice.billedTo.name)")
    }
}
