import Crypto
import Foundation
import Storage

/// A backup while it is made.
struct BackupDraft {
    let folder: URL
    var businesses = 0
    private(set) var unchanged = 0
    private var known: [String: BackupManifest.Part] = [:]
    private let previous: URL?
    private let previousParts: [String: BackupManifest.Part]

    /// - Parameter previous: the last finished one; one that cannot be read is not built upon.
    init(in folder: URL, after previous: URL?, at now: Date) throws {
        self.folder = folder
        let manifest = previous.flatMap { try? BackupManifest.read(in: $0) }
        self.previous = manifest == nil ? nil : previous
        previousParts = Dictionary(uniqueKeysWithValues: (manifest?.parts ?? []).map { ($0.name, $0) })
    }

    var parts: [BackupManifest.Part] { known.values.sorted { $0.name < $1.name } }

    func has(_ name: String) -> Bool { known[name] != nil }
    func url(of name: String) -> URL { folder.appending(path: name) }
    func names(under folder: String) -> [String] { known.keys.filter { $0.hasPrefix(folder) } }

    /// Where a part is to be written; nothing is there.
    func place(for name: String) throws -> URL {
        let url = url(of: name)
        try PrivateFile.makeFolder(at: url.deletingLastPathComponent())
        return url
    }

    /// Takes a part over from the backup before, when its source looks as it did then.
    ///
    /// - Returns: false when it has to be copied.
    mutating func link(_ name: String, source: String?) throws -> Bool {
        guard let source, let previous, let part = previousParts[name], part.source == source else { return false }
        // Where links are not to be had, it is copied from its source like any other.
        guard Foundation.link(previous.appending(path: name).path, try place(for: name).path) == 0 else { return false }
        known[name] = part
        unchanged += 1
        return true
    }

    /// Takes a part in that was written to its place, and waits until it is on the disk.
    mutating func add(_ name: String, source: String?) throws {
        let file = try FileHandle(forUpdating: url(of: name))
        var (sum, bytes) = (SHA256(), 0)
        while let piece = try file.read(upToCount: 1 << 20), !piece.isEmpty {
            sum.update(data: piece)
            bytes += piece.count
        }
        guard fchmod(file.fileDescriptor, 0o600) == 0 else {
            throw PrivateFile.CannotBeMade(path: name, reason: String(cString: strerror(errno)))
        }
        try file.synchronize()
        try file.close()
        known[name] = .init(name: name, bytes: bytes, sha256: sum.finalize().hexadecimal, source: source)
    }

    /// As `add`, for a part that could only be compared once it was made.
    mutating func addOrLink(_ name: String, source: String) throws {
        if previousParts[name]?.source == source {
            let made = url(of: name)
            let aside = made.appendingPathExtension("new")
            try PrivateFile.rename(made, to: aside)
            if try link(name, source: source) { return try FileManager.default.removeItem(at: aside) }
            try PrivateFile.rename(aside, to: made)
        }
        try add(name, source: source)
    }

    /// Leaves a part out again.
    mutating func drop(_ name: String) {
        guard known.removeValue(forKey: name) != nil else { return }
        // What is not in the manifest is nobody's; it is only in the way of a second copy.
        try? FileManager.default.removeItem(at: url(of: name))
    }

    func finish(_ content: Backup.Content, startedAt: Date, finishedAt: Date) throws {
        let manifest = BackupManifest(
            format: .backup, content: content, startedAt: startedAt, finishedAt: finishedAt, schema: .current, parts: parts)
        let file = try PrivateFile.create(at: url(of: BackupManifest.name))
        try file.write(contentsOf: try ArchiveJSON.data(of: manifest))
        try file.synchronize()
        try file.close()
        let folders = Set(known.keys.map { url(of: $0).deletingLastPathComponent().standardizedFileURL })
        for folder in folders { try PrivateFile.synchronizeFolder(folder) }
        try PrivateFile.synchronizeFolder(folder)
    }
}
