import Dispatch
import Foundation
import Synchronization

/// A few threads of their own for work that keeps a core busy longer than others may wait for it.
///
/// Each thread makes itself a tool, which never leaves it: an engine that may only be used by one at a time needs no lock. The
/// threads give way to all others, so that sound goes out in time while an utterance is being recognised. They end with this
/// object, after the work in hand.
final class WorkerThreads<Tool>: Sendable {
    private let queue: Queue

    /// - Parameters:
    ///   - longestQueue: work that may wait; beyond it work is refused at once.
    ///   - makeTool: called on each thread before its first work, and again after it failed.
    init(name: String, count: Int, longestQueue: Int, makeTool: @escaping @Sendable () throws -> Tool) {
        precondition(count > 0, "Without a thread nothing is done")
        let queue = Queue(longest: longestQueue)
        self.queue = queue
        for number in 1...count {
            let thread = Thread { queue.work(makeTool: makeTool) }
            thread.name = "\(name) \(number)"
            thread.start()
        }
    }

    deinit {
        queue.close()
    }

    /// Does the work on one of the threads, in the order in which it came.
    ///
    /// Cancelled while it waits, it is not begun; cancelled later, it is told by its `Ticket` and may end early.
    ///
    /// - Throws: `WorkRefusal.busy` at once when too much waits, `CancellationError`, and what the work or its tool throws.
    func run<Result: Sendable>(_ work: @escaping @Sendable (inout Tool, Ticket) throws -> Result) async throws -> Result {
        let ticket = Ticket()
        return try await withTaskCancellationHandler {
            try await withCheckedThrowingContinuation { continuation in
                queue.append(
                    Job(
                        ticket: ticket,
                        perform: { tool in
                            // The result leaves the thread, the tool does not.
                            let result = Swift.Result { try work(&tool, ticket) }
                            continuation.resume(with: result)
                        },
                        abandon: { continuation.resume(throwing: $0) }))
            }
        } onCancel: {
            ticket.cancel()
            queue.remove(ticket)
        }
    }

    private struct Job: Sendable {
        let ticket: Ticket
        let perform: @Sendable (inout Tool) -> Void
        let abandon: @Sendable (any Error) -> Void
    }

    /// What the threads share with whoever brings work.
    private final class Queue: Sendable {
        private struct State {
            var waiting: [Job] = []
            var isClosed = false
        }

        private let state = Mutex(State())
        /// Counts the jobs that were appended, and at the end one for each thread to see that there are no more.
        private let arrivals = DispatchSemaphore(value: 0)
        private let longest: Int

        init(longest: Int) {
            self.longest = longest
        }

        func append(_ job: Job) {
            let refusal: (any Error)? = state.withLock { state in
                guard !job.ticket.isCancelled else { return CancellationError() }
                guard state.waiting.count < longest else { return WorkRefusal.busy }
                state.waiting.append(job)
                return nil
            }
            if let refusal { job.abandon(refusal) } else { arrivals.signal() }
        }

        func remove(_ ticket: Ticket) {
            let removed = state.withLock { state in
                state.waiting.firstIndex { $0.ticket === ticket }.map { state.waiting.remove(at: $0) }
            }
            removed?.abandon(CancellationError())
        }

        func close() {
            state.withLock { $0.isClosed = true }
            arrivals.signal()
        }

        func work(makeTool: () throws -> Tool) {
            ThreadPriority.giveWay()
            var tool: Tool?
            while true {
                arrivals.wait()
                let (job, isClosed) = state.withLock { state in
                    (state.waiting.isEmpty ? nil : state.waiting.removeFirst(), state.isClosed)
                }
                if let job {
                    do {
                        var current = try tool ?? makeTool()
                        job.perform(&current)
                        tool = current
                    } catch {
                        job.abandon(error)
                    }
                } else if isClosed {
                    // The next thread sees it too.
                    arrivals.signal()
                    return
                }
            }
        }
    }
}

/// Tells work that nobody waits for it any more.
final class Ticket: Sendable {
    private let flag = Mutex(false)

    var isCancelled: Bool { flag.withLock { $0 } }

    fileprivate func cancel() { flag.withLock { $0 = true } }
}

/// Why work was not begun.
public enum WorkRefusal: Error, Sendable, Hashable {
    /// As much waits as may.
    case busy
}

private enum ThreadPriority {
    /// Of -20…19, lowest first served: below everything that moves sound, above what runs when nothing else does.
    private static let niceness: Int32 = 5

    /// Lets the other threads of this machine go first. Where a thread has no priority of its own nothing changes.
    static func giveWay() {
        #if os(Linux)
            // On Linux the calling thread alone (man 2 setpriority, "C library/kernel differences").
            _ = setpriority(__priority_which_t(PRIO_PROCESS.rawValue), 0, niceness)
        #endif
    }
}
