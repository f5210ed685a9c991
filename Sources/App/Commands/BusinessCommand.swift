import ArgumentParser
import Core
import Features
import Foundation
import Storage

/// Registers businesses and looks at them.
struct BusinessCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "business", abstract: "Register, list, show, suspend, resume and delete businesses.",
        subcommands: [Register.self, List.self, Show.self, Suspend.self, Resume.self, Delete.self])

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
            try await data.withPlatform { composition in
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
            abstract: "List the businesses, newest first: subdomain, type, name, identifier, plan, standing, sessions this month.",
            discussion: """
                Examples:
                  voiceagent business list --data ./data
                  voiceagent business list --search roma --standing suspended
                  voiceagent business list --json | jq -r '.[].subdomain'
                """)

        @OptionGroup var data: DataOptions
        @Option(help: "A part of name, subdomain or address of mail.") var search: String?
        @Option(help: "How they stand: \(Standing.allCases.map(\.rawValue).joined(separator: ", ")).") var standing: String?
        @Option(help: "Their plan.") var plan: String?
        @Flag(help: "Print one JSON array; deleted ones are in it too.") var json = false

        func validate() throws {
            guard standing.map({ Standing(rawValue: $0) != nil }) ?? true else {
                throw ValidationError("--standing is one of \(Standing.allCases.map(\.rawValue).joined(separator: ", ")).")
            }
        }

        func run() async throws {
            let standing = standing.flatMap { Standing(rawValue: $0) }
            try await data.withPlatform { composition in
                let desk = composition.operatorDesk(data: data.url)
                var (found, cursor) = ([OperatedBusiness](), nil as Business.ID?)
                repeat {
                    let page = try await desk.businesses(
                        BusinessSearch(text: search, standing: standing, plan: plan, cursor: cursor, limit: 1_000))
                    found += page.data
                    cursor = page.nextCursor.map { Business.ID($0) }
                } while cursor != nil
                if json { return try print(JSONText.line(found)) }
                for business in found where business.standing != .deleted || standing == .deleted {
                    let columns = [
                        business.subdomain, business.type, business.name, business.id.rawValue, business.plan, business.standing.rawValue,
                        String(business.sessionsThisMonth),
                    ]
                    print(columns.joined(separator: "\t"))
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
            try await data.withPlatform { composition in
                let tenant = try await composition.operated(subdomain, reason: "business show")
                let facts = try await tenant.read { transaction in try transaction.businessFacts() }
                print("business_id  \(tenant.id)")
                for line in facts.sheet { print(line) }
            }
        }
    }
}
