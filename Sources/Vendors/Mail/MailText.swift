import Foundation

/// How text stands in a message: in its header (RFC 5322, 2047, 2231) and in its parts (RFC 2045).
enum MailText {
    /// The most characters of a line that everybody can read (RFC 5322, section 2.1.1).
    static let line = 78
    /// RFC 2047, section 2.
    private static let longestEncodedWord = 75
    /// RFC 2045, section 6.7.
    private static let longestQuotedLine = 76

    // MARK: What may stand in a header

    /// Whether the text holds no line's end and nothing else that is a command to somebody's terminal or server.
    static func isOneLine(_ text: String) -> Bool {
        text.unicodeScalars.allSatisfy { scalar in
            switch scalar.value {
            case 0..<0x20, 0x7F..<0xA0, 0x2028, 0x2029: false
            default: true
            }
        }
    }

    /// `left@right` without anything that would have to be quoted.
    static func isIdentifier(_ text: String) -> Bool {
        text.utf8.count <= 200 && text.split(separator: "@", omittingEmptySubsequences: false).count == 2
            && text.utf8.allSatisfy { (0x21...0x7E).contains($0) && !"<>()[]\\\",:;".utf8.contains($0) }
            && !text.hasPrefix("@") && !text.hasSuffix("@")
    }

    static func isLinkForHeader(_ text: String) -> Bool {
        text.utf8.count <= 900 && text.utf8.allSatisfy { (0x21...0x7E).contains($0) && !"<>,".utf8.contains($0) }
    }

    /// A media type with its parameters, short enough for a line.
    static func isParameterised(_ text: String) -> Bool {
        text.utf8.count <= 200 && text.contains("/") && text.utf8.allSatisfy { (0x20...0x7E).contains($0) }
    }

    // MARK: Headers

    /// Text as the value of a header whose name takes up `indent` characters of its first line.
    static func unstructured(_ text: String, indent: Int) -> String {
        if isPlain(text), indent + text.utf8.count <= line, text == text.trimmingCharacters(in: .whitespaces) { return text }
        return encodedWords(text, indent: indent)
    }

    /// A name and an address, as `"Ada Lovelace" <ada@example.com>`.
    static func address(_ address: MailAddress, indent: Int) -> String {
        guard let name = address.name else { return address.address }
        let words: String
        if isPlain(name), indent + name.utf8.count + 2 <= line {
            words = "\"" + name.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"") + "\""
        } else {
            words = encodedWords(name, indent: indent)
        }
        let last = words.split(separator: "\r\n").last.map { $0.utf8.count } ?? 0
        let isFolded = words.contains("\r\n")
        let used = (isFolded ? 0 : indent) + last
        let separator = used + address.address.utf8.count + 3 <= line ? " " : "\r\n "
        return words + separator + "<\(address.address)>"
    }

    /// `filename="invoice.pdf"`, or its form for other characters (RFC 2231, section 4; RFC 6266 says how to give both).
    static func parameter(_ name: String, _ value: String) -> String {
        let fallback = String(
            value.unicodeScalars.map { scalar in
                scalar.isASCII && scalar != "\"" && scalar != "\\" ? Character(scalar) : "_"
            })
        guard fallback != value else { return "\(name)=\"\(value)\"" }
        let encoded = value.utf8.map { byte in
            switch byte {
            case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "a")...UInt8(ascii: "z"),
                UInt8(ascii: "."), UInt8(ascii: "-"), UInt8(ascii: "_"):
                String(Unicode.Scalar(byte))
            default: "%" + hexadecimal(byte)
            }
        }
        return "\(name)=\"\(fallback)\";\r\n \(name)*=UTF-8''\(encoded.joined())"
    }

    /// `Fri, 20 Nov 2026 15:00:00 +0000`.
    static func date(_ date: Date) -> String {
        var calendar = Calendar(identifier: .gregorian)
        calendar.timeZone = .gmt
        let part = calendar.dateComponents([.year, .month, .day, .hour, .minute, .second, .weekday], from: date)
        func two(_ number: Int?) -> String { (number ?? 0) < 10 ? "0\(number ?? 0)" : "\(number ?? 0)" }
        let day = ["Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"][(part.weekday ?? 1) - 1]
        let months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]
        return "\(day), \(part.day ?? 1) \(months[(part.month ?? 1) - 1]) \(part.year ?? 1970) "
            + "\(two(part.hour)):\(two(part.minute)):\(two(part.second)) +0000"
    }

    /// Whether text may stand as it is: ASCII, and nothing that would be taken for an encoded word.
    private static func isPlain(_ text: String) -> Bool {
        text.utf8.allSatisfy { (0x20...0x7E).contains($0) } && !text.contains("=?")
    }

    /// Base 64 in as many words as it takes, one on a line, none of them ending within a character (RFC 2047, section 5).
    private static func encodedWords(_ text: String, indent: Int) -> String {
        let frame = "=?UTF-8?B?".utf8.count + "?=".utf8.count
        var words: [String] = []
        var bytes: [UInt8] = []
        func room() -> Int {
            let columns = words.isEmpty ? min(longestEncodedWord, line - indent) : min(longestEncodedWord, line - 1)
            return max(4, (columns - frame) / 4 * 3)
        }
        func finish() {
            words.append("=?UTF-8?B?\(Data(bytes).base64EncodedString())?=")
            bytes = []
        }
        for scalar in text.unicodeScalars {
            let encoded = Array(String(scalar).utf8)
            if !bytes.isEmpty, bytes.count + encoded.count > room() { finish() }
            bytes += encoded
        }
        if !bytes.isEmpty { finish() }
        return words.joined(separator: "\r\n ")
    }

    // MARK: Parts

    /// Text for a part whose transfer encoding is quoted-printable; lines end with CRLF, whatever they ended with before.
    static func quotedPrintable(_ text: String) -> String {
        var quoted = ""
        for (index, line) in text.replacing("\r\n", with: "\n").split(separator: "\n", omittingEmptySubsequences: false).enumerated() {
            if index > 0 { quoted += "\r\n" }
            var column = 0
            let bytes = Array(line.utf8)
            for (place, byte) in bytes.enumerated() {
                let isLast = place == bytes.count - 1
                let stands = (0x21...0x7E).contains(byte) && byte != UInt8(ascii: "=") || isBlank(byte) && !isLast
                let written = stands ? String(Unicode.Scalar(byte)) : "=" + hexadecimal(byte)
                // The last place of a line is kept for the sign that it goes on.
                if column + written.utf8.count > longestQuotedLine - (isLast ? 0 : 1) {
                    quoted += "=\r\n"
                    column = 0
                }
                quoted += written
                column += written.utf8.count
            }
        }
        return quoted
    }

    /// Bytes for a part whose transfer encoding is base 64.
    static func base64(_ bytes: [UInt8]) -> String {
        Data(bytes).base64EncodedString(options: [.lineLength76Characters, .endLineWithCarriageReturn, .endLineWithLineFeed])
    }

    private static func isBlank(_ byte: UInt8) -> Bool { byte == UInt8(ascii: " ") || byte == UInt8(ascii: "\t") }

    private static func hexadecimal(_ byte: UInt8) -> String {
        let digits = String(byte, radix: 16, uppercase: true)
        return byte < 16 ? "0" + digits : digits
    }
}
