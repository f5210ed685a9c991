/// A length of time as Ultravox writes it: `"30s"`, `"0.384s"`, to the nanosecond at most.
public struct UltravoxDuration: Sendable, Hashable {
    public var duration: Duration

    public init(_ duration: Duration) {
        self.duration = duration
    }

    private static let attosecondsANanosecond: Int64 = 1_000_000_000
    /// The seconds of a duration have so many digits at most.
    private static let mostDigits = 12

    /// - Returns: nil for a text of another form.
    public init?(_ text: String) {
        guard text.hasSuffix("s") else { return nil }
        let isNegative = text.hasPrefix("-")
        let parts = text.dropFirst(isNegative ? 1 : 0).dropLast().split(separator: ".", omittingEmptySubsequences: false)
        guard let whole = parts.first, parts.count <= 2, let seconds = Self.number(whole, digits: 1...Self.mostDigits) else { return nil }
        guard whole == "0" || !whole.hasPrefix("0") else { return nil }
        var duration = Duration.seconds(seconds)
        if parts.count == 2 {
            guard let nanoseconds = Self.number(parts[1], digits: 1...9) else { return nil }
            duration += .nanoseconds(nanoseconds * (0..<(9 - parts[1].count)).reduce(1) { power, _ in power * 10 })
        }
        self.duration = isNegative ? .zero - duration : duration
    }

    private static func number(_ digits: Substring, digits count: ClosedRange<Int>) -> Int64? {
        guard count.contains(digits.count), digits.allSatisfy({ $0.isASCII && $0.isNumber }) else { return nil }
        return Int64(digits)
    }

    public var text: String {
        let (seconds, attoseconds) = duration.components
        let sign = seconds < 0 || attoseconds < 0 ? "-" : ""
        let nanoseconds = abs(attoseconds) / Self.attosecondsANanosecond
        guard nanoseconds > 0 else { return "\(sign)\(abs(seconds))s" }
        var fraction = String(nanoseconds)
        fraction = String(repeating: "0", count: 9 - fraction.count) + fraction
        while fraction.hasSuffix("0") { fraction.removeLast() }
        return "\(sign)\(abs(seconds)).\(fraction)s"
    }
}

extension UltravoxDuration: Codable {
    public init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        let text = try container.decode(String.self)
        guard let duration = UltravoxDuration(text) else {
            throw DecodingError.dataCorruptedError(in: container, debugDescription: "\"\(text)\" is not a duration such as 1.5s")
        }
        self = duration
    }

    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(text)
    }
}
