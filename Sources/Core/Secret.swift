/// A value that must not be seen: prints as dots, and cannot be encoded.
public struct Secret: Sendable, Hashable, CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
    private let value: String

    public init(_ value: String) {
        self.value = value
    }

    /// The value itself, for the one place that needs it. Its name makes each use easy to find in a review.
    public func reveal() -> String { value }

    public var description: String { "••••••" }
    public var debugDescription: String { description }
    public var customMirror: Mirror { Mirror(self, children: []) }
}
