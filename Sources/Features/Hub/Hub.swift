import Core
import Storage
import Synchronization

/// Carries what was committed to whoever watches a business, within this process.
///
/// Delivery here is best effort and ordered as published; `EventFeed` makes it complete by reading the log where a
/// watcher was too slow or two publishers overtook each other.
public final class Hub: Sendable {
    /// What a slow watcher may lag behind before it has to read the log again.
    private static let bufferedEvents = 256

    private let watchers = Mutex<[Business.ID: [Int: Watcher]]>([:])
    private let nextID = Atomic<Int>(0)

    private enum Watcher {
        case call(Call.ID, AsyncStream<CallEvent>.Continuation)
        case business(AsyncStream<BusinessEvent>.Continuation)

        func take(_ event: BusinessEvent) {
            switch (self, event) {
            case (.business(let continuation), _): continuation.yield(event)
            case (.call(let call, let continuation), .call(let event)) where event.call == call: continuation.yield(event)
            case (.call, _): return
            }
        }
    }

    public init() {}

    /// To be called after the commit, with the events of one transaction.
    func publish(_ events: [BusinessEvent], of tenant: Tenant) {
        let interested = watchers.withLock { $0[tenant.id].map { Array($0.values) } ?? [] }
        for watcher in interested {
            for event in events { watcher.take(event) }
        }
    }

    /// The events of one call from now on. Ends only with its reader.
    func events(of call: Call.ID, in tenant: Tenant) -> AsyncStream<CallEvent> {
        watch(tenant) { .call(call, $0) }
    }

    /// What happens in the business from now on. Ends only with its reader.
    func events(of tenant: Tenant) -> AsyncStream<BusinessEvent> {
        watch(tenant) { .business($0) }
    }

    private func watch<Event: Sendable>(
        _ tenant: Tenant, as watcher: (AsyncStream<Event>.Continuation) -> Watcher
    ) -> AsyncStream<Event> {
        let id = nextID.add(1, ordering: .relaxed).newValue
        let business = tenant.id
        let (stream, continuation) = AsyncStream.makeStream(of: Event.self, bufferingPolicy: .bufferingNewest(Self.bufferedEvents))
        let entry = watcher(continuation)
        watchers.withLock { $0[business, default: [:]][id] = entry }
        continuation.onTermination = { [weak self] _ in
            self?.watchers.withLock { watchers in
                watchers[business]?[id] = nil
                if watchers[business]?.isEmpty == true { watchers[business] = nil }
            }
        }
        return stream
    }
}
