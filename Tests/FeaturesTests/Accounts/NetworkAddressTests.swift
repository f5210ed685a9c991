import Testing

@testable import Features

@Suite struct NetworkAddressTests {
    @Test(arguments: [
        ("203.0.113.7", "203.0.113.7"), ("2001:db8:1:2:3:4:5:6", "2001:db8:1:2::/64"), ("2001:db8:1:2::ffff", "2001:db8:1:2::/64"),
        ("::1", "0:0:0:0::/64"), ("::ffff:203.0.113.7", "203.0.113.7"), ("unknown", "unknown"), ("not:an:address", "not:an:address"),
    ])
    func `All of an IPv6 network are one`(address: String, network: String) {
        #expect(NetworkAddress.network(of: address) == network)
    }
}
