public import NIOCore

/// What one side of a WebSocket says to the other, after fragments are joined.
public enum WebSocketMessage: Hashable, Sendable {
    case text(String)
    case binary(ByteBuffer)
}

/// Why a WebSocket is closed (RFC 6455, section 7.4; 4000 and above are ours, listed in `contract/README.md`).
public struct WebSocketCloseCode: RawRepresentable, Hashable, Sendable {
    public let rawValue: UInt16

    public init(rawValue: UInt16) {
        self.rawValue = rawValue
    }

    public static let normal = Self(rawValue: 1000)
    public static let goingAway = Self(rawValue: 1001)
    public static let protocolError = Self(rawValue: 1002)
    public static let notUTF8 = Self(rawValue: 1007)
    /// The peer is not who may speak here, or does not keep to what was agreed.
    public static let policyViolation = Self(rawValue: 1008)
    public static let tooLarge = Self(rawValue: 1009)
    public static let internalError = Self(rawValue: 1011)
    public static let unauthorized = Self(rawValue: 4401)
    public static let notFound = Self(rawValue: 4404)
    public static let tooSlow = Self(rawValue: 4408)
    public static let tooManySockets = Self(rawValue: 4429)

    /// Whether a peer may send this code. 1005, 1006 and 1015 are reserved for reports within one program.
    var isSendable: Bool {
        switch rawValue {
        case 1000...1003, 1007...1014, 3000...4999: true
        default: false
        }
    }
}

/// What one connection may cost the server.
public struct WebSocketLimits: Sendable {
    /// The largest message accepted, in bytes, whole or in fragments.
    public var messageBytes = 65_536
    /// How much may wait for the peer to read before it counts as too slow, in bytes.
    public var waitingBytes = 2_097_152
    /// Time between two pings, which is also how often a stalled or dead peer is looked for.
    public var pingInterval = Duration.seconds(25)
    /// A peer that sends nothing for this long, not even a pong, is gone.
    public var silence = Duration.seconds(60)
    /// A peer that takes nothing for this long while something waits for it is too slow.
    public var stall = Duration.seconds(20)
    /// How long the peer has to answer a close frame.
    public var closing = Duration.seconds(5)

    public init() {}
}
