public import Hummingbird
import Logging

extension RequestContext {
    /// What ties an answer to its lines in the log. Hummingbird's own `id` traps under a log handler that keeps no metadata.
    public var requestID: String {
        logger[metadataKey: "hb.request.id"].map { "\($0)" } ?? "none"
    }
}
