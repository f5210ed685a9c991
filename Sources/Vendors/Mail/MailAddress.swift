/// Where mail goes, or comes from: an address and, for people, a name.
public struct MailAddress: Sendable, Hashable {
    /// `local@domain`, as it is written in the envelope.
    public let address: String
    public let name: String?

    /// Source of the lengths: RFC 5321, section 4.5.3.1.
    private static let longestLocalPart = 64
    private static let longest = 254

    /// - Parameter name: may hold any character but those that end a line.
    /// - Returns: nil when no server on the internet would take the address: it is not ASCII, has no domain, or holds what would
    ///   have to be quoted, which nobody's address does.
    public init?(_ address: String, name: String? = nil) {
        let parts = address.split(separator: "@", omittingEmptySubsequences: false)
        guard parts.count == 2, address.utf8.count <= Self.longest, parts[0].utf8.count <= Self.longestLocalPart,
            Self.isDotAtom(parts[0]), Self.isDomain(parts[1]), name.map(MailText.isOneLine) ?? true
        else { return nil }
        self.address = address
        self.name = name.flatMap { $0.isEmpty ? nil : $0 }
    }

    public var domain: String { String(address[address.index(after: address.lastIndex(of: "@") ?? address.startIndex)...]) }

    /// Source: RFC 5322, section 3.2.3.
    private static func isDotAtom(_ text: Substring) -> Bool {
        !text.isEmpty && !text.hasPrefix(".") && !text.hasSuffix(".") && !text.contains("..")
            && text.utf8.allSatisfy { $0 == UInt8(ascii: ".") || $0.isLetterOrDigit || "!#$%&'*+/=?^_`{|}~-".utf8.contains($0) }
    }

    private static func isDomain(_ text: Substring) -> Bool {
        let labels = text.split(separator: ".", omittingEmptySubsequences: false)
        return labels.allSatisfy { label in
            (1...63).contains(label.utf8.count) && !label.hasPrefix("-") && !label.hasSuffix("-")
                && label.utf8.allSatisfy { $0.isLetterOrDigit || $0 == UInt8(ascii: "-") }
        }
    }
}

extension UInt8 {
    fileprivate var isLetterOrDigit: Bool {
        switch self {
        case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "a")...UInt8(ascii: "z"): true
        default: false
        }
    }
}
