public import Conversation
public import Core
public import Foundation
public import Storage

/// What a staff page shows at first: the calls in progress, and the position in the feed that they were read at.
public struct CallsInProgress: Sendable {
    /// More than a person can watch.
    private static let most = 200

    public let business: Business.ID
    public let position: Int
    public let calls: [Entry]

    public struct Entry: Sendable {
        public let call: Call
        /// As the form stood at `position`; nil before the first turn.
        public let form: Form?
    }

    /// - Parameter instant: the present. A call that nobody has been heard in for long, because its server died, is left out.
    public static func now(in tenant: Tenant, at instant: Date) async throws -> CallsInProgress {
        try await tenant.read { transaction in
            let calls = try transaction.activeCalls(since: instant.addingTimeInterval(-Calls.abandonedSeconds), limit: most)
            return CallsInProgress(
                business: transaction.business,
                position: try transaction.lastPosition(),
                calls: try calls.map { call in
                    guard case .understood(let form, _)? = try transaction.lastEvent(named: "understood", of: call.id)?.kind else {
                        return Entry(call: call, form: nil)
                    }
                    return Entry(call: call, form: form)
                })
        }
    }
}
