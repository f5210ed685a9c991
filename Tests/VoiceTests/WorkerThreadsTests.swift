import Dispatch
import Synchronization
import Testing

@testable import Voice

@Suite struct WorkerThreadsTests {
    @Test func `What one thread makes for itself serves all its work`() async throws {
        let threads = WorkerThreads(name: "count", count: 1, longestQueue: 8) { 0 }
        for expected in 1...3 {
            let count = try await threads.run { count, _ in
                count += 1
                return count
            }
            #expect(count == expected)
        }
    }

    @Test func `What would wait behind too much is refused at once`() async throws {
        let threads = WorkerThreads(name: "full", count: 1, longestQueue: 0) {}
        await #expect(throws: WorkRefusal.busy) { try await threads.run { _, _ in } }
    }

    @Test func `What is cancelled while it waits is not begun`() async throws {
        try await holding { threads in
            let waiting = Task { try await threads.run { _, _ in Issue.record("Cancelled work was done") } }
            waiting.cancel()
            await #expect(throws: CancellationError.self) { try await waiting.value }
        }
    }

    @Test func `Work in hand is told that nobody waits for it`() async throws {
        let threads = WorkerThreads(name: "told", count: 1, longestQueue: 1) {}
        let (started, start) = AsyncStream.makeStream(of: Void.self)
        let work = Task {
            try await threads.run { _, ticket in
                start.yield()
                while !ticket.isCancelled {}
            }
        }
        for await _ in started { break }
        work.cancel()
        try await work.value
    }

    @Test func `A tool that cannot be made fails its work and is tried again`() async throws {
        struct Broken: Error {}
        let attempts = Attempts()
        let threads = WorkerThreads(name: "tool", count: 1, longestQueue: 8) {
            if attempts.next() == 1 { throw Broken() }
        }
        await #expect(throws: Broken.self) { try await threads.run { _, _ in } }
        try await threads.run { _, _ in }
    }

    /// Tests with one thread that is at work from the beginning to the end.
    private func holding(_ test: (WorkerThreads<Void>) async throws -> Void) async throws {
        let threads = WorkerThreads(name: "held", count: 1, longestQueue: 1) {}
        let release = DispatchSemaphore(value: 0)
        let (started, start) = AsyncStream.makeStream(of: Void.self)
        let held = Task {
            try await threads.run { _, _ in
                start.yield()
                release.wait()
            }
        }
        for await _ in started { break }
        try await test(threads)
        release.signal()
        try await held.value
    }
}

private final class Attempts: Sendable {
    private let count = Mutex(0)

    func next() -> Int {
        count.withLock { count in
            count += 1
            return count
        }
    }
}
