public import ArgumentParser
import Core
import Features
import Foundation
public import Storage

/// Makes, replaces and revokes the keys of a business.
struct KeyCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "key", abstract: "Issue, rotate, revoke and list the keys of a business.",
        subcommands: [Issue.self, Rotate.self, Revoke.self, List.self])

    struct Issue: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Make a key and print it, this once.",
            discussion: """
                Examples:
                  voiceagent key issue roma --label till --scope records:read --scope records:write
                  voiceagent key issue roma --label "web page" --publishable --origin https://www.roma.example
                """)

        @OptionGroup var data: DataOptions
        @Argument(help: "The business's subdomain.") var subdomain: String
        @Option(help: "What it is for.") var label: String
        @Flag(help: "For a public page: may start calls and read public facts.") var publishable = false
        @Option(help: "What a secret key is good for; may be repeated; without one for everything.") var scope: [APIKey.Scope] = []
        @Option(help: "A web origin whose pages may use a publishable key; may be repeated.") var origin: [String] = []
        @Option(help: "After so many days it opens nothing.") var days: Int?

        func validate() throws {
            guard days.map({ (1...3650).contains($0) }) ?? true else { throw ValidationError("--days is a number from 1 to 3650.") }
        }

        func run() async throws {
            try await KeyCommand.run(data, subdomain) { composition, ring, business in
                let wish = KeyWish(
                    kind: publishable ? .publishable : .secret, label: label, scopes: scope.isEmpty ? nil : Set(scope), origins: origin,
                    expiresAt: days.map { composition.clock().addingTimeInterval(Double($0) * 86_400) })
                let issued = try await ring.issue(wish, for: business, by: .keyboard)
                print("\(issued.key.id)\t\(issued.text.reveal())")
            }
        }
    }

    struct Rotate: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Make a key in place of one, which works on for a while, and print it, this once.",
            discussion: """
                Example:
                  voiceagent key rotate roma va_live_3kTz --hours 48
                """)

        @OptionGroup var data: DataOptions
        @Argument(help: "The business's subdomain.") var subdomain: String
        @Argument(help: "The key's identifier, or its first characters.") var key: String
        @Option(help: "For how long the old one works on.") var hours = 24

        func validate() throws {
            guard (0...2160).contains(hours) else { throw ValidationError("--hours is a number from 0 to 2160.") }
        }

        func run() async throws {
            try await KeyCommand.run(data, subdomain) { _, ring, business in
                let old = try await ring.one(key, of: business)
                let issued = try await ring.rotate(old.id, of: business, overlap: Double(hours) * 3600, by: .keyboard)
                print("\(issued.key.id)\t\(issued.text.reveal())")
            }
        }
    }

    struct Revoke: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Revoke a key: it opens nothing from now on.",
            discussion: """
                Example:
                  voiceagent key revoke roma va_live_3kTz
                """)

        @OptionGroup var data: DataOptions
        @Argument(help: "The business's subdomain.") var subdomain: String
        @Argument(help: "The key's identifier, or its first characters.") var key: String

        func run() async throws {
            try await KeyCommand.run(data, subdomain) { _, ring, business in
                let key = try await ring.one(key, of: business)
                try await ring.revoke(key.id, of: business, by: .keyboard)
                print("\(key.prefix)…\trevoked")
            }
        }
    }

    struct List: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "List all keys the business ever had, oldest first.",
            discussion: """
                Example:
                  voiceagent key list roma
                """)

        @OptionGroup var data: DataOptions
        @Argument(help: "The business's subdomain.") var subdomain: String
        @Flag(help: "As JSON, one key a line.") var json = false

        func run() async throws {
            try await KeyCommand.run(data, subdomain) { composition, ring, business in
                let now = composition.clock()
                for key in try await ring.keys(of: business) {
                    let entry = Entry(key, at: now)
                    print(
                        json
                            ? try JSONText.line(entry)
                            : "\(entry.prefix)…\t\(entry.kind)\t\(entry.state)\t\(entry.label)\t\(entry.lastUsedAt?.ISO8601Format() ?? "never used")"
                    )
                }
            }
        }

        private struct Entry: Encodable {
            let id: String
            let prefix: String
            let kind: String
            let label: String
            let state: String
            let scopes: [String]
            let origins: [String]
            let lastUsedAt: Date?
            let expiresAt: Date?

            init(_ key: APIKey, at now: Date) {
                id = key.id.rawValue
                prefix = key.prefix
                kind = key.kind.rawValue
                label = key.label
                state = key.revokedAt != nil ? "revoked" : key.isGood(at: now) ? "good" : "expired"
                scopes = key.kind == .secret ? key.scopes.map(\.rawValue).sorted() : []
                origins = key.origins
                lastUsedAt = key.lastUsedAt
                expiresAt = key.expiresAt
            }
        }
    }

    private static func run(
        _ data: DataOptions, _ subdomain: String,
        _ work: @escaping @Sendable (Composition, KeyRing, Business.ID) async throws -> Void
    ) async throws {
        try await data.withPlatform { composition in
            let tenant = try await composition.tenant(ofSubdomain: subdomain)
            let ring = KeyRing(platform: composition.store.platform, identifiers: composition.identifiers, clock: composition.clock)
            try await work(composition, ring, tenant.id)
        }
    }
}

extension APIKey.Scope: ExpressibleByArgument {}

extension KeyRing {
    /// - Throws: `CommandFailure` unless one key that was not revoked fits.
    fileprivate func one(_ name: String, of business: Business.ID) async throws -> APIKey {
        let fitting = try await keys(of: business).filter { $0.revokedAt == nil && ($0.id.rawValue == name || $0.prefix.hasPrefix(name)) }
        guard let key = fitting.first else { throw CommandFailure.badInput("Error: the business has no key that begins with \(name).") }
        guard fitting.count == 1 else { throw CommandFailure.badInput("Error: several keys begin with \(name); give more of it.") }
        return key
    }
}
