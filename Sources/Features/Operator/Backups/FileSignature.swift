import Foundation

/// What a file looks like from outside: changes whenever its content may have.
enum FileSignature {
    /// Times of files move in steps: what was written within the last step may be written again in the same.
    private static let step: TimeInterval = 2

    /// - Parameter files: taken together; those that are missing or empty do not count.
    /// - Returns: nil while one was changed too lately to tell by its time.
    static func of(_ files: [URL], at now: Date) -> String? {
        var parts: [String] = []
        for file in files {
            var status = stat()
            guard stat(file.path, &status) == 0, status.st_size > 0 else { continue }
            let seconds = TimeInterval(status.st_mtim.tv_sec) + TimeInterval(status.st_mtim.tv_nsec) / 1e9
            guard Date(timeIntervalSince1970: seconds) < now.addingTimeInterval(-step) else { return nil }
            parts.append("\(status.st_ino).\(status.st_size).\(status.st_mtim.tv_sec).\(status.st_mtim.tv_nsec)")
        }
        return parts.joined(separator: " ")
    }
}
