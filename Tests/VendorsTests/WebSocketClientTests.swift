import Core
import NIOCore
import NIOWebSocket
import TestSupport
import Testing
import Vendors

@Suite(.timeLimit(.minutes(1))) struct WebSocketClientTests {
    private let client = WebSocketClient(limits: .init(messageBytes: 1_000))

    /// All that a server's part sends to a client that only listens.
    private func messages(
        heardBy client: WebSocketClient? = nil, _ part: @escaping LoopbackSocketServer.Part
    ) async throws -> [WebSocketMessage] {
        try await LoopbackSocketServer.run(part) { server in
            try await (client ?? self.client).connect(to: Secret(server.url)) { messages, _ in
                var all: [WebSocketMessage] = []
                for try await message in messages { all.append(message) }
                return all
            }
        }
    }

    @Test func `Texts and bytes travel both ways, and a goodbye ends it`() async throws {
        let (replies, reply) = AsyncStream<String>.makeStream()
        try await LoopbackSocketServer.run { said, say in
            for try await frame in said {
                reply.yield("\(frame.opcode == .text) \(frame.maskKey != nil) \(frame.spoken)")
                if frame.opcode == .connectionClose { return reply.finish() }
                try await say.write(frame.opcode == .text ? .text("you said \(frame.spoken)") : .binary([4, 5]))
            }
        } test: { server in
            let answers = try await client.connect(
                to: Secret(server.url + "/calls/1?apiVersion=1"), headers: [.init("X-Proof", "yes")]
            ) { messages, sender in
                try await sender.send("hello")
                try await sender.send([1, 2, 3])
                var iterator = messages.makeAsyncIterator()
                return [try await iterator.next(), try await iterator.next()]
            }
            #expect(answers == [.text("you said hello"), .binary([4, 5])])
            #expect(server.paths == ["/calls/1?apiVersion=1"] && server.headers("X-Proof") == ["yes"])
            let received = await replies.reduce(into: []) { $0.append($1) }
            #expect(received.count == 3 && received.first == "true true hello")
            #expect(received.last?.unicodeScalars.contains("\u{3E8}") == true || received.count == 3)
        }
    }

    @Test(arguments: [("IP:127.0.0.1", "127.0.0.1"), ("DNS:localhost", "localhost")])
    func `A server that proves who it is is talked to in secret`(name: String, host: String) async throws {
        let certificate = try TemporaryCertificate(naming: name)
        let client = WebSocketClient(tls: certificate.trust)
        try await LoopbackSocketServer.run(as: certificate) { said, say in
            for try await frame in said where frame.opcode == .text { try await say.write(.text("you said \(frame.spoken)")) }
        } test: { server in
            let answer = try await client.connect(to: Secret("wss://\(host):\(server.port)/calls/1")) { messages, sender in
                try await sender.send("hello")
                var iterator = messages.makeAsyncIterator()
                return try await iterator.next()
            }
            #expect(answer == .text("you said hello") && server.paths == ["/calls/1"])
        }
    }

    @Test func `A server that nobody vouches for, or for another name, is told nothing`() async throws {
        let (ours, another) = (try TemporaryCertificate(naming: "IP:127.0.0.1"), try TemporaryCertificate(naming: "DNS:elsewhere.example"))
        for (shown, trusted) in [(ours, nil), (ours, another), (another, another)] {
            let client = trusted.map { WebSocketClient(tls: $0.trust) } ?? WebSocketClient()
            try await LoopbackSocketServer.run(as: shown) { said, _ in
                for try await _ in said {}
            } test: { server in
                await #expect(throws: WebSocketClient.Failure.self) { try await client.connect(to: Secret(server.url)) { _, _ in } }
                #expect(server.paths == [])
            }
        }
    }

    @Test func `A secret address is not spoken to in the open`() async throws {
        try await LoopbackSocketServer.run { said, _ in
            for try await _ in said {}
        } test: { server in
            let address = Secret(server.url.replacing("ws://", with: "wss://"))
            let hasty = WebSocketClient(limits: .init(connecting: .seconds(1)))
            await #expect(throws: WebSocketClient.Failure.self) { try await hasty.connect(to: address) { _, _ in } }
            #expect(server.paths == [])
        }
    }

    @Test func `Whoever gives up while a socket is opened does not wait for it`() async throws {
        try await LoopbackServer.run(.unanswered) { server in
            let address = Secret(server.baseURL.replacing("http", with: "ws"))
            let patient = WebSocketClient(limits: .init(connecting: .seconds(50)))
            let start = ContinuousClock.now
            let attempt = Task { try await patient.connect(to: address) { _, _ in } }
            attempt.cancel()
            await #expect(throws: (any Error).self) { try await attempt.value }
            #expect(ContinuousClock.now - start < .seconds(20))
        }
    }

    @Test func `A close code is told, and none where there is none`() async throws {
        let bare = WebSocketFrame(fin: true, opcode: .connectionClose, data: ByteBuffer())
        for (frame, code) in [(WebSocketFrame.close(4404), 4404), (bare, nil)] {
            let all = try await messages { said, say in
                try await say.write(frame)
                for try await _ in said {}
            }
            #expect(all == [.closed(code: code)])
        }
    }

    @Test func `Fragments are one message`() async throws {
        let fragments = [
            WebSocketFrame(fin: false, opcode: .text, data: ByteBuffer(string: "one ")),
            WebSocketFrame(fin: true, opcode: .ping, data: ByteBuffer()),
            WebSocketFrame(fin: true, opcode: .continuation, data: ByteBuffer(string: "two")),
        ]
        let all = try await messages { said, say in
            for fragment in fragments { try await say.write(fragment) }
            try await say.write(.close(1000))
            for try await _ in said {}
        }
        #expect(all == [.text("one two"), .closed(code: 1000)])
    }

    @Test func `A connection that breaks without a word is an error`() async throws {
        await #expect(throws: WebSocketClient.Failure.broken) { try await messages { _, say in try await say.write(.text("so")) } }
    }

    @Test func `A message that is too large, or no text, ends it`() async throws {
        for frame in [
            WebSocketFrame.binary(Array(repeating: 0, count: 1_001)), .init(fin: true, opcode: .text, data: ByteBuffer(bytes: [0xFF])),
        ] {
            // The decoder may close before it is asked why.
            await #expect(throws: WebSocketClient.Failure.self) {
                try await messages { said, say in
                    try await say.write(frame)
                    for try await _ in said {}
                }
            }
        }
    }

    @Test func `A silent peer is asked, and kept while it answers`() async throws {
        let asking = WebSocketClient(limits: .init(silence: .milliseconds(400)))
        let all = try await messages(heardBy: asking) { said, say in
            var pings = 0
            for try await frame in said where frame.opcode == .ping {
                pings += 1
                try await say.write(
                    pings == 2 ? .close(1001) : WebSocketFrame(fin: true, opcode: .pong, data: frame.unmaskedData))
            }
        }
        #expect(all == [.closed(code: 1001)])
    }

    @Test func `A peer that does not answer is given up`() async throws {
        let hasty = WebSocketClient(limits: .init(silence: .milliseconds(50)))
        await #expect(throws: WebSocketClient.Failure.timedOut) {
            try await messages(heardBy: hasty) { said, _ in for try await _ in said {} }
        }
    }

    @Test func `A peer that does not read makes a sender wait`() async throws {
        // Far more than what both ends' kernels hold.
        let (pieces, size) = (400, 1 << 16)
        let sent = Counter()
        let (readings, reading) = AsyncStream<Never>.makeStream()
        try await LoopbackSocketServer.run { said, say in
            // Nothing is read until the sender has been seen to wait.
            for await _ in readings {}
            var read = 0
            for try await frame in said where frame.opcode == .binary {
                read += frame.data.readableBytes
                if read == pieces * size { try await say.write(.text("all of it")) }
            }
        } test: { server in
            let patient = WebSocketClient(limits: .init(silence: .seconds(30)))
            try await patient.connect(to: Secret(server.url)) { messages, sender in
                async let sending: Void = {
                    for _ in 0..<pieces {
                        try await sender.send([UInt8](repeating: 0, count: size))
                        await sent.increment()
                    }
                }()
                // Others talk while it waits: it comes to rest, with more to send.
                var (last, turnsAtRest) = (0, 0)
                try await chat { () async in
                    let now = await sent.value
                    turnsAtRest = now == last && now > 0 ? turnsAtRest + 1 : 0
                    last = now
                    return turnsAtRest < 100
                }
                #expect(last < pieces)
                reading.finish()
                try await sending
                var iterator = messages.makeAsyncIterator()
                #expect(try await iterator.next() == .text("all of it"))
            }
        }
        #expect(await sent.value == pieces)
    }

    /// Exchanges a word with another server again and again, as long as somebody wants that.
    private func chat(while isWanted: () async -> Bool) async throws {
        let (wishes, wish) = AsyncStream<Void>.makeStream()
        let (answers, answer) = AsyncStream<Void>.makeStream()
        async let chatting: Void = LoopbackSocketServer.run { said, say in
            for try await frame in said where frame.opcode == .text { try await say.write(.text(frame.spoken)) }
        } test: { [client] server in
            try await client.connect(to: Secret(server.url)) { messages, sender in
                var iterator = messages.makeAsyncIterator()
                for await _ in wishes {
                    try await sender.send("still there?")
                    _ = try await iterator.next()
                    answer.yield()
                }
                answer.finish()
            }
        }
        var turns = answers.makeAsyncIterator()
        while await isWanted() {
            wish.yield()
            _ = await turns.next()
        }
        wish.finish()
        try await chatting
    }

    @Test func `Whoever does not answer with a socket is said not to`() async throws {
        try await LoopbackSocketServer.run(declining: true) { _, _ in
        } test: { server in
            await #expect(throws: WebSocketClient.Failure.declined) { try await client.connect(to: Secret(server.url)) { _, _ in } }
        }
        try await LoopbackServer.run(.init(ending: .unanswered)) { server in
            let address = Secret(server.baseURL.replacing("http", with: "ws"))
            let hasty = WebSocketClient(limits: .init(connecting: .milliseconds(200)))
            await #expect(throws: WebSocketClient.Failure.timedOut) { try await hasty.connect(to: address) { _, _ in } }
        }
        await #expect(throws: WebSocketClient.Failure.badAddress) {
            try await client.connect(to: Secret("https://example.com")) { _, _ in }
        }
        let closed = try await LoopbackServer.run { $0.baseURL.replacing("http", with: "ws") }
        await #expect { try await client.connect(to: Secret(closed)) { _, _ in } } throws: { error in
            if case WebSocketClient.Failure.unreachable = error { true } else { false }
        }
    }
}

private actor Counter {
    private(set) var value = 0

    func increment() { value += 1 }
}
