import HTTPTypes
import Hummingbird
import Logging
import NIOCore
import NIOPosix
import ServiceLifecycle
import Testing

@testable import Server

/// A real server on a real port, spoken to in raw bytes: a well-behaved client library would hide what is tested here.
@Suite struct WebSocketTests {
    @Test func whatIsSaidIsAnswered() async throws {
        try await withEchoServer { client in
            try await client.send(.text, "hello")
            #expect(await client.receive() == .text("hello"))
            try await client.send(.binary, "bytes")
            #expect(await client.receive() == .binary("bytes"))
        }
    }

    @Test func fragmentsBecomeOneMessageAroundAPing() async throws {
        try await withEchoServer { client in
            try await client.send(.text, "one ", isLast: false)
            try await client.send(.ping, "?")
            try await client.send(.continuation, "two")
            #expect(await client.receive() == .pong("?"))
            #expect(await client.receive() == .text("one two"))
        }
    }

    @Test func aCloseIsAnsweredInKind() async throws {
        try await withEchoServer { client in
            try await client.send(.close, bytes: [0x03, 0xE8])
            #expect(await client.receive() == .close(1000))
            #expect(await client.receive() == .end)
        }
    }

    @Test func anUnmaskedFrameIsAProtocolError() async throws {
        try await withEchoServer { client in
            try await client.send(raw: [0x81, 0x01, 0x41])
            #expect(await client.receive() == .close(1002))
        }
    }

    @Test func bytesThatAreNoFrameAreAProtocolError() async throws {
        try await withEchoServer { client in
            try await client.send(raw: [0xFF, 0xFF, 0x12, 0x34, 0x56, 0x78, 0x9A, 0xBC, 0xDE, 0xF0, 0, 0, 0, 0, 0, 0])
            let answer = await client.receive()
            #expect(answer == .close(1002) || answer == .close(1009))
        }
    }

    @Test func textThatIsNotUTF8IsRefused() async throws {
        try await withEchoServer { client in
            try await client.send(.text, bytes: [0xC3, 0x28])
            #expect(await client.receive() == .close(1007))
        }
    }

    @Test func aFrameTooLargeIsRefusedBeforeItArrives() async throws {
        try await withEchoServer { client in
            try await client.send(raw: [0x82, 0xFF, 0, 0, 0, 0, 0x7F, 0, 0, 0, 1, 2, 3, 4])
            #expect(await client.receive() == .close(1009))
        }
    }

    @Test func fragmentsTooLargeTogetherAreRefused() async throws {
        try await withEchoServer { client in
            let half = [UInt8](repeating: 1, count: 40_000)
            try await client.send(.binary, bytes: half, isLast: false)
            try await client.send(.continuation, bytes: half)
            #expect(await client.receive() == .close(1009))
        }
    }

    @Test func aPeerThatDoesNotReadIsCutOffWithACodeItCanStillRead() async throws {
        let overflow = AsyncStream.makeStream(of: Void.self)
        let handler: WebSocketHandler = { messages, connection in
            _ = await messages.next()
            while connection.send(.binary(ByteBuffer(repeating: 7, count: 60_000))) {}
            overflow.continuation.finish()
        }
        try await withServer(handler: handler) { client in
            try await client.reads(false)
            try await client.send(.text, "start")
            for await _ in overflow.stream {}
            try await client.reads(true)
            var last = await client.receive()
            while case .binary = last { last = await client.receive() }
            #expect(last == .close(4408))
        }
    }

    @Test func aPeerThatNeverReadsAgainIsCutOffAllTheSame() async throws {
        var limits = WebSocketLimits()
        limits.pingInterval = .milliseconds(20)
        limits.stall = .milliseconds(50)
        limits.closing = .milliseconds(50)
        limits.waitingBytes = 100_000_000
        let ended = AsyncStream.makeStream(of: Void.self)
        let handler: WebSocketHandler = { messages, connection in
            _ = await messages.next()
            for _ in 0..<500 { connection.send(.binary(ByteBuffer(repeating: 7, count: 60_000))) }
            while await messages.next() != nil {}
            ended.continuation.finish()
        }
        try await withServer(limits: limits, handler: handler) { client in
            try await client.reads(false)
            try await client.send(.text, "start")
            for await _ in ended.stream {}
        }
    }

    @Test func aPeerThatFallsSilentIsGone() async throws {
        var limits = WebSocketLimits()
        limits.pingInterval = .milliseconds(20)
        limits.silence = .milliseconds(50)
        limits.closing = .milliseconds(50)
        try await withServer(limits: limits, handler: echo) { client in
            var last = await client.receive()
            while last == .ping("") { last = await client.receive() }
            #expect(last == .close(1001))
        }
    }

    @Test func aPeerThatEndsItsHalfIsLetGo() async throws {
        try await withEchoServer { client in
            try await client.endOutput()
            #expect(await client.receive() == .end)
        }
    }

    @Test func aHandlerThatFailsClosesWithoutSayingWhy() async throws {
        struct Failure: Error {}
        try await withServer(handler: { _, _ in throw Failure() }) { client in
            #expect(await client.receive() == .close(1011))
        }
    }

    @Test func ourOwnCodesReachThePeer() async throws {
        try await withServer(handler: { _, connection in connection.close(.unauthorized) }) { client in
            #expect(await client.receive() == .close(4401))
        }
    }

    @Test func aServerThatShutsDownSaysSo() async throws {
        try await withEchoServer { client in
            await client.shutDownServer()
            #expect(await client.receive() == .close(1001))
            try await client.send(.close, bytes: [0x03, 0xE9])
            #expect(await client.receive() == .end)
        }
    }

    private let echo: WebSocketHandler = { messages, connection in
        for await message in messages { connection.send(message) }
    }

    private func withEchoServer(_ body: @escaping @Sendable (WebSocketClient) async throws -> Void) async throws {
        var limits = WebSocketLimits()
        limits.closing = .milliseconds(100)
        try await withServer(limits: limits, handler: echo, body)
    }

    private func withServer(
        limits: WebSocketLimits = WebSocketLimits(), handler: @escaping WebSocketHandler,
        _ body: @escaping @Sendable (WebSocketClient) async throws -> Void
    ) async throws {
        try await withRunningServer(limits: limits, upgrade: { $0.uri.path == "/socket" ? .accept(handler) : .http }) { server in
            let client = try await WebSocketClient(server: server, path: "/socket")
            do {
                try await body(client)
                try await client.close()
            } catch {
                try await client.close()
                throw error
            }
        }
    }
}
