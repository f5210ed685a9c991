public import Core
public import Storage

/// The committed events of one call, or of a whole business, after a point: complete, in order, none twice.
///
/// What was missed is read from the log, then live events follow; a gap between the two is read from the log again.
public struct EventFeed: AsyncSequence, Sendable {
    public typealias Element = CallEvent

    private static let pageLength = 200

    private let tenant: Tenant
    private let hub: Hub
    private let scope: Scope
    private let start: Int

    private enum Scope: Sendable {
        case call(Call.ID)
        case business
    }

    /// - Parameter sequence: the last sequence number already seen; 0 for the whole log.
    public init(of call: Call.ID, after sequence: Int, in tenant: Tenant, hub: Hub) {
        self.init(tenant: tenant, hub: hub, scope: .call(call), start: sequence)
    }

    /// - Parameter position: the last position already seen; 0 for everything the business's log holds.
    public init(ofAllCallsAfter position: Int, in tenant: Tenant, hub: Hub) {
        self.init(tenant: tenant, hub: hub, scope: .business, start: position)
    }

    private init(tenant: Tenant, hub: Hub, scope: Scope, start: Int) {
        self.tenant = tenant
        self.hub = hub
        self.scope = scope
        self.start = start
    }

    public func makeAsyncIterator() -> AsyncIterator {
        // The subscription comes before the first reading of the log: nothing can fall between them.
        let live =
            switch scope {
            case .call(let call): hub.events(of: tenant, call: call)
            case .business: hub.events(of: tenant, call: nil)
            }
        return AsyncIterator(feed: self, last: start, live: live.makeAsyncIterator())
    }

    public struct AsyncIterator: AsyncIteratorProtocol {
        fileprivate let feed: EventFeed
        fileprivate var last: Int
        fileprivate var live: AsyncStream<CallEvent>.AsyncIterator
        private var page: ArraySlice<CallEvent> = []
        private var isBehind = true
        private var isChecked = false

        fileprivate init(feed: EventFeed, last: Int, live: AsyncStream<CallEvent>.AsyncIterator) {
            self.feed = feed
            self.last = last
            self.live = live
        }

        public mutating func next() async throws -> CallEvent? {
            if !isChecked {
                // Nobody has seen what is not written yet: a number from beyond the end would hide all that comes before it.
                last = Swift.min(last, try await feed.lastNumber())
                isChecked = true
            }
            while true {
                if let event = page.popFirst() {
                    last = feed.number(of: event)
                    return event
                }
                if isBehind {
                    page = try await feed.page(after: last)[...]
                    isBehind = page.count == EventFeed.pageLength
                    if !page.isEmpty { continue }
                }
                guard let event = await live.next() else { return nil }
                switch feed.number(of: event) {
                case last + 1: page = [event]
                case ...last: continue
                default: isBehind = true
                }
            }
        }
    }

    private func number(of event: CallEvent) -> Int {
        switch scope {
        case .call: event.sequence
        case .business: event.position
        }
    }

    private func lastNumber() async throws -> Int {
        let scope = scope
        return try await tenant.read { transaction in
            switch scope {
            case .call(let call): try transaction.call(call)?.lastSequence ?? 0
            case .business: try transaction.lastPosition()
            }
        }
    }

    private func page(after number: Int) async throws -> [CallEvent] {
        let scope = scope
        return try await tenant.read { transaction in
            switch scope {
            case .call(let call): try transaction.events(of: call, after: number, limit: Self.pageLength)
            case .business: try transaction.events(after: number, limit: Self.pageLength)
            }
        }
    }
}
