/// What a mail server answers: a code and lines of text. Source: RFC 5321, section 4.2.
struct SMTPReply: Sendable, Hashable {
    var code: Int
    var lines: [String]

    /// Trying again can help.
    var isTransient: Bool { (400..<500).contains(code) }

    /// The server's own words, short and harmless enough to be kept and shown.
    var words: String {
        let text = lines.joined(separator: " ").unicodeScalars.map { $0.value < 0x20 || $0.value == 0x7F ? " " : Character($0) }
        return "\(code) \(String(String(text).prefix(300)))".trimmingSuffix(" ")
    }

    /// What the server can do, by keyword in capitals, with parameters: the answer to EHLO without its first line.
    var capabilities: [String: String] {
        Dictionary(
            lines.dropFirst().map { line in
                let parts = line.split(separator: " ", maxSplits: 1)
                return (parts.first.map { $0.uppercased() } ?? "", parts.count > 1 ? String(parts[1]) : "")
            }, uniquingKeysWith: { first, _ in first })
    }
}

extension String {
    fileprivate func trimmingSuffix(_ character: Character) -> String {
        var text = Substring(self)
        while text.last == character { text.removeLast() }
        return String(text)
    }
}

/// Finds replies in what a server sends.
struct SMTPReplyReader {
    /// A reply is of one code, its lines end, and neither is endless.
    struct Garbled: Error, Hashable {}

    private static let longestLine = 2_000
    private static let mostLines = 100

    private var rest: [UInt8] = []
    private var lines: [String] = []
    private var code: Int?

    /// Whether something came that is no whole reply yet.
    var isInTheMiddle: Bool { !rest.isEmpty || !lines.isEmpty }

    mutating func append(_ bytes: some Sequence<UInt8>) {
        rest += bytes
    }

    /// - Returns: nil until the reply is whole.
    mutating func next() throws(Garbled) -> SMTPReply? {
        while let end = rest.firstIndex(of: UInt8(ascii: "\n")) {
            var line = rest[..<end]
            if line.last == UInt8(ascii: "\r") { line.removeLast() }
            guard line.count <= Self.longestLine, lines.count < Self.mostLines else { throw Garbled() }
            let text = String(decoding: line, as: UTF8.self)
            rest.removeSubrange(...end)
            guard let number = Int(text.prefix(3)), (200..<600).contains(number), text.prefix(3).utf8.count == 3,
                code.map({ $0 == number }) ?? true
            else { throw Garbled() }
            let mark = text.dropFirst(3).first
            guard mark == nil || mark == " " || mark == "-" else { throw Garbled() }
            lines.append(String(text.dropFirst(4)))
            code = number
            guard mark != "-" else { continue }
            defer { (lines, code) = ([], nil) }
            return SMTPReply(code: number, lines: lines)
        }
        guard rest.count <= Self.longestLine else { throw Garbled() }
        return nil
    }
}
