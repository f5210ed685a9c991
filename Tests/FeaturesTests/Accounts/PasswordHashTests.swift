import Core
import Foundation
import Testing

@testable import Features

@Suite struct PasswordHashTests {
    /// Source: RFC 7914, section 12, but for its last vector, which takes a gigabyte.
    @Test(arguments: [
        (
            "", "", PasswordHash.Cost(logarithm: 4, blockSize: 1, parallelism: 1),
            "77d6576238657b203b19ca42c18a0497f16b4844e3074ae8dfdffa3fede21442fcd0069ded0948f8326a753a0fc81f17e8d3e0fb2e0d3628cf35e20c38d18906"
        ),
        (
            "password", "NaCl", PasswordHash.Cost(logarithm: 10, blockSize: 8, parallelism: 16),
            "fdbabe1c9d3472007856e7190d01e9fe7c6ad7cbc8237830e77376634b3731622eaf30d92e22a3886ff109279d9830dac727afb94a83ee6d8360cbdfa2cc0640"
        ),
        (
            "pleaseletmein", "SodiumChloride", PasswordHash.Cost(logarithm: 14, blockSize: 8, parallelism: 1),
            "7023bdcb3afd7348461c06cd81fd38ebfda8fbba904f8e3ea9b543f6545da1f2d5432955613f0fcf62d49705242a9af9e61e85dc0d651e40dfcf017b45575887"
        ),
    ])
    func `The published vectors of scrypt come out`(password: String, salt: String, cost: PasswordHash.Cost, key: String) throws {
        let derived = try PasswordHash.key(of: Secret(password), salt: Array(salt.utf8), cost: cost, length: 64)
        #expect(derived.map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined() == key)
    }

    @Test func `A hash is stored with what it was made with, and checks by that`() throws {
        let hash = try PasswordHash(of: Secret("correct horse"), salt: Array(0..<16), cost: .quick)
        #expect(hash.rawValue.hasPrefix("$scrypt$ln=4,r=1,p=1$AAECAwQFBgcICQoLDA0ODw$"))
        let stored = try #require(PasswordHash(rawValue: hash.rawValue))
        #expect(stored == hash)
        #expect(try stored.matches(Secret("correct horse")))
        #expect(try !stored.matches(Secret("correct horsf")))
    }

    @Test func `The same letters in other code points are the same password`() throws {
        let hash = try PasswordHash(of: Secret("Caff\u{E8} Roma 12"), salt: [1], cost: .quick)
        #expect(try hash.matches(Secret("Caffe\u{300} Roma 12")))
    }

    @Test(arguments: ["", "$scrypt$ln=4,r=1$AA$AA", "$scrypt$ln=40,r=1,p=1$AA$AA", "$2b$10$abc", "$scrypt$ln=4,r=1,p=1$AA$"])
    func `What is no hash of ours, or would take all memory, is not read`(text: String) {
        #expect(PasswordHash(rawValue: text) == nil)
    }

    @Test(arguments: [
        "short", "aaaaaaaaaaaa", "abababababab", "Password123", "1234567890", "qwertyuiop", "zyxwvutsrq", "roma2026!", "letmein1234",
    ])
    func `What is tried first is not taken`(password: String) {
        #expect(!PasswordRules.violations(in: Secret(password), guesses: ["ada@roma.example", "Ada Roma"], at: "#/password").isEmpty)
    }

    @Test(arguments: ["correct horse battery", "ζωή και φαγητό 12", "roma by night, twice"])
    func `Length is what counts`(password: String) {
        #expect(PasswordRules.violations(in: Secret(password), guesses: ["ada@roma.example"], at: "#/password").isEmpty)
    }
}

extension PasswordHash.Cost {
    /// Good for nothing but tests.
    static let quick = PasswordHash.Cost(logarithm: 4, blockSize: 1, parallelism: 1)
}
