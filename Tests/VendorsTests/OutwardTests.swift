import NIOCore
import TestSupport
import Testing

@testable import Vendors

@Suite struct OutwardTests {
    @Test(arguments: ["93.184.215.14", "8.8.8.8", "172.32.0.1", "100.128.0.1", "2606:2800:21f:cb07:6820:80da:af6b:8b2c"])
    func `an address on the internet may be reached`(_ text: String) throws {
        let address = try SocketAddress(ipAddress: text, port: 443)
        #expect(address.isOnTheInternet)
    }

    @Test(
        arguments: [
            "127.0.0.1", "0.0.0.0", "10.1.2.3", "172.16.0.1", "172.31.255.255", "192.168.1.1", "169.254.169.254", "100.64.0.1",
            "192.0.2.1", "198.18.0.1", "203.0.113.9", "224.0.0.1", "255.255.255.255", "::", "::1", "fe80::1", "fc00::1", "fd12::1",
            "ff02::1",
            "::ffff:127.0.0.1", "64:ff9b::7f00:1", "2001:db8::1", "2002:7f00:1::1", "2001::1",
        ])
    func `an address that only we can reach may not`(_ text: String) throws {
        let address = try SocketAddress(ipAddress: text, port: 443)
        #expect(!address.isOnTheInternet)
    }

    @Test(arguments: [("127.0.0.1", true), ("127.8.8.8", true), ("::1", true), ("128.0.0.1", false), ("::2", false)])
    func `this machine is known as such`(_ text: String, _ isLoopback: Bool) throws {
        let address = try SocketAddress(ipAddress: text, port: 80)
        #expect(address.isLoopback == isLoopback)
    }

    @Test func `a request to this machine goes out only where that is allowed`() async throws {
        try await LoopbackServer.run(.init(status: 204)) { server in
            let request = Transport.Request(.post, server.baseURL + "/hook", body: Array("{}".utf8))
            await #expect(throws: Transport.Failure.unreachable(reason: "its address is not on the internet")) {
                _ = try await Transport.outward(allowsLoopback: false).send(request)
            }
            let response = try await Transport.outward(allowsLoopback: true).send(request)
            #expect(response.status == 204)
        }
    }
}
