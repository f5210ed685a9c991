import Core
import Synchronization
import TestSupport
import Testing
import Vendors

@Suite struct TransportTests {
    let transport = Transport.live(LoopbackServer.client)

    @Test func `An answer arrives with its status, headers and pieces`() async throws {
        let answer = LoopbackServer.Answer(status: 201, headers: [("X-Colour", "green")], chunks: [[1, 2], [3]])
        try await LoopbackServer.run(answer) { server in
            let request = Transport.Request(.post, server.baseURL + "/things", headers: [.init("X-Size", "2")], body: [9]).once(key: "k1")
            let response = try await transport.send(request).accepted()
            #expect(response.status == 201)
            #expect(response.header("x-colour") == "green")
            #expect(try await response.bytes(limit: 3) == [1, 2, 3])
            #expect(server.received.first?.header("Idempotency-Key") == "k1")
            #expect(server.received.first?.header("X-Size") == "2")
            #expect(server.received.first?.body == [9])
        }
    }

    @Test func `A longer answer than allowed is not held`() async throws {
        try await LoopbackServer.run(LoopbackServer.Answer(chunks: [[1, 2], [3]])) { server in
            let response = try await transport.send(Transport.Request(.get, server.baseURL))
            await #expect(throws: Transport.Failure.tooLarge(limit: 2)) { try await response.bytes(limit: 2) }
        }
    }

    @Test func `A server that stalls is not waited for`() async throws {
        try await LoopbackServer.run(LoopbackServer.Answer(chunks: [[1]], ending: .stalled)) { server in
            let request = Transport.Request(.get, server.baseURL)
            await #expect(throws: Transport.Failure.timedOut) { try await transport.send(request).bytes(limit: 10) }
        }
    }

    @Test func `A connection that breaks is a failure, not a short answer`() async throws {
        let broken = LoopbackServer.Answer(headers: [("Transfer-Encoding", "chunked")], chunks: [[1]], ending: .broken)
        try await LoopbackServer.run(broken) { server in
            let failure = await #expect(throws: Transport.Failure.self) {
                try await transport.send(Transport.Request(.get, server.baseURL)).bytes(limit: 10)
            }
            guard case .unreachable = failure else {
                Issue.record("Not unreachable: \(String(describing: failure))")
                return
            }
        }
    }

    @Test func `Nobody at home is a failure that says so`() async throws {
        let deserted = try await LoopbackServer.run { $0.baseURL }
        let failure = await #expect(throws: Transport.Failure.self) { try await transport.send(Transport.Request(.get, deserted)) }
        guard case .unreachable = failure else {
            Issue.record("Not unreachable: \(String(describing: failure))")
            return
        }
    }

    @Test(
        arguments: [
            (400, #"{"error":{"message":"no such model","type":"x","param":null,"code":null}}"#, "no such model"),
            (400, #"{"error":"bad"}"#, "bad"),
            (422, #"{"detail":[{"loc":["body"],"msg":"speed is wrong"}]}"#, "speed is wrong"),
            (400, #"{"detail":{"error":"validation_error","message":"unsupported"}}"#, "validation_error"),
            (400, #"{"code":20003,"message":"Authenticate"}"#, "Authenticate"),
            (502, "<html>Bad gateway</html>\n", "<html>Bad gateway</html>"),
            (500, "", ""),
            (401, #"{"error":{"message":"Incorrect API key provided: sk-12*34"}}"#, "The key was not accepted."),
        ]
    ) func `A refusal keeps the vendor's words, and nothing secret`(status: Int, body: String, message: String) async throws {
        try await LoopbackServer.run(.json(body, status: status)) { server in
            await #expect(throws: Transport.Failure.refused(status: status, message: message, retryAfter: nil)) {
                try await transport.send(Transport.Request(.get, server.baseURL)).accepted()
            }
        }
    }
}

@Suite final class RetryTests: Sendable {
    private let waits = Mutex<[Duration]>([])

    private func send(to server: LoopbackServer, _ patience: Transport.Patience = Transport.Patience()) async throws -> Transport.Response {
        let transport = Transport.live(LoopbackServer.client).retrying(
            patience, sleep: { wait in self.waits.withLock { $0.append(wait) } }, jitter: { 0 })
        return try await transport.send(Transport.Request(.get, server.baseURL))
    }

    @Test func `A server error is tried again, with growing patience`() async throws {
        try await LoopbackServer.run(.json("", status: 500), .json("", status: 503), .json("{}")) { server in
            let response = try await send(to: server)
            #expect(response.status == 200)
        }
        #expect(waits.withLock { $0 } == [.milliseconds(500), .seconds(1)])
    }

    @Test func `Retry-After is kept to`() async throws {
        try await LoopbackServer.run(.json("", status: 429, headers: [("Retry-After", "3")]), .json("{}")) { server in
            let response = try await send(to: server)
            #expect(response.status == 200)
        }
        #expect(waits.withLock { $0 } == [.seconds(3)])
    }

    @Test func `Who asks for more than we wait gets no second try`() async throws {
        try await LoopbackServer.run(.json("", status: 429, headers: [("Retry-After", "121")]), .json("{}")) { server in
            let response = try await send(to: server)
            #expect(response.status == 429)
            #expect(server.received.count == 1)
        }
    }

    @Test(arguments: [400, 401, 403, 404, 415, 422]) func `A mistake of ours is not repeated`(status: Int) async throws {
        try await LoopbackServer.run(.json("", status: status), .json("{}")) { server in
            let response = try await send(to: server)
            #expect(response.status == status)
        }
    }

    @Test func `The vendor's own advice goes before the rule`() async throws {
        try await LoopbackServer.run(.json("", status: 500, headers: [("x-should-retry", "false")])) { server in
            let response = try await send(to: server)
            #expect(response.status == 500)
        }
        try await LoopbackServer.run(.json("", status: 400, headers: [("x-should-retry", "true")]), .json("{}")) { server in
            let response = try await send(to: server)
            #expect(response.status == 200)
        }
    }

    @Test func `After the last try the answer stands`() async throws {
        try await LoopbackServer.run(.json("", status: 500), .json("", status: 501), .json("", status: 502)) { server in
            let response = try await send(to: server)
            #expect(response.status == 502)
        }
    }

    @Test func `Waits double up to the longest, and jitter only shortens them`() {
        let backoff = Backoff(first: .seconds(1), longest: .seconds(60))
        #expect((1...8).map { backoff.delay(afterFailures: $0, jitter: 0) } == [1, 2, 4, 8, 16, 32, 60, 60].map { .seconds($0) })
        #expect(backoff.delay(afterFailures: 3, jitter: 1) == .seconds(3))
        #expect(backoff.delay(afterFailures: .max, jitter: 0) == .seconds(60))
    }
}
