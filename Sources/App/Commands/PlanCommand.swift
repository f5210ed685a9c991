import ArgumentParser
import Core
import Features
import Foundation
import Storage

/// What plans cost, and which one a business is on.
struct PlanCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "plan", abstract: "List and offer plans; show and change a business's.",
        subcommands: [List.self, Offer.self, Show.self, Change.self])

    struct List: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "List the plans on offer.",
            discussion: """
                Example:
                  voiceagent plan list
                """)

        @OptionGroup var data: DataOptions
        @Flag(help: "Print them as JSON, one a line.") var json = false

        func run() async throws {
            try await data.withPlatform { composition in
                try await composition.billing.prepare()
                for plan in try await composition.store.platform.read({ try $0.offeredPlans() }) {
                    if json { try print(JSONText.line(plan)) } else { print(plan.line) }
                }
            }
        }
    }

    struct Offer: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Offer a plan at other terms from now on; who is on it keeps theirs.",
            discussion: """
                Prices are decimal, in US dollars unless --currency says otherwise. Without --sessions as many as come are included.

                Example:
                  voiceagent plan offer Starter --price 109 --sessions 100 --overage 0.80
                """)

        @OptionGroup var data: DataOptions
        @Argument(help: "Starter, Professional or Enterprise.") var plan: String
        @Option(help: "For a month.") var price: String
        @Option(help: "Sessions a month that the price includes.") var sessions: Int?
        @Option(help: "For each session beyond those.") var overage: String?
        @Option(help: "ISO 4217 code.") var currency = "USD"

        func run() async throws {
            let plan = try Plan.read(plan)
            let (price, overage) = (try Money.read(price, currency), try overage.map { try Money.read($0, currency) })
            guard sessions.map({ $0 >= 0 }) ?? true else { throw CommandFailure.badInput("Error: --sessions is 0 or more.") }
            try await data.withPlatform { composition in
                try await composition.billing.prepare()
                let now = composition.clock()
                let version = try await composition.store.platform.write(.confirmed) { transaction in
                    try transaction.offer(plan, price: price, includedSessions: sessions, overagePrice: overage, at: now)
                }
                print(version.line)
            }
        }
    }

    struct Show: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Show a business's plan and how it stands.",
            discussion: """
                Example:
                  voiceagent plan show mario-pizza
                """)

        @OptionGroup var data: DataOptions
        @Argument(help: "The business's subdomain.") var subdomain: String

        func run() async throws {
            try await data.withPlatform { composition in
                let tenant = try await composition.operated(subdomain, reason: "subscription shown")
                let overview = try await composition.billing.overview(in: tenant)
                for line in overview.lines { print(line) }
            }
        }
    }

    struct Change: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Show what a change of a business's plan costs, and with --yes make it.",
            discussion: """
                A dearer plan begins now, any other when the month ends. `--action subscribe` agrees to pay by invoice, `cancel` ends the
                subscription with its month, `resume` takes back what was to happen then.

                Examples:
                  voiceagent plan change mario-pizza Professional
                  voiceagent plan change mario-pizza Professional --yes
                  voiceagent plan change mario-pizza --action cancel --yes
                """)

        @OptionGroup var data: DataOptions
        @Argument(help: "The business's subdomain.") var subdomain: String
        @Argument(help: "Starter, Professional or Enterprise; not for cancel and resume.") var plan: String?
        @Option(help: "change, subscribe, cancel or resume.") var action = "change"
        @Flag(help: "Make the change.") var yes = false

        func run() async throws {
            let wish = try wish()
            try await data.withPlatform { composition in
                let tenant = try await composition.operated(subdomain, reason: "subscription changed")
                let desk = composition.subscriptionDesk
                let preview = try await desk.preview(wish, in: tenant)
                for line in preview.lines { print(line.text) }
                print("now\t\(preview.total.text)\tfrom \(preview.effectiveAt.formatted(.iso8601))")
                guard yes else { return Progress.note("nothing was changed; add --yes to change it.") }
                try await desk.follow(
                    wish, at: preview.at, promising: preview.total.minorUnits, in: tenant, by: .keyboard)
                for line in try await composition.billing.overview(in: tenant).lines { print(line) }
            }
        }

        private func wish() throws -> SubscriptionWish {
            switch action {
            case "change": return .change(to: try Plan.read(plan))
            case "subscribe": return .subscribe(to: try Plan.read(plan))
            case "cancel": return .cancel
            case "resume": return .resume
            default: throw CommandFailure.badInput("Error: --action is change, subscribe, cancel or resume.")
            }
        }
    }
}

extension Plan {
    fileprivate static func read(_ name: String?) throws -> Plan {
        guard let plan = name.flatMap({ Plan(named: $0) }) else {
            throw CommandFailure.badInput("Error: a plan is one of \(Plan.allCases.map(\.rawValue).joined(separator: ", ")).")
        }
        return plan
    }
}

extension Money {
    /// Reads what somebody types.
    static func read(_ text: String, _ currency: String) throws -> Money {
        guard let decimal = Decimal(string: text, locale: Locale(identifier: "en_US_POSIX")), decimal >= 0,
            let money = try? Money(decimal: decimal, currency: currency)
        else { throw CommandFailure.badInput("Error: \"\(text)\" is not an amount of \(currency).") }
        return money
    }

    /// As a person reads it: `99.00 USD`.
    var text: String {
        "\(decimal.formatted(.number.precision(.fractionLength(Money.decimalPlaces(of: currency))).grouping(.never).locale(Locale(identifier: "en_US_POSIX")))) \(currency)"
    }
}

extension InvoiceLine {
    var text: String { "\(kind.rawValue)\t\(quantity) x \(unitPrice.text)\t\(amount.text)\t\(description)" }
}

extension PlanVersion {
    fileprivate var line: String {
        let sessions = includedSessions.map { "\($0) sessions" } ?? "any number of sessions"
        return "\(plan.rawValue)\tversion \(version)\t\(price.text)\t\(sessions)\t\(overagePrice.map { "\($0.text) each beyond" } ?? "")"
    }
}

extension Billing.Overview {
    fileprivate var lines: [String] {
        var lines = [
            "plan       \(subscription.plan.plan.rawValue), version \(subscription.plan.version)",
            "standing   \(subscription.standing.rawValue)",
            "status     \(subscription.status.rawValue)", "collection \(subscription.collection.rawValue)",
            "period     \(subscription.period.start.formatted(.iso8601)) to \(subscription.period.end.formatted(.iso8601))",
            "sessions   \(sessions)",
        ]
        if let pending = subscription.pendingPlan { lines.append("then       \(pending.plan.rawValue)") }
        if subscription.cancelsAtPeriodEnd { lines.append("then       it ends") }
        if let due = subscription.paymentDueAt { lines.append("to be paid \(due.formatted(.iso8601))") }
        if let suspension = subscription.suspension { lines.append("suspended  \(suspension)") }
        return lines
    }
}
