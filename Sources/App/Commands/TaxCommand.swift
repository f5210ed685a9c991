import ArgumentParser
import Core
import Features
import Foundation
import Storage

/// The tax that is added to businesses' invoices.
struct TaxCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "tax", abstract: "Say which tax is added to the invoices of a country's businesses.",
        subcommands: [List.self, Set.self, Remove.self])

    struct List: AsyncParsableCommand {
        static let configuration = CommandConfiguration(abstract: "List the rates.")

        @OptionGroup var data: DataOptions

        func run() async throws {
            try await data.withPlatform { composition in
                for rate in try await composition.store.platform.read({ try $0.taxRates() }) { print(rate.line) }
            }
        }
    }

    struct Set: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Set a country's rate, for invoices from now on.",
            discussion: """
                A business says in its billing details where it is; * is for those of all other countries, and those that do not say.
                With --reverse-charge a business that gives a tax number is charged none, and its invoices say why.

                Examples:
                  voiceagent tax set IT --name IVA --rate 22 --reverse-charge
                  voiceagent tax set '*' --name VAT --rate 0
                """)

        @OptionGroup var data: DataOptions
        @Argument(help: "Two letters (ISO 3166-1), or *.") var country: String
        @Option(help: "As invoices call it.") var name = "VAT"
        @Option(help: "In percent, with at most four decimals.") var rate: String
        @Flag(help: "Businesses with a tax number account for it themselves.") var reverseCharge = false

        func run() async throws {
            guard let percent = Decimal(string: rate, locale: Locale(identifier: "en_US_POSIX")), (percent * 10_000).isWhole else {
                throw CommandFailure.badInput("Error: \"\(rate)\" is not a rate in percent, such as 22 or 7.7.")
            }
            let parts = NSDecimalNumber(decimal: percent * 10_000).intValue
            let rate = try TaxRate(country: country, name: name, partsPerMillion: parts, isReversed: reverseCharge)
            try await data.withPlatform { composition in
                try await composition.store.platform.write(.confirmed) { try $0.save(rate) }
                print(rate.line)
            }
        }
    }

    struct Remove: AsyncParsableCommand {
        static let configuration = CommandConfiguration(abstract: "Add no tax for a country any more.")

        @OptionGroup var data: DataOptions
        @Argument(help: "Two letters (ISO 3166-1), or *.") var country: String

        func run() async throws {
            try await data.withPlatform { composition in
                let wasThere = try await composition.store.platform.write { try $0.removeTaxRate(in: country.uppercased()) }
                guard wasThere else {
                    throw CommandFailure.badInput("Error: there is no rate for \(country); `voiceagent tax list` shows those that are.")
                }
            }
        }
    }
}

extension TaxRate {
    fileprivate var line: String { "\(country)\t\(name)\t\(percent) %\t\(isReversed ? "reverse charge with a tax number" : "")" }
}

extension Decimal {
    fileprivate var isWhole: Bool {
        var (value, rounded) = (self, Decimal())
        NSDecimalRound(&rounded, &value, 0, .plain)
        return rounded == self
    }
}
