import Core
import Foundation
import Storage
import Testing

@testable import Features

@Suite struct OneTimePasswordTests {
    /// Source: RFC 6238, appendix B, the rows for SHA-1.
    private static let password = OneTimePassword(secret: Array("12345678901234567890".utf8))

    @Test(arguments: [
        (59, "94287082"), (1_111_111_109, "07081804"), (1_111_111_111, "14050471"), (1_234_567_890, "89005924"),
        (2_000_000_000, "69279037"), (20_000_000_000, "65353130"),
    ])
    func `The published vectors come out`(seconds: Int, code: String) {
        let step = OneTimePassword.step(at: Date(timeIntervalSince1970: Double(seconds)))
        #expect(Self.password.code(step: step, digits: 8) == code)
        #expect(Self.password.code(step: step) == String(code.suffix(6)))
    }

    /// Source: RFC 4226, appendix D.
    @Test func `The counter's published values come out`() {
        let codes = (0..<10).map { Self.password.code(step: $0) }
        #expect(
            codes == ["755224", "287082", "359152", "969429", "338314", "254676", "287922", "162583", "399871", "520489"])
    }

    @Test func `A code is taken a step early or late, and once`() throws {
        let now = Date(timeIntervalSince1970: 1_800_000_000)
        let present = OneTimePassword.step(at: now)
        for offset in -1...1 {
            #expect(Self.password.step(of: Self.password.code(step: present + offset), at: now, after: 0) == present + offset)
        }
        #expect(Self.password.step(of: Self.password.code(step: present + 2), at: now, after: 0) == nil)
        #expect(Self.password.step(of: Self.password.code(step: present - 2), at: now, after: 0) == nil)
        #expect(Self.password.step(of: Self.password.code(step: present), at: now, after: present) == nil)
    }

    /// Source: RFC 4648, section 10.
    @Test(arguments: [
        ("", ""), ("f", "MY"), ("fo", "MZXQ"), ("foo", "MZXW6"), ("foob", "MZXW6YQ"), ("fooba", "MZXW6YTB"), ("foobar", "MZXW6YTBOI"),
    ])
    func `Base 32 is written as the standard has it`(text: String, encoded: String) {
        #expect(Base32.text(Array(text.utf8)) == encoded)
    }

    @Test func `A sealed secret opens for its account with its key, and otherwise not`() throws {
        let seal = SecondFactorSeal(platformKey: Secret(String(repeating: "k", count: 32)))
        let (ada, ben) = (Account.ID("ada"), Account.ID("ben"))
        let sealed = try seal.seal(Self.password.secret, of: ada)
        #expect(try seal.open(sealed, of: ada) == Self.password.secret)
        #expect(throws: (any Error).self) { try seal.open(sealed, of: ben) }
        let other = SecondFactorSeal(platformKey: Secret(String(repeating: "j", count: 32)))
        #expect(throws: (any Error).self) { try other.open(sealed, of: ada) }
    }

    @Test func `A recovery code is the same however it is typed`() {
        let seal = SecondFactorSeal(platformKey: Secret(String(repeating: "k", count: 32)))
        let kept = seal.code(of: Secret("ABCD-EFGH-2345"), of: Account.ID("ada"))
        #expect(seal.code(of: Secret("abcd efgh2345"), of: Account.ID("ada")) == kept)
        #expect(seal.code(of: Secret("ABCD-EFGH-2345"), of: Account.ID("ben")) != kept)
    }
}
