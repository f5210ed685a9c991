import Core
import Foundation
import Testing

/// What must not be seen is not seen, and identifiers are what they promise.
struct SecretTests {
    @Test func aSecretPrintsAsDotsHoweverItIsPrinted() {
        let secret = Secret("va_live_abc")
        var dumped = ""
        dump(["key": secret], to: &dumped)
        for text in ["\(secret)", String(reflecting: secret), String(describing: [secret]), dumped] {
            #expect(!text.contains("va_live"))
        }
        #expect(secret.reveal() == "va_live_abc")
    }

    @Test func identifiersSortByTheTimeOfTheirMaking() {
        let source = IdentifierSource.system
        let instants = (0..<100).map { Date(timeIntervalSince1970: 1_800_000_000 + Double($0)) }
        let identifiers = instants.map { source.uuid(at: $0) }
        #expect(identifiers == identifiers.sorted())
        #expect(identifiers.allSatisfy { UUID(uuidString: $0) != nil && $0.dropFirst(14).first == "7" })
    }

    @Test func aTokenIsDrawnFromItsAlphabetAlone() {
        let token = IdentifierSource { count in (0..<count).map { UInt8(truncatingIfNeeded: $0 * 37 + 255) } }.token(count: 500)
        #expect(token.count == 500)
        #expect(token.utf8.allSatisfy { Base62.alphabet.contains($0) })
    }

    @Test(arguments: ["mario-pizza", "a", "DR-SMITH", "7eleven", String(repeating: "a", count: 63)])
    func aDNSLabelIsASubdomain(text: String) throws {
        #expect(try Subdomain(text).label == text.lowercased())
    }

    @Test func platformNamesAndLookAlikesAreReserved() {
        for text in ["www", "API", "xn--pizza-abc", "localhost"] {
            #expect(throws: Subdomain.Invalid.reserved) { try Subdomain(text) }
        }
    }
}
