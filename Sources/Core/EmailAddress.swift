/// An address to which mail can be sent. Only the answer to a mail proves more than its form.
public struct EmailAddress: Hashable, Sendable, CustomStringConvertible {
    /// As it was written, without spaces around it.
    public let text: String
    /// By which two spellings of one address are told to be the same. Providers that tell case apart are not known to exist.
    public var canonical: String { text.lowercased() }

    /// The longest that can be delivered, in bytes (RFC 5321, section 4.5.3.1.3, less the angle brackets).
    private static let longest = 254

    /// - Returns: nil when it is none.
    public init?(_ text: String) {
        var trimmed = Substring(text)
        while trimmed.first?.isWhitespace == true { trimmed.removeFirst() }
        while trimmed.last?.isWhitespace == true { trimmed.removeLast() }
        let parts = trimmed.split(separator: "@", omittingEmptySubsequences: false)
        guard parts.count == 2, !parts[0].isEmpty, parts[1].contains("."), parts[1].first != ".", parts[1].last != ".",
            trimmed.utf8.count <= Self.longest,
            // A line's end would begin another header of a mail.
            !trimmed.unicodeScalars.contains(where: { $0.properties.isWhitespace || $0.value < 0x20 || $0.value == 0x7F })
        else { return nil }
        self.text = String(trimmed)
    }

    public var description: String { text }
}
