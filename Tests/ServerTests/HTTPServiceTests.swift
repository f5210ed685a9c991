import HTTPTypes
import Hummingbird
import Logging
import NIOCore
import NIOPosix
import ServiceLifecycle
import Testing

@testable import Server

@Suite struct HTTPServiceTests {
    @Test func aTakenPortIsSaidInPlainWords() async throws {
        try await withRunningServer { server in
            let address = HTTPService.Address(port: server.port)
            let second = HTTPService(
                router: Router(context: AppRequestContext.self), address: address, logger: quietLogger(), upgrade: { _ in .http })
            let error = await #expect(throws: HTTPService.StartError.self) { try await second.run() }
            #expect(error == .addressInUse(address))
            #expect(error.map { "\($0)".contains("Port \(server.port)") } == true)
        }
    }

    @Test func twoServersRunSideBySide() async throws {
        try await withRunningServer { first in
            try await withRunningServer { second in
                #expect(first.port != second.port)
            }
        }
    }

    @Test(arguments: [
        "Upgrade: websocket\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n",
        "Upgrade: websocket\r\n", "Upgrade: h2c\r\n",
    ])
    func anUpgradeThatDoesNotHappenIsAnsweredByTheRouter(headers: String) async throws {
        let router = Router(context: AppRequestContext.self)
        router.addMiddleware { ProblemMiddleware(methods: { _ in [] }) }
        try await withRunningServer(router: router) { server in
            let answer = try await server.exchange("GET /none HTTP/1.1\r\nHost: a\r\nConnection: Upgrade\r\n\(headers)\r\n")
            #expect(answer.hasPrefix("HTTP/1.1 404"))
        }
    }

    @Test func anOrdinaryRequestIsAnsweredByTheRouter() async throws {
        let router = Router(context: AppRequestContext.self)
        router.addMiddleware { ProblemMiddleware(methods: { _ in [] }) }
        try await withRunningServer(router: router) { server in
            let answer = try await server.exchange("GET /none HTTP/1.1\r\nHost: a\r\n\r\n")
            #expect(answer.hasPrefix("HTTP/1.1 404"))
        }
    }

    @Test(arguments: ["GARBAGE\r\n\r\n", "GET / HTTP/9.9\r\n\r\n", "GET / HTTP/1.1\r\nContent-Length: x\r\n\r\n"])
    func whatIsNoHTTPIsABadRequest(bytes: String) async throws {
        try await withRunningServer { server in
            let answer = try await server.exchange(bytes)
            #expect(answer.hasPrefix("HTTP/1.1 400"))
        }
    }

    @Test func aConnectionThatSaysNothingDoesNotHoldUpTheShutdown() async throws {
        try await withRunningServer { server in
            _ = try await ClientBootstrap(group: MultiThreadedEventLoopGroup.singleton).connect(host: "127.0.0.1", port: server.port).get()
        }
    }

    @Test func aSocketsPageComesFromItsOwnHost() {
        func request(origin: String?) -> WebSocketRequest {
            var head = HTTPRequest(method: .get, scheme: "http", authority: "mario.localhost:3000", path: "/realtime")
            head.headerFields[.origin] = origin
            return WebSocketRequest(head: head, uri: "/realtime", remoteAddress: nil)
        }
        #expect(request(origin: nil).isSameOrigin)
        #expect(request(origin: "http://mario.localhost:3000").isSameOrigin)
        #expect(!request(origin: "http://evil.example").isSameOrigin)
        #expect(!request(origin: "http://mario.localhost:3001").isSameOrigin)
        #expect(!request(origin: "null").isSameOrigin)
    }
}

extension RunningServer {
    /// Sends bytes and returns the first bytes that come back.
    fileprivate func exchange(_ bytes: String) async throws -> String {
        let channel = try await ClientBootstrap(group: MultiThreadedEventLoopGroup.singleton)
            .connect(host: "127.0.0.1", port: port) { channel in
                channel.eventLoop.makeCompletedFuture {
                    try NIOAsyncChannel<ByteBuffer, ByteBuffer>(wrappingChannelSynchronously: channel)
                }
            }
        return try await channel.executeThenClose { inbound, outbound in
            try await outbound.write(ByteBuffer(string: bytes))
            for try await answer in inbound { return String(buffer: answer) }
            return ""
        }
    }
}
