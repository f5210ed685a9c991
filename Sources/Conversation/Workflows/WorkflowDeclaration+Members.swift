public import Core

extension WorkflowDeclaration {
    /// So many mistakes of one declaration are told at most.
    private static let mostTold = 50

    /// Members that mean nothing, such as "requried": without a word about them what the owner meant would be lost.
    ///
    /// - Parameter others: members beside those of the declaration itself.
    public static func unknownMembers(in decoder: any Decoder, besides others: Set<String>) -> [Problem.Violation] {
        guard let declaration = try? decoder.container(keyedBy: AnyMember.self) else { return [] }
        var found = unknown(in: declaration, known: others.union(CodingKeys.allCases.map(\.rawValue)), at: "#")
        for (index, slot) in members(in: "slots", of: declaration).enumerated() {
            let pointer = "#/slots/\(index)"
            found += unknown(in: slot, known: Set(SlotDeclaration.CodingKeys.allCases.map(\.rawValue)), at: pointer)
            if let condition = try? slot.nestedContainer(keyedBy: AnyMember.self, forKey: AnyMember("when")) {
                found += unknown(
                    in: condition, known: Set(SlotDeclaration.Condition.CodingKeys.allCases.map(\.rawValue)), at: pointer + "/when")
            }
            for (place, choice) in members(in: "choices", of: slot).enumerated() {
                let known = Set(SlotDeclaration.Choice.CodingKeys.allCases.map(\.rawValue))
                found += unknown(in: choice, known: known, at: "\(pointer)/choices/\(place)")
            }
        }
        return Array(found.prefix(mostTold))
    }

    private typealias Members = KeyedDecodingContainer<AnyMember>

    private static func unknown(in members: Members, known: Set<String>, at pointer: String) -> [Problem.Violation] {
        members.allKeys.map(\.stringValue).filter { !known.contains($0) }.sorted().map { member in
            let nearest = known.sorted().first { WordForm.distance($0, member) <= lettersOfSlip }
            let advice = nearest.map { " Did you mean \"\($0)\"?" } ?? ""
            return Problem.Violation(
                pointer: pointer + "/" + member.replacing("~", with: "~0").replacing("/", with: "~1"),
                detail: "\"\(member.prefix(longestMember))\" is no member of this.\(advice)")
        }
    }

    /// A word that was mistyped is so many letters away, at most.
    private static let lettersOfSlip = 2
    private static let longestMember = 40

    /// Objects in a list; what is none is told of when it is decoded.
    private static func members(in name: String, of container: Members) -> [Members] {
        guard var list = try? container.nestedUnkeyedContainer(forKey: AnyMember(name)) else { return [] }
        var found: [Members] = []
        while !list.isAtEnd, let next = try? list.nestedContainer(keyedBy: AnyMember.self) { found.append(next) }
        return found
    }

    private struct AnyMember: CodingKey {
        let stringValue: String
        var intValue: Int? { nil }

        init(_ name: String) { stringValue = name }
        init(stringValue: String) { self.stringValue = stringValue }
        init?(intValue: Int) { nil }
    }
}
