/// What a caller hears who has to wait: never the same twice running.
struct Fillers: Sendable {
    static let all = ["One moment, please.", "Just a second, I'm on it.", "Thank you for waiting, I'm still on it."]

    private var next = 0

    /// The next one.
    mutating func take() -> String {
        defer { next = (next + 1) % Self.all.count }
        return Self.all[next]
    }
}
