/// Leaves out what a model thinks aloud between `<think>` and `</think>`, however the text is cut into pieces.
///
/// Servers that know their model's thoughts send them beside the content; the others send them in it.
struct ThoughtFilter {
    private static let opening = "<think>"
    private static let closing = "</think>"

    private var isThinking = false
    /// The beginning of what may become a tag.
    private var pending = ""

    /// - Returns: what may be said of the text so far, without what an earlier call has returned.
    mutating func read(_ piece: String) -> String {
        var said = ""
        for character in piece {
            pending.append(character)
            let tag = isThinking ? Self.closing : Self.opening
            if pending == tag {
                isThinking.toggle()
                pending = ""
            } else {
                while !tag.hasPrefix(pending) {
                    let first = pending.removeFirst()
                    if !isThinking { said.append(first) }
                }
            }
        }
        return said
    }

    /// What looked like the beginning of a tag and was none.
    mutating func finish() -> String {
        defer { pending = "" }
        return isThinking ? "" : pending
    }
}
