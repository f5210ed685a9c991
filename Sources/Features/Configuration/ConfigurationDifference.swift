import Core
import Foundation

/// What differs between two configurations, in lines that an owner reads: `menu, Margherita: price 18.99 becomes 19.99`.
enum ConfigurationDifference {
    /// A list that is longer is of no use to a reader.
    static let most = 1_000

    /// - Throws: what the encoding throws.
    static func lines(from old: some Encodable, to new: some Encodable) throws -> [String] {
        var lines: [String] = []
        compare(try value(of: old), try value(of: new), at: [], into: &lines)
        if lines.count > most { lines = lines.prefix(most) + ["and \(lines.count - most) more"] }
        return lines
    }

    private static func value(of document: some Encodable) throws -> JSONValue {
        try JSONDecoder().decode(JSONValue.self, from: JSONEncoder().encode(document))
    }

    private static func compare(_ old: JSONValue, _ new: JSONValue, at place: [String], into lines: inout [String]) {
        guard old != new else { return }
        switch (old, new) {
        case (.object(let before), .object(let after)):
            // What identifies a thing here says nothing to a reader.
            for key in Set(before.keys).union(after.keys).subtracting(["id"]).sorted() {
                compare(before[key] ?? .null, after[key] ?? .null, at: place + [key], into: &lines)
            }
        case (.array(let before), .array(let after)):
            guard let before = named(before), let after = named(after) else {
                return lines.append(line(place, "\(text(old)) becomes \(text(new))"))
            }
            for name in Set(before.keys).union(after.keys).sorted() {
                switch (before[name], after[name]) {
                case (let before?, let after?): compare(before, after, at: place + [name], into: &lines)
                case (nil, _?): lines.append("\((place + [name]).joined(separator: ", ")): added")
                case (_?, nil): lines.append("\((place + [name]).joined(separator: ", ")): removed")
                case (nil, nil): break
                }
            }
        default: lines.append(line(place, "\(text(old)) becomes \(text(new))"))
        }
    }

    /// - Parameter place: its last part is the property that differs.
    private static func line(_ place: [String], _ change: String) -> String {
        let words = (place.last ?? "") + " " + change
        let thing = place.dropLast().joined(separator: ", ")
        return thing.isEmpty ? words : "\(thing): \(words)"
    }

    /// The elements of a list by their names; nil when one has none, or two have the same.
    private static func named(_ list: [JSONValue]) -> [String: JSONValue]? {
        var found: [String: JSONValue] = [:]
        for element in list {
            guard let name = element["name"]?.text, found.updateValue(element, forKey: name) == nil else { return nil }
        }
        return found
    }

    private static func text(_ value: JSONValue) -> String {
        switch value {
        case .null: "nothing"
        case .bool(let isTrue): isTrue ? "yes" : "no"
        case .number(let number): "\(number)"
        case .string(let text): "\"\(text)\""
        case .array(let values): values.isEmpty ? "none" : values.map(text).joined(separator: ", ")
        case .object(let members): members.sorted { $0.key < $1.key }.map { "\($0.key) \(text($0.value))" }.joined(separator: ", ")
        }
    }
}
