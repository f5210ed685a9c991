import Foundation

/// Whom a network address stands for, where requests are counted.
public enum NetworkAddress {
    /// An IPv4 address, or the /64 of an IPv6 address: a household or a server has a whole one (RFC 6177, section 2), and could otherwise
    /// be a new stranger with every request.
    public static func network(of address: String) -> String {
        guard address.contains(":"), let bytes = bytes(of: address) else { return address }
        // ::ffff:192.0.2.1 is how an IPv4 address is written on an IPv6 socket (RFC 4291, section 2.5.5.2).
        if bytes.prefix(12) == [0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xFF, 0xFF] {
            return bytes.suffix(4).map { String($0) }.joined(separator: ".")
        }
        return stride(from: 0, to: 8, by: 2).map { String(UInt16(bytes[$0]) << 8 | UInt16(bytes[$0 + 1]), radix: 16) }
            .joined(separator: ":") + "::/64"
    }

    private static func bytes(of text: String) -> [UInt8]? {
        var address = in6_addr()
        guard inet_pton(AF_INET6, text, &address) == 1 else { return nil }
        return withUnsafeBytes(of: &address) { Array($0) }
    }
}
