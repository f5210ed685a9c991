import ArgumentParser
import Core
import Features
import Foundation
import Storage

/// Registers businesses and looks at them.
struct BusinessCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "business", abstract: "Register, list, show and delete businesses.",
        subcommands: [Register.self, List.self, Show.self, Delete.self])

    struct Register: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Register a business, as POST /api/business/register does.",
            discussion: """
                Example:
                  voiceagent business register --name "Trattoria Roma" --type restaurant --subdomain roma --email ada@roma.example
                """)

        @OptionGroup var data: DataOptions
        @Option(help: "What the business is called.") var name: String
        @Option(help: "restaurant, appointment, support or custom.") var type: String
        @Option(help: "Its label under the platform's domain.") var subdomain: String
        @Option(help: "The owner's address.") var email: String
        @Option(help: "The business's phone number.") var phone: String?
        @Option(help: "Starter, Professional or Enterprise.") var plan: String?
        @Option(help: "IANA time zone, such as Europe/Rome.") var timeZone: String?
        @Option(help: "ISO 4217 currency, such as EUR.") var currency: String?

        func run() async throws {
            let composition = try await Composition.open(configuration: .read(), data: data.url, purpose: .command)
            try await composition.running { composition in
                let registered = try await composition.registration.register(
                    RegistrationRequest(
                        businessName: name, businessType: type, subdomain: subdomain, email: email, phone: phone, plan: plan,
                        timeZone: timeZone, currency: currency), by: .platform)
                print("business_id      \(registered.tenant.id)")
                print("subdomain        \(registered.tenant.subdomain)")
                print("api_key          \(registered.secretKey.reveal())   (shown this once)")
                print("publishable_key  \(registered.publishableKey.reveal())")
            }
        }
    }

    struct List: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "List the businesses, oldest first.",
            discussion: """
                Example:
                  voiceagent business list --data ./data
                """)

        @OptionGroup var data: DataOptions

        func run() async throws {
            let composition = try await Composition.open(configuration: .read(), data: data.url, purpose: .command)
            try await composition.running { composition in
                for business in try await composition.store.platform.read({ try $0.businesses() }) {
                    print("\(business.subdomain)\t\(business.type)\t\(business.name)\t\(business.id)")
                }
            }
        }
    }

    struct Show: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Show what a business has and how it is set up.",
            discussion: """
                Example:
                  voiceagent business show mario-pizza
                """)

        @OptionGroup var data: DataOptions
        @Argument(help: "The business's subdomain.") var subdomain: String

        func run() async throws {
            let composition = try await Composition.open(configuration: .read(), data: data.url, purpose: .command)
            try await composition.running { composition in
                let tenant = try await composition.tenant(ofSubdomain: subdomain)
                let facts = try await tenant.read { transaction in try transaction.businessFacts() }
                print("business_id  \(tenant.id)")
                for line in facts.sheet { print(line) }
            }
        }
    }
}
