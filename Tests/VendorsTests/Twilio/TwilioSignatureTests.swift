import Core
import Testing
import Vendors

/// Vectors computed with Twilio's own validator (Python library 9.13) and again with Python's `hmac`.
@Suite struct TwilioSignatureTests {
    private static let token = Secret("f0e1d2c3b4a5968778695a4b3c2d1e0f")
    private let signature = TwilioSignature(token: token)

    private static let incoming = FormFields([
        .init("CallSid", "CA00112233445566778899aabbccddeeff"), .init("AccountSid", "AC00112233445566778899aabbccddeeff"),
        .init("From", "+14155550100"), .init("To", "+14155550199"), .init("CallStatus", "ringing"), .init("Direction", "inbound"),
        .init("ApiVersion", "2010-04-01"), .init("FromCity", ""), .init("CallerName", "Zoë & Co"),
    ])
    private static let incomingURL = "https://voice.example.com/twilio/incoming?tenant=t_42"

    private func covers(
        _ url: String, _ content: TwilioSignature.Content, _ code: String?, settings: String? = nil, by signature: TwilioSignature? = nil
    ) -> Bool {
        (signature ?? self.signature).covers(.init(url: url, content: content, signature: code, settings: settings))
    }

    @Test func `a form is signed with its fields sorted by name`() {
        let form = FormFields([
            .init("CallSid", "CA1234567890ABCDE"), .init("Digits", "1234"), .init("From", "+14158675309"), .init("To", "+18005551212"),
            .init("Caller", "+14158675309"),
        ])
        let published = TwilioSignature(token: Secret("12345"))
        let url = "https://mycompany.com/myapp.php?foo=1&bar=2"
        #expect(covers(url, .form(form), "RSOYDt4T1cUTdK1PDd93/VVr8B8=", by: published))
        #expect(!covers(url, .form(form), "RSOYDt4T1cUTdK1PDd93/VVr8B8="), "another token")
        #expect(covers(Self.incomingURL, .form(Self.incoming), "ulxnYoywft6yRCJniI5lvSO5N6k="))
    }

    @Test func `the signer may or may not have written the port of the scheme`() {
        let withPort = "https://voice.example.com:443/twilio/incoming?tenant=t_42"
        for url in [Self.incomingURL, withPort, Self.incomingURL + "#rc=2"] {
            for code in ["ulxnYoywft6yRCJniI5lvSO5N6k=", "GN1UFd0LzvriVBpHtf1H5GKUxRk="] {
                #expect(covers(url, .form(Self.incoming), code), "\(url) \(code)")
            }
        }
    }

    @Test(
        arguments: [
            nil, "", "no base 64", "ulxnYoywft6yRCJniI5lvSO5M6k=", "ulxnYoywft6yRCJniI5lvSO5N6k", "GN1UFd0LzvriVBpHtf1H5GKUxRk=AAAA",
        ] as [String?])
    func `anything else is no signature`(code: String?) {
        #expect(!covers(Self.incomingURL, .form(Self.incoming), code))
    }

    @Test func `another path, host, field or value is not covered`() {
        let code = "ulxnYoywft6yRCJniI5lvSO5N6k="
        for url in [
            "http://voice.example.com/twilio/incoming?tenant=t_42", "https://voice.example.com/twilio/incoming",
            "https://voice.example.com/twilio/incoming?tenant=t_43", "https://evil.example/twilio/incoming?tenant=t_42",
        ] {
            #expect(!covers(url, .form(Self.incoming), code), "\(url)")
        }
        var more = Self.incoming
        more.append("Digits", "1")
        #expect(!covers(Self.incomingURL, .form(more), code))
        #expect(!covers(Self.incomingURL, .none, code))
    }

    @Test func `of a repeated name the different values are signed, sorted`() {
        let form = FormFields([.init("k", "b"), .init("k", "a"), .init("k", "b")])
        #expect(covers("https://a.example/x", .form(form), "ef78NKubJUJZjYqveHMnAzmUYGM="))
    }

    @Test func `a body that is no form is covered by its hash, to the last byte`() {
        let body = Array(#"{"event":"stream-started","streamSid":"MZ0123"}"#.utf8)
        let hash = "0437e3ba381c567772cd4dbf2b2a64aca816e6b40217085920c4e7ee0f799ffe"
        let url = "https://voice.example.com/twilio/events?bodySHA256=\(hash)"
        let code = "DMduRPI54uUJH938wNYEb2Pn9ns="
        #expect(covers(url, .body(body), code))
        #expect(!covers(url, .body(body + [0x20]), code))
        #expect(!covers("https://voice.example.com/twilio/events", .body(body), code))
    }

    @Test func `a socket is signed by its own scheme, with or without a last slash`() {
        let url = "wss://voice.example.com/twilio/media"
        #expect(covers(url, .none, "foxOdOyjISWaAVuZjRFLFlNNTjw="))
        #expect(covers(url, .none, "WYq8wMPOo0jjHHuhOfLJEWy7r1I="))
        #expect(!covers(url, .none, "5cWq2TAAomUIVBckDC9j6RC545E="), "signed as https")
    }

    @Test func `a shared key signs with SHA-256 under its name, and under no other algorithm`() {
        let shared = TwilioSignature(token: Secret("another"), sharedKey: .init(id: "SK1", secret: Self.token))
        let code = "0EWudZ0G717qQ2E4DA98o4ar+YLqZW1Q9YzppGfe/eU="
        func covers(_ settings: String?, by signature: TwilioSignature) -> Bool {
            self.covers(Self.incomingURL, .form(Self.incoming), code, settings: settings, by: signature)
        }
        #expect(covers("key=SK1,algorithm=HMAC_SHA256", by: shared))
        #expect(covers("algorithm=HMAC_SHA256, key=SK1", by: shared))
        for settings in [nil, "key=SK2,algorithm=HMAC_SHA256", "key=SK1,algorithm=HMAC_MD5", "key=SK1", ""] as [String?] {
            #expect(!covers(settings, by: shared), "\(settings ?? "none")")
        }
        #expect(!covers("key=SK1,algorithm=HMAC_SHA256", by: signature), "no shared key is known")
    }
}
