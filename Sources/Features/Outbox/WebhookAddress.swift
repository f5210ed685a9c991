import Foundation

/// An address that a business gave for its webhook: `https`, or plain `http` on this machine for trying it out.
///
/// Whether it may be connected to is decided when it is: only then is it known what the name stands for.
struct WebhookAddress: Sendable, Hashable {
    static let rule = "A webhook's address begins with https://, names a host, and has at most \(longest) characters; no user, no fragment."
    private static let longest = 500

    let text: String

    init?(_ text: String) {
        guard text.utf8.count <= Self.longest, let parts = URLComponents(string: text), let host = parts.host, !host.isEmpty,
            parts.user == nil, parts.password == nil, parts.fragment == nil
        else { return nil }
        switch parts.scheme?.lowercased() {
        case "https": break
        case "http" where ["localhost", "127.0.0.1", "[::1]", "::1"].contains(host.lowercased()): break
        default: return nil
        }
        self.text = text
    }
}
