import Core
import Storage
import Synchronization

/// Carries committed events to whoever watches a business, within this process.
///
/// Delivery here is best effort and ordered as published; `EventFeed` makes it complete by reading the log where a
/// watcher was too slow or two publishers overtook each other.
public final class Hub: Sendable {
    /// What a slow watcher may lag behind before it has to read the log again.
    private static let bufferedEvents = 256

    private let watchers = Mutex<[Business.ID: [Int: Watcher]]>([:])
    private let nextID = Atomic<Int>(0)

    private struct Watcher {
        let call: Call.ID?
        let continuation: AsyncStream<CallEvent>.Continuation
    }

    public init() {}

    /// To be called after the commit, with the events of one transaction.
    func publish(_ events: [CallEvent], of tenant: Tenant) {
        let interested = watchers.withLock { $0[tenant.id].map { Array($0.values) } ?? [] }
        for watcher in interested {
            for event in events where watcher.call == nil || watcher.call == event.call {
                watcher.continuation.yield(event)
            }
        }
    }

    /// Events from now on, of one call or of the whole business. Ends only with its reader.
    func events(of tenant: Tenant, call: Call.ID?) -> AsyncStream<CallEvent> {
        let id = nextID.add(1, ordering: .relaxed).newValue
        let business = tenant.id
        let (stream, continuation) = AsyncStream.makeStream(of: CallEvent.self, bufferingPolicy: .bufferingNewest(Self.bufferedEvents))
        watchers.withLock { $0[business, default: [:]][id] = Watcher(call: call, continuation: continuation) }
        continuation.onTermination = { [weak self] _ in
            self?.watchers.withLock { watchers in
                watchers[business]?[id] = nil
                if watchers[business]?.isEmpty == true { watchers[business] = nil }
            }
        }
        return stream
    }
}
