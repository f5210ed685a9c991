import Conversation
import Core
import Foundation
import Storage
import Testing

@testable import Features

/// What stays of a call's log when the call is over.
@Suite struct ForgettingTests {
    private let platform: TestPlatform
    private let tenant: Tenant

    init() async throws {
        platform = try await TestPlatform()
        tenant = try await platform.trattoria()
    }

    private func prefer(_ privacy: CallPrivacy) async throws {
        _ = try await VoiceConfigurationEditor.replace(with: VoiceConfiguration(thresholds: .init(), privacy: privacy), in: tenant)
    }

    /// A delivery is ordered.
    private func order() async throws -> CallSession {
        let call = try await platform.calls.start(from: PhoneNumber("+14155550123"), over: .phone, in: tenant)
        let session = await platform.calls.session(call.id, in: tenant)
        _ = try await session.begin()
        for words in ["two lasagne for delivery", "to 12 Market Street", "Siobhan Byrne, S I O B H A N", "415 555 0199", "yes"] {
            _ = try await session.hear([Hypothesis(words)], medium: .voice)
        }
        return session
    }

    /// The log as it is stored, without what tells of the record.
    private func log(of session: CallSession) async throws -> String {
        try await tenant.read { [id = session.id] transaction in
            try transaction.rows("SELECT body FROM call_event WHERE call_id = \(id) AND kind <> 'actionDone' ORDER BY sequence")
                .map { try $0.get("body") as String }
        }.joined(separator: "\n")
    }

    private let personal = ["Siobhan", "Byrne", "S I O B", "Market", "0199", "0123", "415"]

    @Test func `A business that wants it keeps nothing in the log that tells who called`() async throws {
        try await prefer(CallPrivacy(hidesPersonalData: false, forgetsPersonalData: true))
        let session = try await order()
        let before = try await log(of: session)
        for word in ["Siobhan", "Market", "0199"] { #expect(before.contains(word), "the call goes on: \(word)") }
        try await session.end(.caller)
        let after = try await log(of: session)
        for word in personal { #expect(!after.contains(word), "\(word)") }
        #expect(after.contains("two lasagne for delivery"))

        let lines = try await Transcripts.transcript(of: session.id, in: tenant).lines
        #expect(lines.contains { $0.role == .user && $0.text.contains(PersonalWords.replacement) })
        let events = try await tenant.read { [id = session.id] in try $0.events(of: id, after: 0, limit: 1_000) }
        #expect(events.map(\.sequence) == Array(1...events.count))
        // The business needs it to deliver.
        let order = try #require(try await RecordLists.orders(after: nil, limit: 1, in: tenant).data.first)
        #expect(order.customerName.contains("Byrne") && order.deliveryAddress?.contains("Market") == true)
    }

    @Test func `Of what an attendant's tools were told nothing stays either`() async throws {
        try await prefer(CallPrivacy(forgetsPersonalData: true))
        let call = try await platform.calls.start(from: nil, over: .browser, in: tenant)
        let session = await platform.calls.session(call.id, in: tenant)
        try await session.begin(with: Attendant(name: "ultravox", reference: "u-1"), toldOf: 1)
        try await session.overhear("Siobhan Byrne, four one five, five five five, oh one nine nine", medium: .voice)
        let arguments: JSONValue = ["customer_name": "Siobhan Byrne", "customer_phone": "415 555 0199", "notes": "for Siobhan"]
        _ = try await session.call("write_down", with: arguments, invocation: "i1")
        try await session.end(.caller)
        let after = try await log(of: session)
        for word in personal + ["one nine nine"] { #expect(!after.contains(word), "\(word)") }
        #expect(try await tenant.read { try $0.rows("SELECT * FROM tool_answer") }.isEmpty)
    }

    @Test func `Others keep the log as it is`() async throws {
        let session = try await order()
        let before = try await log(of: session)
        try await session.end(.caller)
        #expect(try await log(of: session).hasPrefix(before))
    }
}
