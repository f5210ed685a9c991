import Core
import Foundation
import TestSupport
import Testing
import Vendors

@Suite struct StripeSignatureTests {
    private static let secret = Secret("whsec_test_secret_1")
    private static let time = 1_767_225_600
    private static let body = Array(
        #"{"id":"evt_test_1","object":"event","api_version":"2026-10-28.endive","created":1767225600,"type":"invoice.paid","data":{"object":{"id":"in_1","object":"invoice","status":"paid"}}}"#
            .utf8)
    private static let code = "00b4b20c749c582d0ad64056dd1e3066d3eba1c5457cfa51ef4ab75c206d59fd"
    private static let now = Date(timeIntervalSince1970: TimeInterval(time))

    /// Nil when the header is believed.
    private func refusal(
        _ header: String?, body: [UInt8] = body, secrets: [Secret] = [secret], after seconds: TimeInterval = 0
    ) -> StripeSignature.Refusal? {
        do throws(StripeSignature.Refusal) {
            try StripeSignature(secrets: secrets).check(header, body: body, at: Self.now.addingTimeInterval(seconds))
            return nil
        } catch {
            return error
        }
    }

    @Test func `what Stripe's own library has signed is believed`() {
        #expect(Self.body.count == 180)
        #expect(refusal("t=\(Self.time),v1=\(Self.code)") == nil)
        let cafe: [UInt8] = [0x63, 0x61, 0x66, 0xC3, 0xA9, 0x20, 0xE2, 0x82, 0xAC]
        #expect(refusal("t=\(Self.time),v1=4e32859f75948fd975cf594457ffdf02d91e949ab99560ac804e4a6e06531882", body: cafe) == nil)
    }

    @Test func `what the simulated Stripe of the tests signs is what Stripe would`() {
        #expect(SimulatedStripe.signature(of: Self.body, with: Self.secret, at: Self.now) == "t=\(Self.time),v1=\(Self.code)")
    }

    private struct Vector: Decodable {
        let name: String
        let secret: String
        let time: Int
        let body: String
        let code: String
    }

    /// The acceptance tests have Stripe's own library verify the same file: what is signed here it believes, and the reverse.
    @Test func `what stands in the contract is signed and verified alike here and by Stripe's library`() throws {
        let file = URL(filePath: #filePath).appending(path: "../../../../contract/fixtures/stripe-signatures.json").standardizedFileURL
        let vectors = try JSONDecoder().decode([Vector].self, from: Data(contentsOf: file))
        #expect(vectors.count >= 4)
        for vector in vectors {
            let (secret, body) = (Secret(vector.secret), Array(vector.body.utf8))
            let now = Date(timeIntervalSince1970: TimeInterval(vector.time))
            let header = SimulatedStripe.signature(of: body, with: secret, at: now)
            #expect(header == "t=\(vector.time),v1=\(vector.code)", "\(vector.name)")
            try StripeSignature(secrets: [secret]).check(header, body: body, at: now)
        }
    }

    @Test func `one right signature among several is enough, and so is one of two secrets`() {
        let wrong = String(repeating: "0", count: 64)
        #expect(refusal("t=\(Self.time),v1=\(wrong),v1=\(Self.code),v0=\(wrong)") == nil)
        #expect(refusal("t=\(Self.time),v1=\(Self.code)", secrets: [Secret("whsec_new"), Self.secret]) == nil)
    }

    @Test(arguments: [-300.0, 300]) func `clocks may be five minutes apart`(_ seconds: Double) {
        #expect(refusal("t=\(Self.time),v1=\(Self.code)", after: seconds) == nil)
    }

    @Test(arguments: [-301.0, 301]) func `but not more`(_ seconds: Double) {
        #expect(refusal("t=\(Self.time),v1=\(Self.code)", after: seconds) == .untimely)
    }

    @Test func `a changed byte or another secret is a forgery`() {
        var changed = Self.body
        changed[10] ^= 1
        #expect(refusal("t=\(Self.time),v1=\(Self.code)", body: changed) == .forged)
        #expect(refusal("t=\(Self.time),v1=\(Self.code)", secrets: [Secret("whsec_test_secret_2")]) == .forged)
        #expect(refusal("t=\(Self.time + 1),v1=\(Self.code)") == .forged)
        #expect(refusal("t=\(Self.time),v1=\(Self.code)", secrets: []) == .forged)
    }

    @Test(
        arguments: [
            nil, "", "v1=\(code)", "t=\(time)", "t=\(time),v0=\(code)", "t=\(time),v1=\(code.uppercased())",
            "t=\(time),v1=\(code.dropLast(2))",
            "t=,v1=\(code)", "t=soon,v1=\(code)", "t=\(time),t=1,v1=\(code)", "t=\(time),v1=", ",,,", "t=\(time);v1=\(code)",
        ] as [String?]) func `what holds no time or no signature is not signed`(_ header: String?)
    {
        #expect(refusal(header) == .unsigned)
    }
}
