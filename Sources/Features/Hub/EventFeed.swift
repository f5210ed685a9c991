public import Storage

/// The committed events of one call, or of a whole business, after a point: complete, in order, none twice.
///
/// What was missed is read from the log, then live events follow; a gap between the two is read from the log again.
public struct EventFeed<Element: Sendable>: AsyncSequence, Sendable {
    private let tenant: Tenant
    private let source: Source
    private let start: Int

    /// Where a kind of feed reads its log, and hears what is new.
    fileprivate struct Source: Sendable {
        let number: @Sendable (Element) -> Int
        let lastNumber: @Sendable (TenantTransaction) throws -> Int
        let page: @Sendable (TenantTransaction, _ after: Int) throws -> [Element]
        let live: @Sendable () -> AsyncStream<Element>
    }

    private init(tenant: Tenant, start: Int, source: Source) {
        self.tenant = tenant
        self.start = start
        self.source = source
    }

    public func makeAsyncIterator() -> AsyncIterator {
        // The subscription comes before the first reading of the log: nothing can fall between them.
        AsyncIterator(tenant: tenant, source: source, last: start, live: source.live().makeAsyncIterator())
    }

    public struct AsyncIterator: AsyncIteratorProtocol {
        private let tenant: Tenant
        private let source: Source
        private var last: Int
        private var live: AsyncStream<Element>.AsyncIterator
        private var page: ArraySlice<Element> = []
        private var isBehind = true
        private var isChecked = false

        fileprivate init(tenant: Tenant, source: Source, last: Int, live: AsyncStream<Element>.AsyncIterator) {
            self.tenant = tenant
            self.source = source
            self.last = last
            self.live = live
        }

        public mutating func next() async throws -> Element? {
            let source = source
            if !isChecked {
                // Nobody has seen what is not written yet: a number from beyond the end would hide all that comes before it.
                last = Swift.min(last, try await tenant.read { try source.lastNumber($0) })
                isChecked = true
            }
            while true {
                if let event = page.popFirst() {
                    last = source.number(event)
                    return event
                }
                if isBehind {
                    let seen = last
                    page = try await tenant.read { try source.page($0, seen) }[...]
                    isBehind = page.count == feedPageLength
                    if !page.isEmpty { continue }
                }
                guard let event = await live.next() else { return nil }
                switch source.number(event) {
                case last + 1: page = [event]
                case ...last: continue
                default: isBehind = true
                }
            }
        }
    }
}

/// How much of a log is read at once.
private let feedPageLength = 200

extension EventFeed<CallEvent> {
    /// - Parameter sequence: the last sequence number already seen; 0 for the whole log.
    public init(of call: Call.ID, after sequence: Int, in tenant: Tenant, hub: Hub) {
        self.init(
            tenant: tenant, start: sequence,
            source: Source(
                number: { $0.sequence }, lastNumber: { try $0.call(call)?.lastSequence ?? 0 },
                page: { try $0.events(of: call, after: $1, limit: feedPageLength) }, live: { hub.events(of: call, in: tenant) }))
    }
}

extension EventFeed<BusinessEvent> {
    /// - Parameter position: the last position already seen; 0 for everything that ever happened in the business.
    public init(ofBusinessAfter position: Int, in tenant: Tenant, hub: Hub) {
        self.init(
            tenant: tenant, start: position,
            source: Source(
                number: { $0.position }, lastNumber: { try $0.lastPosition() },
                page: { try $0.businessEvents(after: $1, limit: feedPageLength) }, live: { hub.events(of: tenant) }))
    }
}
