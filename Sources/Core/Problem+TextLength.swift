extension Problem.Violation {
    /// Empty when a text is as long as it may be: in characters as people count them and in bytes, four for each of the most characters,
    /// for one character can be as long as its writer likes.
    ///
    /// - Parameters:
    ///   - noun: what the text is, as its sentence begins: "A note".
    ///   - characters: how many it may have.
    public static func inLength(
        of text: String, as noun: String, _ characters: ClosedRange<Int>, at pointer: String
    ) -> [Problem.Violation] {
        let (fewest, most) = (characters.lowerBound, characters.upperBound)
        let mostBytes = 4 * most
        guard text.utf8.count <= mostBytes else {
            return [.init(pointer: pointer, detail: "\(noun) has at most \(most) characters, and \(mostBytes) bytes in UTF-8.")]
        }
        guard characters.contains(text.count) else {
            let bounds = fewest == 0 ? "at most \(most)" : "\(fewest) to \(most)"
            return [.init(pointer: pointer, detail: "\(noun) has \(bounds) characters.")]
        }
        return []
    }
}
