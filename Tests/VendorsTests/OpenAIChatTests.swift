import Core
import Foundation
import TestSupport
import Testing
import Vendors

@Suite struct OpenAIChatTests {
    private let question = [ChatMessage.system("Be brief."), .user("Hello?")]

    private func chat(at server: LoopbackServer, key: String? = nil, tokenLimitName: String = "max_tokens") -> OpenAIChat {
        let configuration = OpenAIChat.Configuration(
            baseURL: server.baseURL + "/v1/", key: key.map { Secret($0) }, model: "small", tokenLimitName: tokenLimitName,
            timeout: .seconds(60))
        return OpenAIChat(configuration, over: .live(LoopbackServer.client))
    }

    private func reply(to answer: LoopbackServer.Answer) async throws -> ChatReply {
        try await LoopbackServer.run(answer) { server in try await chat(at: server).reply(to: question, tools: []) }
    }

    @Test func `A conversation is sent as all servers understand it`() async throws {
        try await LoopbackServer.run(.saying("Hi.")) { server in
            let call = ChatToolCall(id: "call_7", name: "open", arguments: "{}")
            let messages = question + [.assistant("", calls: [call]), .result("It is open.", of: call)]
            let tool = ChatTool(name: "open", description: "Opens.", parameters: ["type": "object"])
            _ = try await chat(at: server, key: "sk-1", tokenLimitName: "max_completion_tokens").reply(to: messages, tools: [tool])

            let request = try #require(server.received.first)
            #expect(request.method == "POST" && request.path == "/v1/chat/completions")
            #expect(request.header("Authorization") == "Bearer sk-1")
            let sent = try JSONDecoder().decode(JSONValue.self, from: Data(request.body))
            #expect(
                sent == [
                    "model": "small", "stream": true, "stream_options": ["include_usage": true], "max_completion_tokens": 400,
                    "messages": [
                        ["role": "system", "content": "Be brief."], ["role": "user", "content": "Hello?"],
                        [
                            "role": "assistant", "content": .null,
                            "tool_calls": [["id": "call_7", "type": "function", "function": ["name": "open", "arguments": "{}"]]],
                        ],
                        ["role": "tool", "tool_call_id": "call_7", "content": "It is open."],
                    ],
                    "tools": [
                        ["type": "function", "function": ["name": "open", "description": "Opens.", "parameters": ["type": "object"]]]
                    ],
                ])
        }
    }

    @Test func `Text comes in pieces and is counted`() async throws {
        try await LoopbackServer.run(.saying("Hel", "lo.", counting: (prompt: 9, completion: 2))) { server in
            var pieces: [String] = []
            var beginnings = 0
            let reply = try await chat(at: server).reply(to: question, tools: [], begun: { beginnings += 1 }, text: { pieces.append($0) })
            #expect(pieces == ["Hel", "lo."])
            #expect(beginnings == 1)
            #expect(reply == ChatReply(text: "Hello.", usage: .init(promptTokens: 9, completionTokens: 2)))
        }
    }

    @Test func `A call told in fragments is put together`() async throws {
        let arguments = #"{"lines":[{"item":"Soup","quantity":2}]}"#
        let reply = try await reply(
            to: .calling((name: "write_down", arguments: arguments), (name: "hang_up", arguments: "{}"), after: "Yes."))
        #expect(reply.text == "Yes.")
        #expect(reply.calls.map(\.name) == ["write_down", "hang_up"])
        #expect(reply.calls.map(\.arguments) == [arguments, "{}"])
    }

    @Test(
        arguments: [
            // Whole in one piece, without an index.
            [#"[{"id":"a","function":{"name":"one","arguments":"{}"}},{"id":"b","function":{"name":"two","arguments":"{}"}}]"#],
            // All at the same index.
            [
                #"[{"index":0,"id":"a","function":{"name":"one","arguments":"{}"}}]"#,
                #"[{"index":0,"id":"b","function":{"name":"two","arguments":"{}"}}]"#,
            ],
            // No identifiers, or the same for all.
            [
                #"[{"index":0,"function":{"name":"one","arguments":"{"}}]"#, #"[{"index":0,"function":{"arguments":"}"}}]"#,
                #"[{"index":1,"function":{"name":"two","arguments":"{}"}}]"#,
            ],
            [
                #"[{"index":0,"id":"a","function":{"name":"one","arguments":"{}"}}]"#,
                #"[{"index":1,"id":"a","function":{"name":"two","arguments":"{}"}}]"#,
            ],
            // The name and the identifier with every fragment.
            [
                #"[{"index":0,"id":"a","function":{"name":"one","arguments":"{"}}]"#,
                #"[{"index":0,"id":"a","function":{"name":"one","arguments":"}"}}]"#,
                #"[{"index":1,"id":"b","function":{"name":"two","arguments":"{}"}}]"#,
            ],
        ]
    ) func `Calls are read however a server cuts and numbers them`(pieces: [String]) async throws {
        let events = pieces.map { #"{"choices":[{"delta":{"tool_calls":\#($0)}}]}"# }
        let reply = try await reply(to: .stream(events + [#"{"choices":[{"delta":{},"finish_reason":"stop"}]}"#]))
        #expect(reply.calls.map(\.name) == ["one", "two"])
        #expect(reply.calls.map(\.arguments) == ["{}", "{}"])
        #expect(Set(reply.calls.map(\.id)).count == 2)
    }

    @Test func `Comments, other lines and cuts in the middle of a letter are no trouble`() async throws {
        let text =
            ": ping\r\nevent: message\r\ndata:{\"choices\":[{\"delta\":{\"content\":\"Café\"},\"finish_reason\":\"stop\"}]}\r\n\r\nnonsense\n"
        let answer = LoopbackServer.Answer(chunks: Array(text.utf8).map { [$0] })
        #expect(try await reply(to: answer).text == "Café")
    }

    @Test func `What a model thinks is not said`() async throws {
        let thought = LoopbackServer.Answer.delta(["content": NSNull(), "reasoning_content": "Hm."])
        let pieces = ["<th", "ink>Let me see.</thi", "nk>Yes", " < no"].map { LoopbackServer.Answer.delta(["content": $0]) }
        #expect(try await reply(to: .stream([thought] + pieces + ["[DONE]"])).text == "Yes < no")
    }

    @Test(
        arguments: [
            .breakingOff(in: (name: "write_down", arguments: #"{"customer_name":"Ada"}"#)), .garbled(after: "Well"), .stream([]),
            .stream([#"{"error":{"message":"overloaded"}}"#]), .init(chunks: [Array(repeating: 65, count: 300_000)]),
            .refusing(500, "broken"), .refusing(400, "Invalid schema for function 'write_down'"),
        ] as [LoopbackServer.Answer]
    ) func `A broken answer is a failure`(answer: LoopbackServer.Answer) async throws {
        await #expect(throws: Transport.Failure.self) { try await reply(to: answer) }
    }

    @Test func `A server that is busy says for how long`() async throws {
        await #expect(throws: Transport.Failure.refused(status: 429, message: "Slow down.", retryAfter: .seconds(7))) {
            try await reply(to: .refusing(429, "Slow down.", retryAfter: 7))
        }
    }

    @Test func `Giving up closes the connection`() async throws {
        try await LoopbackServer.run(.stalling(after: "Well,")) { server in
            let chat = chat(at: server)
            let (pieces, piece) = AsyncStream<String>.makeStream()
            let asking = Task { try await chat.reply(to: question, tools: [], text: { piece.yield($0) }) }
            for await _ in pieces { break }
            asking.cancel()
            await #expect(throws: (any Error).self) { try await asking.value }
        }
    }
}
