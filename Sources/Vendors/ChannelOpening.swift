import NIOCore
import Synchronization

/// A connection that is not open yet, or is in use, and may be given up by somebody else than who opened it.
final class ChannelOpening: Sendable {
    private let state = Mutex<(channel: (any Channel)?, isGivenUp: Bool)>((nil, false))

    func began(on channel: any Channel) {
        let isGivenUp = state.withLock { state in
            state.channel = channel
            return state.isGivenUp
        }
        if isGivenUp { channel.close(promise: nil) }
    }

    func giveUp() {
        let channel = state.withLock { state in
            state.isGivenUp = true
            return state.channel
        }
        channel?.close(promise: nil)
    }
}
