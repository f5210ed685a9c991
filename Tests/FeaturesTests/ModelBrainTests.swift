import Conversation
import Core
import Foundation
import Logging
import Storage
import Synchronization
import TestSupport
import Testing
import Vendors

@testable import Features

/// A language model hears the callers: a real server speaks the real protocol, and says what a model may say.
@Suite struct ModelBrainTests {
    private static let lasagne = (name: "write_down", arguments: #"{"lines":[{"item":"Lasagne","quantity":2}]}"#)
    private static let lobster = (name: "write_down", arguments: #"{"lines":[{"item":"Lobster","quantity":2}]}"#)
    private static let rest = (
        name: "place_order", arguments: #"{"order_type":"Takeaway","customer_name":"Ada Byron","customer_phone":"415 555 0199"}"#
    )

    @Test func `a call that a model hears ends with the order that the caller agreed to`() async throws {
        try await Call.held(.calling(Self.lasagne), .calling(Self.rest)) { call in
            #expect(try await call.say("two of the lasagne").replies == ["Two Lasagnes.", "Anything else?"])
            let readBack = try await call.say("no, I'll fetch it, Ada Byron, 415 555 0199").replies
            #expect(readBack.last?.hasSuffix("Shall I place it?") == true)
            #expect(try await call.orders().isEmpty)
            _ = try await call.say("yes")
            #expect(try await call.orders().map(\.total) == [Money(minorUnits: 2900, currency: "USD")])
            #expect(call.server.received.count == 2, "nobody asks a model what a yes is")
        }
    }

    @Test func `a time that a model asks for is found, held and booked by the workflow`() async throws {
        let wish = (name: "find_slots", arguments: #"{"service":"Consultation","from":"2026-11-23","time":"09:00"}"#)
        let caller = (name: "write_down", arguments: #"{"customer_name":"Ada Byron","customer_phone":"415 555 0199"}"#)
        try await Call.held([.calling(wish), .calling(caller)], by: { try await $0.clinic() }) { call in
            let found = try await call.say("I would like to see somebody on Monday the twenty third, nine o'clock")
            #expect(found.replies == ["Monday the twenty-third at nine o'clock is free.", "Your name, please?"])
            _ = try await call.say("It's Ada Byron and you reach me under 415 555 0199")
            #expect(try await call.appointments().isEmpty)
            _ = try await call.say("yes")
            #expect(try await call.appointments().map(\.customerName) == ["Ada Byron"])
        }
    }

    @Test func `a model cannot place an order, however often it tries`() async throws {
        let whole = (
            name: "place_order",
            arguments:
                #"{"lines":[{"item":"Lasagne","quantity":2}],"order_type":"Takeaway","customer_name":"Ada","customer_phone":"4155550199"}"#
        )
        try await Call.held(.calling(whole), .calling(whole, whole), .calling(whole)) { call in
            for words in ["two lasagne for pickup, Ada, 415 555 0199", "I said two lasagne", "what about my lasagne"] {
                #expect(try await !call.say(words).replies.isEmpty)
            }
            #expect(try await call.orders().isEmpty)
            _ = try await call.say("yes please")
            #expect(try await call.orders().count == 1)
        }
    }

    @Test func `the model is told why the workflow refuses, and does better`() async throws {
        try await Call.held(.calling(Self.lobster), .calling(Self.lasagne)) { call in
            #expect(try await call.say("two lasagne").replies.first == "Two Lasagnes.")
            let second = try #require(call.server.received.last).text
            #expect(second.contains(#""content":"Refused: \"Lobster\" is not on the menu.","role":"tool","tool_call_id":"call_0""#))
            let consultation = try #require(try await call.consultations().last)
            #expect(consultation.rounds == 2 && consultation.fallback == nil)
            #expect(consultation.refusals == ["\"Lobster\" is not on the menu."])
        }
    }

    @Test func `arguments that are no JSON are refused like others`() async throws {
        try await Call.held(.calling((name: "write_down", arguments: #"{"lines":["#)), .calling(Self.lasagne)) { call in
            _ = try await call.say("two lasagne")
            #expect(try await call.consultations().last?.refusals == ["The arguments of write_down are not JSON."])
        }
    }

    @Test func `a model that insists is given up on in the same turn`() async throws {
        try await Call.held(.calling(Self.lobster), .calling(Self.lobster), .calling(Self.lobster)) { call in
            #expect(try await call.say("two lasagne").replies.first == "Two Lasagnes.")
            let consultation = try #require(try await call.consultations().last)
            #expect(consultation.rounds == 3)
            #expect(consultation.fallback?.cause == .refusedByWorkflow)
        }
    }

    @Test(
        arguments: [
            ([.refusing(400, "Invalid schema for function 'write_down'")], .refusedByServer),
            ([.refusing(401, "Bad key.")], .refusedByServer),
            ([.refusing(429, "Slow down.", retryAfter: 60)], .refusedByServer),
            ([.refusing(500, "Oops."), .refusing(500, "Oops.")], .refusedByServer),
            ([.stream([#"{"error":{"message":"out of memory"}}"#])], .refusedByServer), ([.garbled()], .garbled),
            ([.stream([])], .garbled), ([.breakingOff(in: lasagne)], nil), ([.saying("")], .silent),
            ([.saying("Your order has been placed!")], .objection), ([.saying("That is twelve dollars.")], .objection),
        ] as [([LoopbackServer.Answer], Consultation.Fallback.Cause?)]
    ) func `when a model fails, the dialogue hears the caller in the same turn`(
        answers: [LoopbackServer.Answer], cause: Consultation.Fallback.Cause?
    ) async throws {
        try await Call.held(answers) { call in try await call.endsWell(after: cause, asked: answers.count) }
    }

    @Test(arguments: [.unanswered, .stream([], ending: .stalled), .stalling(after: "Well, let me")] as [LoopbackServer.Answer])
    func `a model that is late is not waited for`(answer: LoopbackServer.Answer) async throws {
        let limits = LanguageModel.Limits(firstWord: .milliseconds(200), turn: .milliseconds(400))
        try await Call.held([answer], limits: limits) { call in try await call.endsWell(after: .late, asked: 1) }
    }

    @Test func `a server that has failed is left alone for a while`() async throws {
        try await Call.held(.refusing(401, "Bad key."), .calling(Self.lasagne)) { call in
            _ = try await call.say("one lasagne")
            _ = try await call.say("and a panna cotta")
            #expect(try await call.consultations().map(\.fallback?.cause) == [.refusedByServer, .resting])
            #expect(call.server.received.count == 1)
        }
    }

    @Test func `sentences leave as they are complete, and the log holds what was said`() async throws {
        try await Call.held(.saying("We close at ten. The ki", "tchen closes at nine.", counting: (prompt: 812, completion: 14))) { call in
            let early = Mutex<[String]>([])
            let answer = try await call.session.hear([Hypothesis("how long are you open")], medium: .text) { sentence in
                early.withLock { $0.append(sentence.text) }
            }
            #expect(early.withLock(\.self) == ["We close at ten.", "The kitchen closes at nine."])
            #expect(answer.replies == ["What would you like to order?"])
            let said = answer.events.compactMap { if case .said(let text) = $0.kind { text } else { nil } }
            #expect(said == early.withLock(\.self) + answer.replies)
            let consultation = try #require(try await call.consultations().last)
            #expect(consultation.promptTokens == 812 && consultation.completionTokens == 14)
        }
    }

    @Test func `what was said before a model failed stays said`() async throws {
        let limits = LanguageModel.Limits(firstWord: .seconds(5), turn: .milliseconds(600))
        try await Call.held([.stalling(after: "One moment. Let me")], limits: limits) { call in
            let answer = try await call.say("two lasagne")
            #expect(answer.replies == ["One moment.", "Two Lasagnes.", "Anything else?"])
        }
    }

    @Test func `what is said to fill the wait stands before the answer`() async throws {
        let limits = LanguageModel.Limits(firstWord: .milliseconds(400), turn: .seconds(30))
        try await Call.held([.unanswered], limits: limits) { call in
            async let answer = call.say("two lasagne")
            while call.server.received.isEmpty { await Task.yield() }
            try await call.session.filled(with: "One moment, please.", reason: "a test is waiting")
            #expect(try await answer.replies == ["Two Lasagnes.", "Anything else?"])
            let names = try await call.log().map(\.name).drop { $0 != "heard" }
            #expect(names == ["heard", "filled", "consulted", "said", "said", "understood"])
        }
    }

    @Test func `who hangs up does not wait for a model, and what was heard is on the form`() async throws {
        try await Call.held(.unanswered) { call in
            async let answer = call.say("two lasagne")
            while call.server.received.isEmpty { await Task.yield() }
            try await call.session.end(.caller)
            #expect(try await answer.replies.first == "Two Lasagnes.")
            #expect(try await call.consultations().map(\.fallback?.cause) == [.stopped])
            #expect(try await call.log().last?.name == "ended")
        }
    }

    @Test func `what a caller said is answered though the line is gone`() async throws {
        try await Call.held(.unanswered) { call in
            let line = Task { try await call.say("two lasagne") }
            while call.server.received.isEmpty { await Task.yield() }
            line.cancel()
            _ = try await line.value
            try await call.choose(.dialogue)
            #expect(try await call.say("pickup, Ada Byron, 415 555 0199").replies.last?.hasSuffix("Shall I place it?") == true)
        }
    }

    @Test func `a model is told the call so far, by turns`() async throws {
        try await Call.held(.calling(Self.lasagne), .saying("It is.")) { call in
            _ = try await call.say("two lasagne")
            _ = try await call.say("is the panna cotta fresh")
            let sent = try JSONDecoder().decode(JSONValue.self, from: Data(try #require(call.server.received.last).body))
            guard case .array(let messages)? = sent["messages"] else { return #expect(Bool(false), "no messages") }
            #expect(messages.compactMap { $0["role"]?.text } == ["system", "user", "assistant", "user", "assistant", "user"])
            #expect(messages.last?["content"] == "is the panna cotta fresh")
            #expect(messages.first?["content"]?.text?.contains("- lines: two Lasagnes") == true)
        }
    }

    @Test func `a business that has not chosen a model is heard by the dialogue`() async throws {
        try await Call.held([.calling(Self.lobster)], brain: nil) { call in
            let answer = try await call.say("two lasagne")
            #expect(answer.replies.first == "Two Lasagnes.")
            #expect(call.server.received.isEmpty)
            #expect(try await call.consultations().isEmpty)
        }
    }

    @Test func `a call changes from one to the other and loses nothing`() async throws {
        try await Call.held([.calling(Self.lasagne), .refusing(500, "overloaded")]) { call in
            _ = try await call.say("two lasagne")
            _ = try await call.say("and one panna cotta")
            _ = try await call.say("pickup, Ada Byron, 415 555 0199")
            _ = try await call.say("yes")
            #expect(try await call.orders().map(\.total) == [Money(minorUnits: 2 * 1450 + 625, currency: "USD")])
            #expect(call.server.received.count >= 2)
        }
    }

    @Test func `a call that began with a model keeps it when the owner chooses the dialogue`() async throws {
        try await Call.held([.calling(Self.lasagne), .calling(Self.lasagne)]) { call in
            try await call.choose(.dialogue)
            _ = try await call.say("two lasagne")
            #expect(call.server.received.count == 1)
        }
    }

    @Test func `the key is sent and never written down`() async throws {
        try await Call.held(.refusing(401, "Incorrect API key provided: sk-secret-1")) { call in
            _ = try await call.say("two lasagne")
            #expect(call.server.received.first?.header("Authorization") == "Bearer sk-secret-1")
            let log = try await call.log().map { String(describing: $0) }.joined()
            #expect(!log.contains("sk-secret-1"))
        }
    }
}

/// A call at a trattoria whose callers are heard by a model that says what the test has scripted.
private struct Call: Sendable {
    let server: LoopbackServer
    let session: CallSession
    let tenant: Tenant

    static func held(_ answers: LoopbackServer.Answer..., test: (Call) async throws -> Void) async throws {
        try await held(answers, test: test)
    }

    static func held(
        _ answers: [LoopbackServer.Answer], limits: LanguageModel.Limits = .init(firstWord: .seconds(20), turn: .seconds(30)),
        brain: Brain? = .llm, by business: (TestPlatform) async throws -> Tenant = { try await $0.trattoria() },
        test: (Call) async throws -> Void
    ) async throws {
        try await LoopbackServer.run(answers) { server in
            let chat = OpenAIChat(
                OpenAIChat.Configuration(baseURL: server.baseURL + "/v1", key: Secret("sk-secret-1"), model: "small"),
                over: .live(LoopbackServer.client).retrying(.duringCall))
            let platform = try await TestPlatform()
            let tenant = try await business(platform)
            let calls = platform.otherProcess(model: LanguageModel(chat, limits: limits, logger: .silent))
            let session = await calls.session(try await calls.start(from: nil, over: .commandLine, in: tenant).id, in: tenant)
            let call = Call(server: server, session: session, tenant: tenant)
            try await call.choose(brain)
            _ = try await session.begin()
            try await test(call)
        }
    }

    func choose(_ brain: Brain?) async throws {
        _ = try await VoiceConfigurationEditor.replace(with: VoiceConfiguration(thresholds: .init(), brain: brain), in: tenant)
    }

    func say(_ words: String) async throws -> CallSession.Answer {
        try await session.say(words)
    }

    func orders() async throws -> [Order] {
        try await tenant.read { try $0.orders(before: nil, limit: 10) }
    }

    func appointments() async throws -> [Appointment] {
        try await tenant.read { try $0.appointments(before: nil, limit: 10) }
    }

    func log() async throws -> [CallEvent.Kind] {
        try await tenant.read { [id = session.id] in try $0.events(of: id, after: 0, limit: 1000) }.map(\.kind)
    }

    func consultations() async throws -> [Consultation] {
        try await log().compactMap { if case .consulted(let consultation) = $0 { consultation } else { nil } }
    }

    /// The model fails at the first words, and the call ends with one order all the same.
    func endsWell(after cause: Consultation.Fallback.Cause?, asked: Int) async throws {
        let answer = try await say("two lasagne")
        #expect(answer.replies == ["Two Lasagnes.", "Anything else?"])
        let fallback = try #require(try await consultations().last?.fallback)
        if let cause { #expect(fallback.cause == cause) }
        #expect(server.received.count == asked)
        try await choose(.dialogue)
        _ = try await say("pickup, Ada Byron, 415 555 0199")
        _ = try await say("yes")
        #expect(try await orders().map(\.total) == [Money(minorUnits: 2900, currency: "USD")])
    }
}

extension Logger {
    fileprivate static let silent = Logger(label: "test", factory: { _ in SwiftLogNoOpLogHandler() })
}
