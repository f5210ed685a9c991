import Core
import Foundation

/// A menu as a table of text, as spreadsheets write it: comma- or semicolon-separated values (RFC 4180) with a first line of column names.
///
/// `name` and `price` are needed; `category`, `description`, `available` (yes or no), `aliases` and `allergens` (several, with `|` between
/// them) are read when they are there.
enum MenuTable {
    private static let columns: Set<String> = ["name", "price", "category", "description", "available", "aliases", "allergens"]
    private static let mostRows = 10_000

    /// - Throws: `Problem` with every line that cannot be read.
    static func items(in text: String) throws -> [MenuItemDocument] {
        let lines = rows(of: text)
        guard let header = lines.first?.map({ $0.trimmingCharacters(in: .whitespaces).lowercased() }), lines.count <= mostRows else {
            throw Problem.invalid("#", lines.isEmpty ? "The table is empty." : "A table has at most \(mostRows) lines.")
        }
        var violations: [Problem.Violation] = []
        for name in ["name", "price"] where !header.contains(name) {
            violations.append(.init(pointer: "#/0", detail: "The first line must name the columns, among them \"\(name)\"."))
        }
        for name in header where !columns.contains(name) {
            violations.append(
                .init(
                    pointer: "#/0", detail: "There is no column \"\(name)\"; those known are \(columns.sorted().joined(separator: ", "))."))
        }
        guard violations.isEmpty else { throw Problem.invalid(violations) }
        var items: [MenuItemDocument] = []
        for (number, row) in lines.enumerated().dropFirst() where row.contains(where: { !$0.isEmpty }) {
            let fields = Dictionary(zip(header, row), uniquingKeysWith: { first, _ in first })
            if let item = item(of: fields, line: number, into: &violations) { items.append(item) }
        }
        guard violations.isEmpty else { throw Problem.invalid(violations) }
        return items
    }

    private static func item(of fields: [String: String], line: Int, into violations: inout [Problem.Violation]) -> MenuItemDocument? {
        func text(_ column: String) -> String? {
            fields[column]?.trimmingCharacters(in: .whitespacesAndNewlines).nonempty
        }
        func list(_ column: String) -> [String]? {
            text(column)?.split(separator: "|").compactMap { $0.trimmingCharacters(in: .whitespaces).nonempty }
        }
        let written = String(text("price")?.drop { !$0.isNumber && $0 != "-" } ?? "").replacing(",", with: ".")
        let isNumber = written.wholeMatch(of: /\d{1,9}(\.\d{1,3})?/) != nil
        guard isNumber, let price = Decimal(string: written, locale: Locale(identifier: "en_US_POSIX")) else {
            violations.append(
                .init(pointer: "#/\(line)/price", detail: "Line \(line + 1): \"\(fields["price"] ?? "")\" is not a price such as 18.99."))
            return nil
        }
        var isAvailable: Bool?
        if let word = text("available")?.lowercased() {
            isAvailable = ["yes": true, "true": true, "1": true, "no": false, "false": false, "0": false][word]
            if isAvailable == nil {
                violations.append(
                    .init(pointer: "#/\(line)/available", detail: "Line \(line + 1): available is yes or no, not \"\(word)\"."))
            }
        }
        return MenuItemDocument(
            name: text("name") ?? "", price: price, category: text("category"), aliases: list("aliases"), available: isAvailable,
            allergens: list("allergens"), description: text("description"))
    }

    /// The fields of each line. Quoted ones may hold separators, quotes and ends of lines.
    private static func rows(of text: String) -> [[String]] {
        let first = text.prefix { !$0.isNewline }
        let separator: Character = first.contains(";") && !first.contains(",") ? ";" : ","
        var rows: [[String]] = []
        var row: [String] = []
        var field = ""
        var isQuoted = false
        // The mark with which some programs begin a file.
        var rest = (text.first == "\u{FEFF}" ? text.dropFirst() : text[...])[...]
        while let character = rest.popFirst() {
            switch character {
            case "\"" where isQuoted && rest.first == "\"":
                field.append("\"")
                rest.removeFirst()
            case "\"" where isQuoted: isQuoted = false
            case "\"" where field.isEmpty: isQuoted = true
            case separator where !isQuoted:
                row.append(field)
                field = ""
            case let end where end.isNewline && !isQuoted:
                rows.append(row + [field])
                (row, field) = ([], "")
            default: field.append(character)
            }
        }
        if !row.isEmpty || !field.isEmpty { rows.append(row + [field]) }
        return rows
    }
}

extension String {
    fileprivate var nonempty: String? { isEmpty ? nil : self }
}
