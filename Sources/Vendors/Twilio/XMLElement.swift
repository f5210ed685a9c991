/// As much of XML as is needed to write it: elements, attributes and text, with everything escaped.
struct XMLElement {
    let name: String
    /// Those without a value are left out.
    let attributes: KeyValuePairs<String, String?>
    let content: Content

    enum Content {
        case text(String)
        case children([XMLElement])
    }

    init(_ name: String, _ attributes: KeyValuePairs<String, String?> = [:], content: Content = .children([])) {
        self.name = name
        self.attributes = attributes
        self.content = content
    }

    var document: String { #"<?xml version="1.0" encoding="UTF-8"?>"# + text }

    private var text: String {
        let attributes = attributes.map { name, value in value.map { " \(name)=\"\(Self.escaped($0))\"" } ?? "" }.joined()
        let inside =
            switch content {
            case .text(let text): Self.escaped(text)
            case .children(let children): children.map(\.text).joined()
            }
        return inside.isEmpty ? "<\(name)\(attributes)/>" : "<\(name)\(attributes)>\(inside)</\(name)>"
    }

    private static func escaped(_ text: String) -> String {
        var escaped = ""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "&": escaped += "&amp;"
            case "<": escaped += "&lt;"
            case ">": escaped += "&gt;"
            case "\"": escaped += "&quot;"
            case "'": escaped += "&apos;"
            // A character that XML 1.0 has no way to write (section 2.2) would make the whole document unreadable.
            case "\t", "\n", "\r", "\u{20}"..."\u{D7FF}", "\u{E000}"..."\u{FFFD}", "\u{10000}"..."\u{10FFFF}":
                escaped.unicodeScalars.append(scalar)
            default: continue
            }
        }
        return escaped
    }
}
