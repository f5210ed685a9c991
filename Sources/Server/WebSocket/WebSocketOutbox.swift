import NIOCore
import NIOWebSocket

/// What waits to be written to one peer, and whether the peer keeps up. Time is a parameter: nothing here waits.
struct WebSocketOutbox {
    typealias Instant = ContinuousClock.Instant

    enum Ending: Equatable {
        /// What was queued is still written, then a close frame.
        case afterWaiting(WebSocketCloseCode, reason: String)
        /// The peer does not read: what was queued is dropped, the close frame goes past the queue.
        case atOnce(WebSocketCloseCode, reason: String)
        /// There is nobody to write to any more.
        case lost
    }

    struct Batch {
        let frames: [WebSocketFrame]
        /// Nothing comes after it.
        let isLast: Bool
    }

    enum Check: Equatable {
        case ping
        case end(Ending)
        case nothing
    }

    private let limits: WebSocketLimits
    private var waiting: [WebSocketFrame] = []
    private var waitingBytes = 0
    private var writingSince: Instant?
    private var listeningSince: Instant?
    private(set) var ending: Ending?

    init(limits: WebSocketLimits) {
        self.limits = limits
    }

    /// - Returns: false when nothing more can be sent. A queue that grows past its limit ends the connection.
    mutating func append(_ frame: WebSocketFrame) -> Bool {
        guard ending == nil else { return false }
        waiting.append(frame)
        waitingBytes += frame.cost
        if waitingBytes > limits.waitingBytes {
            end(.atOnce(.tooSlow, reason: "Too slow to read."))
        }
        return ending == nil
    }

    /// - Returns: whether this call ended it; an ended connection stays ended for the first reason given.
    @discardableResult
    mutating func end(_ ending: Ending) -> Bool {
        guard self.ending == nil else { return false }
        self.ending = ending
        if case .afterWaiting(let code, let reason) = ending {
            waiting.append(.close(code, reason: reason))
        } else {
            waiting.removeAll()
            waitingBytes = 0
        }
        return true
    }

    /// Everything that waits, in order; it counts as waiting until `written` is called.
    mutating func take(at now: Instant) -> Batch {
        writingSince = waiting.isEmpty ? nil : now
        defer { waiting.removeAll() }
        return Batch(frames: waiting, isLast: ending != nil)
    }

    mutating func written(_ batch: Batch) {
        writingSince = nil
        waitingBytes = max(0, waitingBytes - batch.frames.reduce(0) { $0 + $1.cost })
    }

    /// The server now waits for the peer to say something (an instant), or is busy with what it said (nil).
    mutating func listening(since instant: Instant?) {
        listeningSince = instant
    }

    /// Looks for a peer that is gone or does not read.
    func check(at now: Instant) -> Check {
        guard ending == nil else { return .nothing }
        if let writingSince, writingSince.duration(to: now) > limits.stall {
            return .end(.atOnce(.tooSlow, reason: "Too slow to read."))
        }
        if let listeningSince, listeningSince.duration(to: now) > limits.silence {
            return .end(.atOnce(.goingAway, reason: "Nothing was heard."))
        }
        return .ping
    }
}

extension WebSocketFrame {
    /// What it takes to keep it waiting, in bytes: answers to empty pings are not free.
    fileprivate var cost: Int { length + 64 }

    static func close(_ code: WebSocketCloseCode, reason: String) -> WebSocketFrame {
        var data = ByteBuffer()
        data.writeInteger(code.rawValue)
        // A control frame carries at most 125 bytes.
        data.writeString(reason.utf8.count <= 123 ? reason : "")
        return WebSocketFrame(fin: true, opcode: .connectionClose, data: data)
    }
}
