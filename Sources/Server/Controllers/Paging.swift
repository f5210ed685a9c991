import Core
import Features
import Hummingbird

/// Which page of a list a request asks for.
struct Paging {
    static let standardLimit = 50

    let cursor: String?
    let limit: Int

    /// - Throws: `Problem` when `limit` is not a number of the allowed range.
    init(_ request: Request) throws {
        cursor = request.uri.queryParameters.get("cursor")
        guard cursor?.contains("\0") != true else { throw Problem.invalid("#/cursor", "This is not a cursor of this list.") }
        let longest = Page<String>.longest
        guard let text = request.uri.queryParameters.get("limit") else {
            limit = Self.standardLimit
            return
        }
        guard let number = Int(text), (1...longest).contains(number) else {
            throw Problem.invalid("#/limit", "A limit is a number from 1 to \(longest).")
        }
        limit = number
    }
}

extension [Endpoint.Parameter] {
    /// `cursor` and `limit`.
    static var paging: [Endpoint.Parameter] {
        [
            Endpoint.Parameter("cursor", "`next_cursor` of the page before"),
            Endpoint.Parameter("limit", "How many at most; \(Paging.standardLimit) without it", schema: .integer(1...Page<String>.longest)),
        ]
    }
}
