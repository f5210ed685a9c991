import Testing
import Vendors

@Suite struct TwilioWebhookTests {
    private static let call = "CA00112233445566778899aabbccddeeff"
    private static let account = "AC00112233445566778899aabbccddeeff"

    private func webhook(_ fields: FormFields.Field...) -> TwilioWebhook? {
        TwilioWebhook(FormFields([.init("CallSid", Self.call), .init("AccountSid", Self.account)] + fields))
    }

    @Test func `a call is told by its identifier, whatever else is new`() throws {
        let told = try #require(
            webhook(.init("From", "anonymous"), .init("To", "+14155550199"), .init("CallStatus", "in-progress"), .init("Later", "x")))
        #expect(told.call == Self.call && told.account == Self.account)
        #expect(told.from == "anonymous" && told.status == .inProgress && told.isInbound)
        #expect(TwilioWebhook(FormFields([.init("CallSid", "CA1"), .init("AccountSid", Self.account)])) == nil)
        #expect(TwilioWebhook(FormFields()) == nil)
    }

    @Test func `a recording is taken from an address that is safe to keep`() throws {
        let sid = "RE00112233445566778899aabbccddeeff"
        let left = try #require(
            webhook(.init("RecordingSid", sid), .init("RecordingUrl", "https://api.twilio.com/r"), .init("RecordingDuration", "23")))
        #expect(left.recording == .init(sid: sid, url: "https://api.twilio.com/r", seconds: 23))
        #expect(webhook(.init("RecordingSid", sid), .init("RecordingUrl", "javascript:alert(1)"))?.recording == nil)
        #expect(webhook()?.recording == nil)
    }
}
