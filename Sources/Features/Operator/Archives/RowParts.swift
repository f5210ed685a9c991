import Crypto
import Foundation
import Storage

/// Rows of tables as parts of an archive: JSON lines (jsonlines.org), a table's rows in as many parts as it takes to hold only
/// about one of them in memory.
///
/// A part's name is `tenant/call_event/000002.jsonl`: whose table, which, and a number counting from one.
struct RowParts {
    enum Owner: String {
        case platform, tenant
    }

    /// A part ends with the row that reaches this.
    private static let partBytes = 1 << 20
    private static let pageRows = 500
    private static let newline = UInt8(ascii: "\n")

    /// Writes a table.
    ///
    /// - Parameters:
    ///   - page: reads the rows after one, as many as the limit says.
    ///   - write: takes a part's name and content.
    /// - Returns: how many rows there were.
    static func write(
        _ table: StoredTable, of owner: Owner, page: (_ last: RowCopy?, _ limit: Int) throws -> [RowCopy],
        to write: (String, Data) throws -> Void
    ) throws -> Int {
        var (content, number, count) = (Data(), 0, 0)
        func finishPart() throws {
            guard !content.isEmpty else { return }
            number += 1
            let digits = String(number)
            let padded = String(repeating: "0", count: max(0, 6 - digits.count)) + digits
            try write("\(owner.rawValue)/\(table.name)/\(padded).jsonl", content)
            content.removeAll(keepingCapacity: true)
        }
        var last: RowCopy?
        while true {
            let rows = try page(last, pageRows)
            for row in rows {
                content += try ArchiveJSON.data(of: row) + [newline]
                if content.count >= partBytes { try finishPart() }
            }
            count += rows.count
            guard rows.count == pageRows else { break }
            last = rows.last
        }
        try finishPart()
        return count
    }

    /// Whose table a part holds, and which; nil for a part that holds no rows.
    static func table(of part: String) -> (owner: Owner, name: String)? {
        let names = part.split(separator: "/", omittingEmptySubsequences: false)
        guard names.count == 3, let owner = Owner(rawValue: String(names[0])), names[2].hasSuffix(".jsonl") else { return nil }
        return (owner, String(names[1]))
    }

    static func rows(of content: Data) throws -> [RowCopy] {
        let decoder = JSONDecoder()
        return try content.split(separator: newline).map { try decoder.decode(RowCopy.self, from: $0) }
    }
}
