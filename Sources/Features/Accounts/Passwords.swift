import Core
import Crypto
import CryptoExtras
import Dispatch
import Foundation

/// Makes and checks the hashes of passwords, on threads of its own and never many at once: each takes memory and time on purpose.
public struct Passwords: Sendable {
    private let cost: PasswordHash.Cost
    private let gate = Turnstile(places: Self.places, longestQueue: Self.longestQueue)
    private let threads = DispatchQueue(label: "passwords", qos: .utility, attributes: .concurrent)

    /// At once; each takes `cost.memoryBytes`.
    private static let places = 2
    /// More than this many who wait are turned away: each holds up the ones behind it.
    private static let longestQueue = 64

    public init(cost: PasswordHash.Cost = .standard) {
        self.cost = cost
    }

    /// - Throws: `Problem.unavailable` when too many wait.
    func hash(_ password: Secret) async throws -> PasswordHash {
        let salt = SymmetricKey(size: .bits128).withUnsafeBytes { Array($0) }
        let cost = cost
        return try await run { try PasswordHash(of: password, salt: salt, cost: cost) }
    }

    /// Whether a password is the one of a hash. Without a hash the answer is no, and takes as long: who asks cannot tell which accounts
    /// there are.
    ///
    /// - Throws: `Problem.unavailable` when too many wait.
    func isRight(_ password: Secret, for hash: PasswordHash?) async throws -> Bool {
        guard let hash else {
            _ = try await self.hash(password)
            return false
        }
        return try await run { try hash.matches(password) }
    }

    /// Whether a hash was made with less effort than those made now.
    func isOutdated(_ hash: PasswordHash) -> Bool { hash.cost != cost }

    private func run<Result: Sendable>(_ work: @escaping @Sendable () throws -> Result) async throws -> Result {
        do {
            return try await gate.pass {
                try await withCheckedThrowingContinuation { continuation in
                    threads.async { continuation.resume(with: Swift.Result(catching: work)) }
                }
            }
        } catch Turnstile.Refusal.full {
            throw Problem(
                code: "unavailable", status: 503, title: "Not available", detail: "Too many people sign in just now. Try again shortly.",
                retryAfterSeconds: 5)
        }
    }
}
