import Core
import Foundation
import TestSupport
import Testing
import Vendors

@Suite struct UltravoxTests {
    private func ultravox(at server: LoopbackServer, timeout: Duration = .seconds(60)) -> Ultravox {
        Ultravox(
            .init(baseURL: server.baseURL + "/api/", key: Secret("abcdefgh.key"), timeout: timeout), over: .live(LoopbackServer.client))
    }

    private var request: UltravoxCallRequest {
        UltravoxCallRequest(
            UltravoxCallTemplate(systemPrompt: "Be brief."),
            UltravoxCircumstances(medium: .serverWebSocket(.init(sampleRate: 16_000, clientBufferMilliseconds: 5_000))))
    }

    @Test func `A call is asked for with nothing but what is set`() async throws {
        let answer = #"{"callId":"3c90c3cc","joinUrl":"wss://voice.example/j","created":"2026-01-15T10:00:00Z","joined":null,"new":{}}"#
        try await LoopbackServer.run(.json(answer, status: 201)) { server in
            let call = try await ultravox(at: server).create(request)
            #expect(call.id == "3c90c3cc" && call.joinURL == Secret("wss://voice.example/j") && call.joined == nil)
            #expect(!"\(call)".contains("voice.example"))

            let received = try #require(server.received.first)
            #expect(received.method == "POST" && received.path == "/api/calls")
            #expect(received.header("X-API-Key") == "abcdefgh.key" && received.header("Authorization") == nil)
            #expect(
                try JSONDecoder().decode(JSONValue.self, from: Data(received.body)) == [
                    "systemPrompt": "Be brief.",
                    "medium": [
                        "serverWebSocket": ["inputSampleRate": 16_000, "outputSampleRate": 16_000, "clientBufferSizeMs": 5_000]
                    ],
                ])
        }
    }

    @Test func `All of a call's configuration is written as the vendor reads it`() throws {
        var request = request
        request.circumstances.medium = .twilio
        request.circumstances.firstSpeakerSettings = .agentSays("Hello?", isUninterruptible: true)
        request.template.joinTimeout = .init(.seconds(30))
        request.template.inactivityMessages = [
            .init(after: .seconds(8), "Still there?"), .init(after: .seconds(8), "Bye.", endBehavior: .hangUpSoft),
        ]
        request.template.vadSettings = .init(turnEndpointDelay: .milliseconds(384))
        request.circumstances.callbacks = .init(ended: .init(url: "https://us.example/w", secrets: [Secret("s1")]))
        request.circumstances.initialMessages = [.init(.user, "Hi"), .init(.agent, "Hello")]
        request.template.selectedTools = [
            UltravoxTool(
                name: "write_down", description: "Writes.",
                parameters: [.init(name: "notes", schema: ["type": "string"]), .init(name: "item", schema: [:], isRequired: true)],
                callIDName: "callId", url: "https://us.example/t", token: Secret("t0k3n"), timeout: .seconds(5))
        ]
        #expect(
            try JSONDecoder().decode(JSONValue.self, from: JSONEncoder().encode(request)) == [
                "systemPrompt": "Be brief.", "medium": ["twilio": [:]], "joinTimeout": "30s",
                "firstSpeakerSettings": ["agent": ["text": "Hello?", "uninterruptible": true]],
                "inactivityMessages": [
                    ["duration": "8s", "message": "Still there?"],
                    ["duration": "8s", "message": "Bye.", "endBehavior": "END_BEHAVIOR_HANG_UP_SOFT"],
                ],
                "vadSettings": ["turnEndpointDelay": "0.384s"],
                "callbacks": ["ended": ["url": "https://us.example/w", "secrets": ["s1"]]],
                "initialMessages": [["role": "MESSAGE_ROLE_USER", "text": "Hi"], ["role": "MESSAGE_ROLE_AGENT", "text": "Hello"]],
                "selectedTools": [
                    [
                        "authTokens": ["call": "t0k3n"],
                        "temporaryTool": [
                            "modelToolName": "write_down", "description": "Writes.", "timeout": "5s",
                            "dynamicParameters": [
                                [
                                    "name": "notes", "location": "PARAMETER_LOCATION_BODY", "schema": ["type": "string"],
                                    "required": false,
                                ],
                                ["name": "item", "location": "PARAMETER_LOCATION_BODY", "schema": [:], "required": true],
                            ],
                            "automaticParameters": [
                                ["name": "callId", "location": "PARAMETER_LOCATION_BODY", "knownValue": "KNOWN_PARAM_CALL_ID"]
                            ],
                            "requirements": [
                                "httpSecurityOptions": ["options": [["requirements": ["call": ["httpAuth": ["scheme": "Bearer"]]]]]]
                            ],
                            "http": ["baseUrlPattern": "https://us.example/t", "httpMethod": "POST"],
                        ],
                    ]
                ],
            ])
        #expect(!"\(request)".contains("t0k3n") && !"\(request)".contains("\"s1\""))
    }

    @Test(arguments: [(402, nil), (422, nil), (429, "7"), (500, nil), (503, "2")] as [(Int, String?)])
    func `A refusal says what was refused, and when to come back`(status: Int, retryAfter: String?) async throws {
        let headers = retryAfter.map { [("Retry-After", $0)] } ?? []
        try await LoopbackServer.run(.json(#"{"detail":"No."}"#, status: status, headers: headers)) { server in
            let wait = retryAfter.flatMap { Int64($0) }.map { Duration.seconds($0) }
            await #expect(throws: Transport.Failure.refused(status: status, message: "No.", retryAfter: wait)) {
                try await ultravox(at: server).create(request)
            }
        }
    }

    @Test func `An answer that never comes ends in time`() async throws {
        try await LoopbackServer.run(.init(ending: .unanswered)) { server in
            await #expect(throws: Transport.Failure.timedOut) {
                try await ultravox(at: server, timeout: .milliseconds(50)).create(request)
            }
        }
    }

    @Test func `A message is sent to a call in progress, and a call removed`() async throws {
        try await LoopbackServer.run(.init(status: 204), .init(status: 204)) { server in
            try await ultravox(at: server).send(.userText("It is two now.", urgency: .soon), to: "3c90")
            try await ultravox(at: server).delete("a/b")
            #expect(server.received.map(\.path) == ["/api/calls/3c90/send_data_message", "/api/calls/a%2Fb"])
            #expect(server.received[0].text == #"{"text":"It is two now.","type":"user_text_message","urgency":"soon"}"#)
        }
    }

    @Test func `A history is read page by page, at our address only`() async throws {
        let first = #"{"next":"https://elsewhere.example/api/x?cursor=b%20c","results":[{"role":"MESSAGE_ROLE_USER","text":"Hi"}]}"#
        let last = #"{"next":null,"results":[{"role":"MESSAGE_ROLE_TOOL_CALL","toolName":"place_order","text":"{}"}]}"#
        try await LoopbackServer.run(.json(first), .json(last)) { server in
            let messages = try await ultravox(at: server).messages(of: "3c90")
            #expect(messages.map(\.text) == ["Hi", "{}"] && messages[1].toolName == "place_order")
            #expect(server.received.last?.path == "/api/calls/3c90/messages?mode=in_call&pageSize=200&cursor=b%20c")
        }
    }

    @Test(
        arguments: [
            ("30s", .seconds(30)), ("0.384s", .milliseconds(384)), ("0s", .zero), ("-1.5s", .milliseconds(-1500)),
            ("0.000000001s", .nanoseconds(1)),
        ] as [(String, Duration)])
    func `A duration is written in seconds`(text: String, duration: Duration) {
        #expect(UltravoxDuration(text)?.duration == duration)
        #expect(UltravoxDuration(duration).text == text)
    }

    @Test(arguments: ["", "s", "1", "1 s", "01s", "1.s", ".5s", "1.0000000001s", "1.2.3s", "٣s", "1234567890123s"])
    func `What is no duration is not taken for one`(text: String) {
        #expect(UltravoxDuration(text) == nil)
    }

    @Test(
        arguments: [
            (#"{"type":"state","state":"thinking"}"#, .state(.thinking)),
            (#"{"type":"call_started","callId":"c"}"#, .callStarted(callID: "c")),
            (#"{"type":"playback_clear_buffer"}"#, .playbackClearBuffer),
            (#"{"type":"pong","timestamp":1.5}"#, .pong(timestamp: 1.5)),
            (
                #"{"type":"transcript","role":"user","medium":"voice","text":"Hi","final":true,"ordinal":2}"#,
                .transcript(.init(role: .user, text: "Hi", isFinal: true, ordinal: 2))
            ),
            (
                #"{"type":"transcript","role":"agent","medium":"text","delta":"lo","final":false,"ordinal":3,"more":1}"#,
                .transcript(.init(role: .agent, medium: .text, delta: "lo", isFinal: false, ordinal: 3))
            ),
            (#"{"type":"debug","message":"x"}"#, .other(type: "debug")),
            (#"{"type":"state","state":"dreaming"}"#, .other(type: "state dreaming")),
        ] as [(String, UltravoxServerMessage)])
    func `What the agent's side says is read, and what is new is passed over`(text: String, message: UltravoxServerMessage) throws {
        #expect(try UltravoxServerMessage(text) == message)
    }

    @Test(arguments: ["", "[]", "{}", #"{"type":"call_started"}"#, #"{"type":"transcript","role":"nobody"}"#])
    func `What is no message is said to be none`(text: String) {
        #expect(throws: Transport.Failure.self) { try UltravoxServerMessage(text) }
    }
}

/// The vectors were computed with another implementation of HMAC.
@Suite struct UltravoxSignatureTests {
    private let body = Array(#"{"event":"call.ended","call":{"callId":"3c90c3cc-0d44-4b50-8888-8dd25736052a","endReason":"hangup"}}"#.utf8)
    private let timestamp = "2026-01-15T10:00:00.000000+00:00"
    private let primary = "724c8cb0d96be6e2b9ff0a3bf9f7f2fbcd0e95f70484ea035602c0827ed04194"
    private let old = "48b1a2c57454c11bbe6b1de69a5081d9664daa5a65eaca648ffec9c36b4eb8c8"
    private let both = UltravoxSignature(secrets: [Secret("whsec_test_primary"), Secret("whsec_test_old")])

    private func instant(_ offset: TimeInterval) throws -> Date {
        try Date("2026-01-15T10:00:00Z", strategy: .iso8601).addingTimeInterval(offset)
    }

    @Test func `One right signature of several is enough, with any secret in force`() throws {
        for signatures in [primary, old, "\(primary),\(old)", " \(old) , 00", "zz,\(primary.uppercased())"] {
            try both.check(signatures: signatures, timestamp: timestamp, body: body, at: instant(59))
        }
        try UltravoxSignature(secrets: [Secret("whsec_test_old")])
            .check(signatures: "\(primary),\(old)", timestamp: timestamp, body: body, at: instant(-59))
    }

    @Test func `What was signed otherwise is forged`() throws {
        var changed = body
        changed[10] ^= 1
        let first = UltravoxSignature(secrets: [Secret("whsec_test_primary")])
        #expect(throws: UltravoxSignature.Refusal.forged) {
            try first.check(signatures: primary, timestamp: timestamp, body: changed, at: instant(0))
        }
        #expect(throws: UltravoxSignature.Refusal.forged) {
            try first.check(signatures: old, timestamp: timestamp, body: body, at: instant(0))
        }
        #expect(throws: UltravoxSignature.Refusal.forged) {
            try UltravoxSignature(secrets: []).check(signatures: primary, timestamp: timestamp, body: body, at: instant(0))
        }
        // The same moment, written otherwise, was not signed.
        #expect(throws: UltravoxSignature.Refusal.forged) {
            try first.check(signatures: primary, timestamp: "2026-01-15T10:00:00Z", body: body, at: instant(0))
        }
    }

    @Test(arguments: [61.0, -61, 86_400]) func `What is older than a minute, or newer, is untimely`(offset: TimeInterval) throws {
        #expect(throws: UltravoxSignature.Refusal.untimely) {
            try both.check(signatures: primary, timestamp: timestamp, body: body, at: instant(offset))
        }
    }

    @Test(arguments: [(nil, "t"), ("s", nil), ("", "t")] as [(String?, String?)])
    func `What has no signature or no time is unsigned`(signatures: String?, timestamp: String?) throws {
        #expect(throws: UltravoxSignature.Refusal.unsigned) {
            try both.check(signatures: signatures, timestamp: timestamp, body: body, at: instant(0))
        }
    }
}
