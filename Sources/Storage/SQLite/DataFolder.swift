import Foundation

/// The folder that holds everything, and the lock that keeps a second server out of it.
///
/// A command takes no lock: SQLite lets it work beside a server, which holds its caches by version and not by trust.
final class DataFolder: Sendable {
    let url: URL
    /// Nil for a command.
    private let lock: Int32?

    /// Creates the folder when it is missing, readable by this user alone.
    ///
    /// - Throws: `StorageError.inUse` when another server has it; the lock goes with the process, however it ends.
    init(_ url: URL, for user: Store.User) throws {
        self.url = url
        do {
            try FileManager.default.createDirectory(
                at: url, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
        } catch {
            throw StorageError.unavailable("the data folder \(url.path) cannot be made: \(error.localizedDescription)")
        }
        guard user == .server else {
            lock = nil
            return
        }
        // Not inherited by the processes that the server starts: those would keep the folder locked after its end.
        let lock = open(url.appending(path: "lock").path, O_RDWR | O_CREAT | O_CLOEXEC, 0o600)
        guard lock >= 0 else { throw StorageError.unavailable("the data folder \(url.path) cannot be written to") }
        guard flock(lock, LOCK_EX | LOCK_NB) == 0 else {
            Foundation.close(lock)
            throw StorageError.inUse(url.path)
        }
        self.lock = lock
    }

    deinit {
        if let lock { Foundation.close(lock) }
    }

    /// Makes an empty file, and the folders above it, for this user alone. SQLite gives a database's other files the
    /// same permissions. A file that is there stays as it is.
    static func makePrivateFile(at url: URL) throws {
        do {
            try FileManager.default.createDirectory(
                at: url.deletingLastPathComponent(), withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
        } catch {
            throw StorageError.unavailable("a data folder cannot be made: \(error.localizedDescription)")
        }
        let file = open(url.path, O_RDWR | O_CREAT | O_CLOEXEC, 0o600)
        guard file >= 0 else { throw errno == ENOSPC ? StorageError.full : .unavailable("a data file cannot be made") }
        Foundation.close(file)
    }
}
