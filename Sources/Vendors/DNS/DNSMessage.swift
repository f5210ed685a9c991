import NIOCore

/// A question to a name server, and what can be read of its answer. Source: RFC 1035, section 4.
struct DNSQuestion: Sendable, Hashable {
    let id: UInt16
    /// Without a dot at its end.
    let name: String
    let type: DNSRecordType

    /// Any number of labels of at most 63 bytes, 255 in all (RFC 1035, section 2.3.4).
    static func isValid(_ name: String) -> Bool {
        let labels = name.split(separator: ".", omittingEmptySubsequences: false)
        return name.utf8.count <= 253 && labels.allSatisfy { (1...63).contains($0.utf8.count) }
    }

    /// - Precondition: the name is valid.
    var bytes: ByteBuffer {
        var buffer = ByteBuffer()
        buffer.writeInteger(id)
        buffer.writeInteger(Self.recursionDesired)
        for count: UInt16 in [1, 0, 0, 0] { buffer.writeInteger(count) }
        for label in name.split(separator: ".") {
            buffer.writeInteger(UInt8(label.utf8.count))
            buffer.writeString(String(label))
        }
        buffer.writeInteger(UInt8(0))
        buffer.writeInteger(type.rawValue)
        buffer.writeInteger(Self.internet)
        return buffer
    }

    private static let recursionDesired: UInt16 = 0x0100
    fileprivate static let internet: UInt16 = 1
}

/// The kinds of record that are asked for.
enum DNSRecordType: UInt16, Sendable {
    case alias = 5
    case text = 16
}

struct DNSAnswer: Sendable, Hashable {
    /// The rest did not fit: it has to be asked for again, over TCP.
    let isTruncated: Bool
    let status: Status
    /// What the records of the wanted type hold: a text, or a name in lower case.
    let values: [String]

    enum Status: Sendable, Hashable {
        case found, noSuchName
        /// The server's code: it cannot or will not answer.
        case failed(code: Int)
    }

    /// - Returns: nil when the bytes are not an answer to the question: somebody else's, or no message at all.
    init?(_ buffer: ByteBuffer, to question: DNSQuestion) {
        var reader = DNSReader(buffer)
        guard let id = reader.number(), id == question.id, let flags = reader.number(), flags & 0x8000 != 0 else { return nil }
        guard flags & 0x0200 == 0 else {
            // Even the question may be cut off, and nothing of it is used.
            (isTruncated, status, values) = (true, .found, [])
            return
        }
        isTruncated = false
        guard let questions = reader.number(), let answers = reader.number(), reader.skip(4), questions == 1,
            let name = reader.name(), name == question.name.lowercased(), reader.number() == question.type.rawValue,
            reader.number() == DNSQuestion.internet
        else { return nil }
        status =
            switch flags & 0x000F {
            case 0: .found
            case 3: .noSuchName
            case let code: .failed(code: Int(code))
            }
        var values: [String] = []
        for _ in 0..<min(Int(answers), Self.mostRecords) {
            guard reader.name() != nil, let type = reader.number(), reader.number() != nil, reader.skip(4), let length = reader.number(),
                let end = reader.position(after: Int(length))
            else { break }
            if type == question.type.rawValue {
                let value = question.type == .alias ? reader.name() : reader.text(until: end)
                if let value { values.append(value) }
            }
            reader.move(to: end)
        }
        self.values = values
    }

    private static let mostRecords = 100
}

/// Reads the parts of a message; never beyond its end, and never in circles.
private struct DNSReader {
    private let bytes: [UInt8]
    private var index = 0

    init(_ buffer: ByteBuffer) {
        bytes = Array(buffer.readableBytesView)
    }

    mutating func number() -> UInt16? {
        guard index + 2 <= bytes.count else { return nil }
        defer { index += 2 }
        return UInt16(bytes[index]) << 8 | UInt16(bytes[index + 1])
    }

    mutating func skip(_ count: Int) -> Bool {
        guard let end = position(after: count) else { return false }
        index = end
        return true
    }

    func position(after count: Int) -> Int? { index + count <= bytes.count ? index + count : nil }

    mutating func move(to position: Int) { index = position }

    /// A name in lower case, with its compression undone (RFC 1035, section 4.1.4): pointers only lead back, so it ends.
    mutating func name() -> String? {
        var labels: [String] = []
        var at = index
        var end: Int?
        while at < bytes.count, labels.count < 128 {
            let length = Int(bytes[at])
            switch length {
            case 0:
                index = end ?? at + 1
                return labels.joined(separator: ".").lowercased()
            case 0xC0...:
                guard at + 1 < bytes.count else { return nil }
                let target = (length & 0x3F) << 8 | Int(bytes[at + 1])
                guard target < at else { return nil }
                end = end ?? at + 2
                at = target
            case 1...63:
                guard at + 1 + length <= bytes.count else { return nil }
                labels.append(String(decoding: bytes[(at + 1)..<(at + 1 + length)], as: UTF8.self))
                at += 1 + length
            default: return nil
            }
        }
        return nil
    }

    /// The character strings of a TXT record, put together (RFC 1035, section 3.3.14; RFC 7208, section 3.3, for the putting together).
    func text(until end: Int) -> String? {
        var at = index
        var text: [UInt8] = []
        while at < end {
            let length = Int(bytes[at])
            guard at + 1 + length <= end else { return nil }
            text += bytes[(at + 1)..<(at + 1 + length)]
            at += 1 + length
        }
        return String(decoding: text, as: UTF8.self)
    }
}
