import Vendors

extension Transport.Failure {
    /// What a person at a screen is told.
    var sentence: String {
        switch self {
        case .unreachable: "it cannot be reached."
        case .timedOut: "it did not answer in time."
        case .refused(let status, let message, _): "it answered \(status): \(message)"
        case .tooLarge, .garbled: "its answer could not be read."
        case .cancelled: "the attempt was given up."
        }
    }
}
