/// Finds the data of server-sent events in a body that arrives in pieces of any size.
///
/// Each `data:` line is an event of its own, as these servers send them; comments, other fields and empty lines are skipped.
/// Source: the HTML standard, section 9.2.6.
struct ServerSentEvents {
    /// No honest event is longer, and no server may make us hold more.
    static let longestLine = 256 << 10

    private var line: [UInt8] = []

    /// - Returns: the data of the events that are complete now, in order.
    /// - Throws: `tooLarge` for a line without an end.
    mutating func read(_ bytes: [UInt8]) throws(Transport.Failure) -> [[UInt8]] {
        var events: [[UInt8]] = []
        for byte in bytes {
            if byte == UInt8(ascii: "\n") {
                if let data = data { events.append(data) }
                line.removeAll(keepingCapacity: true)
            } else {
                guard line.count < Self.longestLine else { throw .tooLarge(limit: Self.longestLine) }
                line.append(byte)
            }
        }
        return events
    }

    /// What stands after `data:`; nil when the line is another one.
    private var data: [UInt8]? {
        let field = Array("data:".utf8)
        guard line.starts(with: field) else { return nil }
        var value = line.dropFirst(field.count)
        if value.first == UInt8(ascii: " ") { value.removeFirst() }
        if value.last == UInt8(ascii: "\r") { value.removeLast() }
        return Array(value)
    }
}
