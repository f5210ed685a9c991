import Foundation

/// Files and folders that only this user may read.
enum PrivateFile {
    struct CannotBeMade: Error, CustomStringConvertible {
        let path: String
        let reason: String
        var description: String { "\(path) cannot be written: \(reason)" }
    }

    /// Opens a file for writing from its beginning; one that is there is emptied.
    static func create(at url: URL) throws -> FileHandle {
        let descriptor = open(url.path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else { throw CannotBeMade(path: url.path, reason: String(cString: strerror(errno))) }
        return FileHandle(fileDescriptor: descriptor, closeOnDealloc: true)
    }

    static func makeFolder(at url: URL) throws {
        do {
            try FileManager.default.createDirectory(
                at: url, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
        } catch {
            throw CannotBeMade(path: url.path, reason: error.localizedDescription)
        }
    }

    /// Gives a finished file or folder its name, in place of what had it; the change survives a power cut.
    static func rename(_ old: URL, to new: URL) throws {
        guard Foundation.rename(old.path, new.path) == 0 else {
            throw CannotBeMade(path: new.path, reason: String(cString: strerror(errno)))
        }
        try synchronizeFolder(new.deletingLastPathComponent())
    }

    static func synchronizeFolder(_ url: URL) throws {
        let descriptor = open(url.path, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        guard descriptor >= 0 else { throw CannotBeMade(path: url.path, reason: String(cString: strerror(errno))) }
        defer { close(descriptor) }
        guard fsync(descriptor) == 0 else { throw CannotBeMade(path: url.path, reason: String(cString: strerror(errno))) }
    }
}
