/// The label names and values of one series, in the order of their names.
struct MetricLabels: Hashable, Comparable {
    private let pairs: [[String]]

    init(_ dimensions: [(String, String)]) {
        pairs = dimensions.map { [Self.name($0.0), $0.1] }.sorted { $0[0] < $1[0] }
    }

    /// `{method="GET",route="/orders"}`, or nothing when there are no labels.
    func text(adding last: (name: String, value: String)? = nil) -> String {
        let labels = pairs.map { (name: $0[0], value: $0[1]) } + (last.map { [$0] } ?? [])
        let texts = labels.map { "\($0.name)=\"\(Self.escape($0.value))\"" }
        return texts.isEmpty ? "" : "{\(texts.joined(separator: ","))}"
    }

    static func < (left: MetricLabels, right: MetricLabels) -> Bool {
        left.text() < right.text()
    }

    /// What the format allows in a name: the dots and dashes of swift-metrics become underscores.
    static func name(_ label: String) -> String {
        let name = String(label.map { $0.isASCII && ($0.isLetter || $0.isNumber) || $0 == "_" ? $0 : "_" })
        return name.first?.isNumber == true ? "_\(name)" : name
    }

    static func escapeHelp(_ text: String) -> String {
        text.replacing("\\", with: "\\\\").replacing("\n", with: "\\n")
    }

    private static func escape(_ value: String) -> String {
        escapeHelp(value).replacing("\"", with: "\\\"")
    }
}
