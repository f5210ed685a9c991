/// Puts together what a caller keys in, one key after the other.
///
///     collector.press("4", at: now, asksForNumber: true)   // nil: more is to come
///     collector.press("#", at: now, asksForNumber: true)   // "4#"
///
/// Where a choice or a yes is asked for, a key is an answer at once. A number ends with `#` or two seconds after its last key.
struct KeyCollector: Sendable {
    private enum Limit {
        static let pause = Duration.seconds(2)
        static let mostKeys = 32
    }

    private var keys = ""
    /// When what was keyed in is taken to be whole; nil when nothing was.
    private(set) var isWholeAt: Duration?

    /// - Parameter pressed: one key; or many that were entered at once, as a page does.
    /// - Returns: all that was keyed in, when it is whole.
    mutating func press(_ pressed: String, at now: Duration, asksForNumber: Bool) -> String? {
        keys += pressed
        let isPart = asksForNumber && pressed.count == 1 && keys != "*" && !keys.contains("#") && keys.count < Limit.mostKeys
        guard isPart else { return take() }
        isWholeAt = now + Limit.pause
        return nil
    }

    /// - Returns: what was keyed in, when the caller has pressed nothing for long enough.
    mutating func whole(at now: Duration) -> String? {
        guard let isWholeAt, isWholeAt <= now else { return nil }
        return take()
    }

    private mutating func take() -> String {
        defer {
            keys = ""
            isWholeAt = nil
        }
        return keys
    }
}
