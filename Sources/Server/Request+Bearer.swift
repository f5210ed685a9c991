import Core
import Hummingbird

extension Request {
    /// The token of `Authorization: Bearer …` (RFC 6750); nil without one.
    var bearer: Secret? {
        let header = headers[.authorization] ?? ""
        let scheme = "Bearer "
        guard header.count > scheme.count, header.prefix(scheme.count).lowercased() == scheme.lowercased() else { return nil }
        return Secret(String(header.dropFirst(scheme.count)))
    }
}
