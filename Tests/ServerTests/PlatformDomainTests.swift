import NIOCore
import Testing

@testable import Server

@Suite struct PlatformDomainTests {
    @Test(arguments: [
        ("voice.example", "voice.example:443", true), ("voice.example", "VOICE.example.", true), ("voice.example", "roma.example", false),
        ("voice.example", "www.voice.example", false), ("voice.example", "127.0.0.1", false), ("voice.example", "", false),
        ("localhost", "localhost:3000", true), ("localhost", "127.0.0.1:3000", true), ("localhost", "[::1]:3000", true),
        ("localhost", "192.0.2.1", false),
    ])
    func `only the domain itself, and this machine where it is tried out, is the platform's own host`(
        domain: String, host: String, isOwn: Bool
    ) {
        #expect(PlatformDomain(domain).isOwn(host: host) == isOwn)
    }

    @Test(arguments: [
        ("mario.localhost:3000", "mario"), ("MARIO.localhost", "mario"), ("mario.localhost.", "mario"), ("dr-smith.localhost", "dr-smith"),
    ])
    func aHostUnderTheDomainNamesItsBusiness(host: String, subdomain: String) {
        #expect(PlatformDomain("localhost").subdomain(ofHost: host) == subdomain)
    }

    @Test(arguments: [
        "localhost:3000", "www.localhost", "api.localhost", "a.b.localhost", "-a.localhost", "mario.localhost.evil.example", "notlocalhost",
        "",
        ".localhost", "[::1]:3000", "127.0.0.1",
    ])
    func otherHostsNameNone(host: String) {
        #expect(PlatformDomain("localhost").subdomain(ofHost: host) == nil)
    }

    @Test func onlyAProxyOnThisMachineIsBelieved() throws {
        let forwarded = [
            "x-forwarded-for": "203.0.113.9, 198.51.100.7", "x-forwarded-host": "mario.voice.example", "x-forwarded-proto": "https",
        ]
        let proxy = RequestOrigin(peer: try .init(ipAddress: "127.0.0.1", port: 1), host: "localhost") { forwarded[$0] }
        #expect(proxy.address == "198.51.100.7")
        #expect(proxy.host == "mario.voice.example")
        #expect(proxy.isSecure)

        let stranger = RequestOrigin(peer: try .init(ipAddress: "203.0.113.50", port: 1), host: "localhost") { forwarded[$0] }
        #expect(stranger.address == "203.0.113.50")
        #expect(stranger.host == "localhost")
        #expect(!stranger.isSecure)
    }
}
