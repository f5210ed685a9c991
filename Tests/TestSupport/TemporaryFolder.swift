public import Foundation

/// A new folder that is gone when the last reference to it is.
public final class TemporaryFolder: Sendable {
    public let url: URL

    public init() throws {
        url = FileManager.default.temporaryDirectory.appending(path: "voiceagent-test-\(UUID().uuidString.lowercased())")
        try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
    }

    deinit {
        // Nothing depends on it: what stays behind is in the system's temporary folder.
        try? FileManager.default.removeItem(at: url)
    }
}
