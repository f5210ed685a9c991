public import Core

/// Tells the delivery that a business has written a message: so it goes out at once, not at the next look around.
///
/// Best effort: a signal that is lost costs time, never a message.
public struct OutboxSignal: Sendable {
    /// More businesses than that are found by the next look around.
    private static let mostWaiting = 1024

    let businesses: AsyncStream<Business.ID>
    private let continuation: AsyncStream<Business.ID>.Continuation

    public init() {
        (businesses, continuation) = AsyncStream.makeStream(bufferingPolicy: .bufferingNewest(Self.mostWaiting))
    }

    /// To be called after the commit of whatever may have left a message. Where it left none, nothing comes of it.
    public func send(_ business: Business.ID) {
        continuation.yield(business)
    }
}
