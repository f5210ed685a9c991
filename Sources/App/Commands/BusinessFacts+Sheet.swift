import Conversation
import Core
import Foundation

extension BusinessFacts {
    /// The business on a sheet of paper, a line each.
    var sheet: [String] {
        let dialled = phone.map { $0.isDialable ? $0.identity : "\($0.written) (not dialable)" } ?? "none"
        var lines = [
            "name         \(name) (\(kind.rawValue))", "time zone    \(timeZone.identifier)", "currency     \(currency)",
            "phone        \(dialled)",
        ]
        lines += catalogue.items.map { "item         \($0.name)  \($0.price.decimal)\($0.isAvailable ? "" : "  (sold out)")" }
        lines += services.map { "service      \($0.name)  \($0.durationMinutes) minutes" }
        lines += categories.map { "category     \($0.name)  \($0.priority.rawValue)" }
        return lines
    }
}
