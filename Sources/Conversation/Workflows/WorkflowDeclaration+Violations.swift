public import Core

extension WorkflowDeclaration {
    /// More questions than that nobody answers on the telephone.
    public static let mostSlots = 30
    public static let mostChoices = 100
    static let mostPrompts = 5
    static let mostAliases = 20
    private static let longestName = 40
    private static let longestText = 200

    /// Everything that keeps it from working, each with where it stands; empty when it works.
    public func violations() -> [Problem.Violation] {
        var found = Self.inName(name, at: "#/name") + Self.inText(title, at: "#/title")
        for (text, part) in [(record, "record"), (opening, "opening"), (help, "help"), (confirmation, "confirmation")] {
            if let text { found += Self.inText(text, at: "#/\(part)") }
        }
        if slots.isEmpty { found.append(.init(pointer: "#/slots", detail: "A workflow asks at least one thing.")) }
        if slots.count > Self.mostSlots {
            return found + [.init(pointer: "#/slots", detail: "A workflow asks at most \(Self.mostSlots) things.")]
        }
        for (index, slot) in slots.enumerated() { found += slot.violations(at: "#/slots/\(index)", after: slots[..<index], in: slots) }
        return found
    }

    static func inName(_ name: String, at pointer: String) -> [Problem.Violation] {
        let isName =
            (1...longestName).contains(name.utf8.count)
            && name.utf8.allSatisfy { (0x61...0x7A).contains($0) || (0x30...0x39).contains($0) || $0 == 0x5F }
            && name.utf8.first.map { (0x61...0x7A).contains($0) } == true
        let detail =
            "\"\(name.prefix(longestName))\" must begin with a letter and have only small letters, digits and underscores, at most \(longestName)."
        return isName ? [] : [.init(pointer: pointer, detail: detail)]
    }

    static func inText(_ text: String, at pointer: String) -> [Problem.Violation] {
        Problem.Violation.inLength(of: text.contains { !$0.isWhitespace } ? text : "", as: "A text here", 1...longestText, at: pointer)
    }

    static func inTexts(_ texts: [String]?, atMost most: Int, at pointer: String) -> [Problem.Violation] {
        guard let texts else { return [] }
        guard texts.count <= most else { return [.init(pointer: pointer, detail: "There are at most \(most) of these.")] }
        return texts.enumerated().flatMap { inText($0.element, at: "\(pointer)/\($0.offset)") }
    }
}
