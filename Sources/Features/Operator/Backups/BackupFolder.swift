import Foundation

/// The folder that backups are kept in: each in a folder named for its time, unfinished ones apart.
struct BackupFolder: Sendable {
    let url: URL

    private static let partial = ".partial"

    /// The finished backups, oldest first.
    func finished() throws -> [URL] {
        guard FileManager.default.fileExists(atPath: url.path) else { return [] }
        return try FileManager.default.contentsOfDirectory(atPath: url.path).filter { !$0.hasPrefix(".") }.sorted()
            .map { url.appending(path: $0, directoryHint: .isDirectory) }
            .filter { FileManager.default.fileExists(atPath: $0.appending(path: BackupManifest.name).path) }
    }

    /// An empty folder for a new one; what an interrupted run left is removed.
    func begin() throws -> URL {
        let folder = url.appending(path: Self.partial, directoryHint: .isDirectory)
        if FileManager.default.fileExists(atPath: folder.path) { try FileManager.default.removeItem(at: folder) }
        try PrivateFile.makeFolder(at: folder)
        return folder
    }

    /// Makes it a backup, in one step that a power cut cannot halve.
    func finish(_ partial: URL, startedAt: Date) throws -> URL {
        var (name, number) = (Self.name(startedAt), 1)
        while FileManager.default.fileExists(atPath: url.appending(path: name).path) {
            number += 1
            name = "\(Self.name(startedAt))-\(number)"
        }
        let finished = url.appending(path: name, directoryHint: .isDirectory)
        try PrivateFile.rename(partial, to: finished)
        return finished
    }

    /// Removes the oldest until so many are left.
    ///
    /// - Returns: how many were removed.
    func removeAll(butNewest count: Int) throws -> Int {
        let surplus = try finished().dropLast(count)
        for backup in surplus {
            // Renamed first: what is half removed must not look like a backup.
            let going = url.appending(path: ".going-\(backup.lastPathComponent)", directoryHint: .isDirectory)
            try PrivateFile.rename(backup, to: going)
        }
        for name in try FileManager.default.contentsOfDirectory(atPath: url.path) where name.hasPrefix(".going-") {
            try FileManager.default.removeItem(at: url.appending(path: name))
        }
        return surplus.count
    }

    /// Keeps a second run out while the first works; the lock goes with the process, however it ends.
    ///
    /// - Throws: `Backup.Busy`.
    func locked<T>(_ work: () async throws -> T) async throws -> T {
        try PrivateFile.makeFolder(at: url)
        let lock = open(url.appending(path: ".lock").path, O_RDWR | O_CREAT | O_CLOEXEC, 0o600)
        guard lock >= 0 else { throw PrivateFile.CannotBeMade(path: url.path, reason: String(cString: strerror(errno))) }
        defer { close(lock) }
        guard flock(lock, LOCK_EX | LOCK_NB) == 0 else { throw Backup.Busy(folder: url.path) }
        return try await work()
    }

    /// `2027-01-31T02-15-00Z`: no file system minds it, and names sort by time.
    private static func name(_ instant: Date) -> String {
        instant.formatted(.iso8601).replacingOccurrences(of: ":", with: "-")
    }
}
