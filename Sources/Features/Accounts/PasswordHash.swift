import Core
import Crypto
import CryptoExtras
import Foundation

/// What is kept of a password: scrypt (RFC 7914) of it, with the salt and the effort it was made with.
///
/// As text it is `$scrypt$ln=15,r=8,p=3$<salt>$<key>` in base 64 without padding, the form that other programs use too.
public struct PasswordHash: Sendable, Hashable {
    let cost: Cost
    let salt: [UInt8]
    let key: [UInt8]

    /// How much work a guess is.
    public struct Cost: Sendable, Hashable {
        /// The binary logarithm of the number of rounds.
        public let logarithm: Int
        public let blockSize: Int
        public let parallelism: Int

        public init(logarithm: Int, blockSize: Int, parallelism: Int) {
            self.logarithm = logarithm
            self.blockSize = blockSize
            self.parallelism = parallelism
        }

        /// 32 MiB and about a quarter of a second. Source: OWASP, Password Storage Cheat Sheet: one of five that it calls equal.
        public static let standard = Cost(logarithm: 15, blockSize: 8, parallelism: 3)

        /// What a stored text may ask of us at the most.
        fileprivate var isBearable: Bool { (1...20).contains(logarithm) && (1...32).contains(blockSize) && (1...16).contains(parallelism) }
    }

    private static let keyLength = 32

    /// The same password written with other code points for the same letters is the same. Source: NIST SP 800-63B, section 3.1.1.2.
    init(of password: Secret, salt: [UInt8], cost: Cost) throws {
        self.cost = cost
        self.salt = salt
        key = try Self.key(of: password, salt: salt, cost: cost, length: Self.keyLength)
    }

    func matches(_ password: Secret) throws -> Bool {
        let other = try Self.key(of: password, salt: salt, cost: cost, length: key.count)
        // Compared without saying how much of it was right.
        return zip(key, other).reduce(0) { $0 | ($1.0 ^ $1.1) } == 0
    }

    static func key(of password: Secret, salt: [UInt8], cost: Cost, length: Int) throws -> [UInt8] {
        let bytes = Data(password.reveal().precomposedStringWithCompatibilityMapping.utf8)
        let key = try KDF.Scrypt.deriveKey(
            from: bytes, salt: salt, outputByteCount: length, rounds: 1 << cost.logarithm, blockSize: cost.blockSize,
            parallelism: cost.parallelism)
        return key.withUnsafeBytes { Array($0) }
    }
}

extension PasswordHash: RawRepresentable {
    public init?(rawValue: String) {
        let parts = rawValue.split(separator: "$", omittingEmptySubsequences: false)
        guard parts.count == 5, parts[0].isEmpty, parts[1] == "scrypt", let salt = Self.bytes(parts[3]), let key = Self.bytes(parts[4]),
            !key.isEmpty
        else { return nil }
        let numbers = parts[2].split(separator: ",").map { $0.split(separator: "=", maxSplits: 1) }
        guard numbers.map(\.first) == ["ln", "r", "p"], numbers.allSatisfy({ $0.count == 2 }), let logarithm = Int(numbers[0][1]),
            let blockSize = Int(numbers[1][1]), let parallelism = Int(numbers[2][1])
        else { return nil }
        cost = Cost(logarithm: logarithm, blockSize: blockSize, parallelism: parallelism)
        guard cost.isBearable else { return nil }
        self.salt = salt
        self.key = key
    }

    public var rawValue: String {
        "$scrypt$ln=\(cost.logarithm),r=\(cost.blockSize),p=\(cost.parallelism)$\(Self.text(salt))$\(Self.text(key))"
    }

    private static func text(_ bytes: [UInt8]) -> String { Data(bytes).base64EncodedString().replacing("=", with: "") }

    private static func bytes(_ text: Substring) -> [UInt8]? {
        Data(base64Encoded: text + String(repeating: "=", count: (4 - text.count % 4) % 4)).map { Array($0) }
    }
}
