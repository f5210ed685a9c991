import Core
public import Foundation
public import Storage

/// Which names can be had.
public struct SubdomainBook: Sendable {
    private static let mostSuggestions = 3

    private let platform: Platform
    private let clock: @Sendable () -> Date

    public init(platform: Platform, clock: @escaping @Sendable () -> Date) {
        self.platform = platform
        self.clock = clock
    }

    /// Whether a name can be had now, and which ones instead.
    public struct Availability: Sendable, Hashable, Codable {
        public let name: String
        public let isAvailable: Bool
        /// Why not, in a sentence.
        public let reason: String?
        public let suggestions: [String]
    }

    /// - Parameter text: a name, or anything else from which one can be suggested, such as what a business is called.
    public func availability(of text: String) async throws -> Availability {
        let now = clock()
        return try await platform.read { transaction in
            let reason = try Self.reason(against: text, transaction, at: now)
            guard let reason else {
                return Availability(name: text.lowercased(), isAvailable: true, reason: nil, suggestions: [])
            }
            let candidates = Self.candidates(like: text)
            var suggestions: [String] = []
            for candidate in candidates where try Self.reason(against: candidate, transaction, at: now) == nil {
                suggestions.append(candidate)
                if suggestions.count == Self.mostSuggestions { break }
            }
            return Availability(name: text, isAvailable: false, reason: reason, suggestions: suggestions)
        }
    }

    private static func reason(against text: String, _ transaction: PlatformTransaction, at now: Date) throws -> String? {
        do {
            let subdomain = try SubdomainChoice.read(text)
            return try transaction.obstacle(to: subdomain, at: now)?.problem(subdomain.label).detail
        } catch let problem as Problem {
            return problem.detail
        }
    }

    private static func candidates(like text: String) -> [String] {
        guard let base = Subdomain(suggestedBy: text)?.label else { return [] }
        return [base] + ["voice", "online", "direct"].map { "\(base)-\($0)" } + ["call", "hello"].map { "\($0)-\(base)" }
            + (2...5).map { "\(base)-\($0)" }
    }
}
