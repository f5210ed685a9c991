import Core
import Crypto
public import Foundation
public import Storage

/// A backup whose every file was found to be what its manifest says, ready to become a platform.
public struct Restore: Sendable {
    private let folder: URL
    private let manifest: BackupManifest

    /// Reads the whole backup once.
    ///
    /// - Parameter url: a backup, or the folder that backups are kept in: then the newest.
    /// - Throws: `ArchiveRefusal`.
    public init(verifying url: URL, progress: (String) -> Void = { _ in }) throws {
        let isOne = FileManager.default.fileExists(atPath: url.appending(path: BackupManifest.name).path)
        guard let folder = isOne ? url : try BackupFolder(url: url).finished().last else {
            throw ArchiveRefusal.foreign("a backup, and holds none: \(url.path)")
        }
        self.folder = folder
        manifest = try BackupManifest.read(in: folder)
        for part in manifest.parts {
            progress("checking \(part.name)")
            try Self.check(part, in: folder)
        }
    }

    public var path: String { folder.path }
    public var content: Backup.Content { manifest.content }
    public var startedAt: Date { manifest.startedAt }
    public var fileCount: Int { manifest.parts.count }
    public var bytes: Int { manifest.parts.reduce(0) { $0 + $1.bytes } }

    /// Makes a data folder of a backup of files, in one step: until it is whole there is nothing in its place.
    ///
    /// - Parameter data: missing or empty.
    public func place(in data: URL, progress: (String) -> Void = { _ in }) throws {
        precondition(content == .files, "Rows are restored into a store")
        let staged = data.deletingLastPathComponent().appending(
            path: ".restoring-\(data.lastPathComponent)", directoryHint: .isDirectory)
        if FileManager.default.fileExists(atPath: staged.path) { try FileManager.default.removeItem(at: staged) }
        try copy(manifest.parts, to: staged, progress)
        for part in manifest.parts where part.name.hasSuffix(".sqlite") {
            progress("checking \(part.name)")
            try DataFiles.check(staged.appending(path: part.name))
        }
        try PrivateFile.rename(staged, to: data)
    }

    /// Fills a store that knows no business with a backup of rows. The businesses are there from one moment on: until then none is.
    ///
    /// - Parameter data: the data folder, for what is kept beside the database.
    /// - Throws: `Problem` when the store has businesses.
    public func fill(_ store: Store, data: URL, progress: @escaping @Sendable (String) -> Void = { _ in }) async throws {
        precondition(content == .rows, "Files are restored by placing them")
        guard try await store.platform.read({ try $0.isWithoutBusinesses() }) else { throw Self.notEmpty }
        try copy(manifest.parts.filter { $0.name == Backup.keyFile || $0.name.hasPrefix("recordings/") }, to: data, progress)
        for part in manifest.parts where part.name.hasPrefix("businesses/") {
            progress(part.name)
            let archive = try BusinessArchive.verified(at: folder.appending(path: part.name))
            let tables = Dictionary(uniqueKeysWithValues: StoredTable.ofBusinesses.map { ($0.name, $0) })
            try await store.admission.restore(archive.manifest.business) { transaction in
                try archive.forEachPart(of: .tenant) { name, content in
                    guard let table = tables[name] else { throw StorageError.unreadable("there is no table \(name)") }
                    for row in try RowParts.rows(of: content) { try transaction.insert(row, into: table) }
                }
            }
        }
        progress("the platform's tables")
        try await store.platform.write(.confirmed) { transaction in
            guard try transaction.isWithoutBusinesses() else { throw Self.notEmpty }
            // What a new platform begins with is in the backup too.
            try transaction.removeEverything()
            for table in StoredTable.ofPlatform {
                for part in manifest.parts where RowParts.table(of: part.name).map({ $0 == (.platform, table.name) }) ?? false {
                    let content = try Data(contentsOf: folder.appending(path: part.name))
                    for row in try RowParts.rows(of: content) { try transaction.insert(row, into: table) }
                }
            }
        }
    }

    private static let notEmpty = Problem.conflict("A backup is restored into an empty platform, and this one has businesses.")

    private func copy(_ parts: [BackupManifest.Part], to target: URL, _ progress: (String) -> Void) throws {
        try PrivateFile.makeFolder(at: target)
        for part in parts {
            progress("restoring \(part.name)")
            let url = target.appending(path: part.name)
            try PrivateFile.makeFolder(at: url.deletingLastPathComponent())
            // The key that was made when the new platform was opened gives way to its own.
            if part.name == Backup.keyFile, FileManager.default.fileExists(atPath: url.path) { try FileManager.default.removeItem(at: url) }
            try FileManager.default.copyItem(at: folder.appending(path: part.name), to: url)
            let file = try FileHandle(forUpdating: url)
            try file.synchronize()
            try file.close()
        }
    }

    private static func check(_ part: BackupManifest.Part, in folder: URL) throws {
        guard !part.name.hasPrefix("/"), !part.name.split(separator: "/").contains("..") else {
            throw ArchiveRefusal.damaged("\(part.name) leads out of it")
        }
        guard let file = FileHandle(forReadingAtPath: folder.appending(path: part.name).path) else {
            throw ArchiveRefusal.damaged("\(part.name) is missing")
        }
        var (sum, bytes) = (SHA256(), 0)
        while let piece = try file.read(upToCount: 1 << 20), !piece.isEmpty {
            sum.update(data: piece)
            bytes += piece.count
        }
        try file.close()
        guard bytes == part.bytes, sum.finalize().hexadecimal == part.sha256 else {
            throw ArchiveRefusal.damaged("\(part.name) is not what it was")
        }
    }
}
