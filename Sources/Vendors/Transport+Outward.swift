import AsyncHTTPClient
import Foundation
import NIOCore
import NIOPosix

extension Transport {
    /// For addresses that strangers give: reaches the internet only, and nothing that is reachable from this machine alone.
    ///
    /// A name is resolved once and the connection made to the address that was checked: a name that means another address a
    /// moment later gains nothing. Redirects are not followed, and of the answer only its head is read. Each request has a
    /// client of its own, for such requests are few.
    ///
    /// - Parameter allowsLoopback: for trying it out on one's own machine, never in production.
    public static func outward(allowsLoopback: Bool) -> Transport {
        Transport { (request) async throws(Failure) -> Response in
            guard let host = URLComponents(string: request.url)?.host, !host.isEmpty else {
                throw .unreachable(reason: "the address names no host")
            }
            let address = try await resolve(host.trimmingCharacters(in: ["[", "]"]))
            guard let literal = address.ipAddress, address.isOnTheInternet || allowsLoopback && address.isLoopback else {
                throw .unreachable(reason: "its address is not on the internet")
            }
            var configuration = HTTPClient.Configuration.vendors
            configuration.dnsOverride = [host: literal]
            let client = HTTPClient(eventLoopGroupProvider: .singleton, configuration: configuration)
            let result: Result<Response, Failure>
            do throws(Failure) {
                let response = try await Transport.live(client).send(request)
                result = .success(Response(status: response.status, headers: response.headers, body: AsyncThrowingStream { $0.finish() }))
            } catch {
                result = .failure(error)
            }
            // A connection that does not close in good order is of no interest: the answer is here, or there is none.
            try? await client.shutdown()
            return try result.get()
        }
    }

    private static func resolve(_ host: String) async throws(Failure) -> SocketAddress {
        do {
            return try await NIOThreadPool.singleton.runIfActive { try SocketAddress.makeAddressResolvingHost(host, port: 0) }
        } catch {
            throw .unreachable(reason: "its name cannot be resolved")
        }
    }
}

extension SocketAddress {
    /// Whether it is this machine.
    var isLoopback: Bool {
        switch self {
        case .v4: address[0] == 127
        case .v6: address == Array(repeating: 0, count: 15) + [1]
        case .unixDomainSocket: false
        }
    }

    /// Whether anybody on the internet would reach the same machine by it. Source: the IANA registries of special-purpose
    /// addresses (RFC 6890 and its successors); what is not plainly public is not.
    var isOnTheInternet: Bool {
        switch self {
        case .v4: Self.isPublic(address)
        case .v6: Self.isPublic(v6: address)
        case .unixDomainSocket: false
        }
    }

    /// The four or sixteen bytes of an IP address, in the order of the network.
    private var address: [UInt8] {
        // Where they stand in `sockaddr_in` and `sockaddr_in6` (POSIX, on Linux: behind family and port, and the flow label).
        let place =
            switch self {
            case .v4: 4..<8
            case .v6: 8..<24
            case .unixDomainSocket: 0..<0
            }
        return withSockAddr { pointer, size in Array(UnsafeRawBufferPointer(start: pointer, count: size)[place]) }
    }

    private static func isPublic(_ bytes: [UInt8]) -> Bool {
        switch (bytes[0], bytes[1], bytes[2]) {
        case (0, _, _), (10, _, _), (127, _, _), (100, 64...127, _), (169, 254, _), (172, 16...31, _), (192, 0, 0), (192, 0, 2),
            (192, 88, 99), (192, 168, _), (198, 18...19, _), (198, 51, 100), (203, 0, 113), (224..., _, _):
            false
        default: true
        }
    }

    private static func isPublic(v6 bytes: [UInt8]) -> Bool {
        // 2000::/3 without what carries or translates other addresses.
        switch (bytes[0], bytes[1], bytes[2], bytes[3]) {
        case (0x20, 0x01, 0...1, _), (0x20, 0x01, 0x0D, 0xB8), (0x20, 0x02, _, _): false
        case (0x20...0x3F, _, _, _): true
        default: false
        }
    }
}
