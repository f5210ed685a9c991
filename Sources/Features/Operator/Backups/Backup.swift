import Core
import Crypto
public import Foundation
public import Storage

/// Copies the whole platform into a folder, beside a running server: its data, recordings, and the key kept with them.
///
/// On SQLite a backup holds the database files, each as it was at one moment and found sound; on PostgreSQL, or when asked for, it
/// holds rows: an archive for each business, and the platform's tables. What did not change since the last backup is linked to it
/// and takes no room. A run that is interrupted leaves the backups before it as they are.
///
/// Businesses are copied before the platform, so that nothing the platform counted on is missing.
public struct Backup: Sendable {
    private let store: Store
    private let recordings: Recordings
    private let data: URL
    private let clock: @Sendable () -> Date

    /// - Parameter data: the data folder.
    public init(store: Store, recordings: Recordings, data: URL, clock: @escaping @Sendable () -> Date) {
        self.store = store
        self.recordings = recordings
        self.data = data
        self.clock = clock
    }

    /// What it holds of the databases.
    public enum Content: String, Sendable, Codable {
        /// SQLite's files: restored by copying them.
        case files
        /// Rows: restored into either database.
        case rows
    }

    /// Another run works in the folder.
    public struct Busy: Error, CustomStringConvertible {
        let folder: String
        public var description: String { "another backup into \(folder) is going on." }
    }

    public struct Summary: Sendable, Hashable, Codable {
        public let path: String
        public let content: Content
        public let businesses: Int
        public let files: Int
        /// Files that are shared with the backup before.
        public let unchanged: Int
        public let bytes: Int
        /// Old backups that were removed.
        public let removed: Int
    }

    /// - Parameters:
    ///   - isPortable: holds rows on SQLite too.
    ///   - keep: how many backups are left, this one included; nil keeps all.
    ///   - progress: is told what comes next, for a person who waits.
    /// - Throws: `Busy`; `StorageError.corrupt` when a file is not sound: the backups before this are kept then.
    public func run(
        into url: URL, isPortable: Bool = false, keep: Int? = nil, progress: @escaping @Sendable (String) async -> Void = { _ in }
    ) async throws -> Summary {
        let folder = BackupFolder(url: url)
        return try await folder.locked {
            let startedAt = clock()
            var draft = try BackupDraft(in: folder.begin(), after: folder.finished().last, at: startedAt)
            let content: Content
            if let files = store.files, !isPortable {
                content = .files
                try await copyFiles(files, into: &draft, progress)
            } else {
                content = .rows
                try await copyRows(into: &draft, progress)
            }
            try await copyRecordings(into: &draft, progress)
            try copyKey(into: &draft)
            try draft.finish(content, startedAt: startedAt, finishedAt: clock())
            let finished = try folder.finish(draft.folder, startedAt: startedAt)
            let removed = try keep.map { try folder.removeAll(butNewest: $0) } ?? 0
            return Summary(
                path: finished.path, content: content, businesses: draft.businesses, files: draft.parts.count,
                unchanged: draft.unchanged, bytes: draft.parts.reduce(0) { $0 + $1.bytes }, removed: removed)
        }
    }

    // MARK: SQLite's files

    /// A business may come or go meanwhile; in the end there is a file for each that the platform's copy names, and no other.
    private func copyFiles(_ files: DataFiles, into draft: inout BackupDraft, _ progress: @Sendable (String) async -> Void) async throws {
        for path in try files.tenantFiles() { try await copy(path, of: files, into: &draft, progress) }
        for _ in 1...Self.mostRounds {
            draft.drop(DataFiles.platform)
            try await copy(DataFiles.platform, of: files, into: &draft, progress)
            let named = Set(try DataFiles.tenantFiles(namedIn: draft.url(of: DataFiles.platform)))
            for path in draft.names(under: "tenants/") where !named.contains(path) { draft.drop(path) }
            draft.businesses = named.count
            var isWhole = true
            for path in named.sorted() where !draft.has(path) {
                // One that is gone by now was deleted: the platform is copied again, and names it no more.
                if try await !copy(path, of: files, into: &draft, progress) { isWhole = false }
            }
            if isWhole { return }
        }
        throw StorageError.corrupt(
            "the platform names businesses whose files are not there; `voiceagent registration list` shows unfinished ones")
    }

    /// How often the platform is copied again because businesses went meanwhile.
    private static let mostRounds = 50

    @discardableResult
    private func copy(
        _ path: String, of files: DataFiles, into draft: inout BackupDraft, _ progress: @Sendable (String) async -> Void
    ) async throws -> Bool {
        await progress(path)
        // Changes wait in the log beside the file.
        let signature = FileSignature.of([data.appending(path: path), data.appending(path: path + "-wal")], at: clock())
        if try draft.link(path, source: signature) { return true }
        guard try await files.copy(path, to: try draft.place(for: path)) else { return false }
        try draft.add(path, source: signature)
        return true
    }

    // MARK: Rows

    /// As for files: a business may come or go meanwhile, and in the end there is an archive for each that the platform's rows name.
    private func copyRows(into draft: inout BackupDraft, _ progress: @Sendable (String) async -> Void) async throws {
        for business in try await store.platform.read({ try $0.businesses(limit: .max).map(\.id) }) {
            try await copy(business, into: &draft, progress)
        }
        for _ in 1...Self.mostRounds {
            for name in draft.names(under: "\(RowParts.Owner.platform.rawValue)/") { draft.drop(name) }
            let (names, businesses) = try await copyPlatformRows(into: draft.folder)
            for name in names { try draft.add(name, source: nil) }
            let named = Set(businesses.map(Self.archiveName))
            for name in draft.names(under: "businesses/") where !named.contains(name) { draft.drop(name) }
            draft.businesses = businesses.count
            var isWhole = true
            for business in businesses where !draft.has(Self.archiveName(of: business)) {
                if try await !copy(business, into: &draft, progress) { isWhole = false }
            }
            if isWhole { return }
        }
        throw StorageError.corrupt("the platform names businesses that cannot be opened")
    }

    private static func archiveName(of business: Business.ID) -> String { "businesses/\(business).tar" }

    /// - Returns: false when it is gone.
    @discardableResult
    private func copy(
        _ business: Business.ID, into draft: inout BackupDraft, _ progress: @Sendable (String) async -> Void
    ) async throws -> Bool {
        await progress(business.rawValue)
        let tenant: Tenant
        do {
            tenant = try await store.admission.admit(backupOf: business)
        } catch Admission.Refusal.unknownBusiness {
            return false
        }
        let name = Self.archiveName(of: business)
        let export = BusinessExport(platform: store.platform, recordings: nil, clock: clock)
        do {
            let summary = try await export.write(tenant, to: try draft.place(for: name))
            try draft.addOrLink(name, source: summary.content)
            return true
        } catch {
            // Deleted in the middle of it: then the reason is that.
            if try await store.platform.read({ try $0.departure(of: business) }) != nil { return false }
            throw error
        }
    }

    /// All of one moment, in one transaction.
    ///
    /// - Returns: the parts that were written, and the businesses that they name.
    private func copyPlatformRows(into folder: URL) async throws -> (names: [String], businesses: [Business.ID]) {
        try await store.platform.read { transaction in
            var names: [String] = []
            for table in StoredTable.ofPlatform {
                _ = try RowParts.write(table, of: .platform) {
                    try transaction.copies(of: table, after: $0, limit: $1)
                } to: { name, content in
                    let url = folder.appending(path: name)
                    try PrivateFile.makeFolder(at: url.deletingLastPathComponent())
                    let file = try PrivateFile.create(at: url)
                    try file.write(contentsOf: content)
                    try file.close()
                    names.append(name)
                }
            }
            return (names, try transaction.businesses(limit: .max).map(\.id))
        }
    }

    // MARK: What is kept beside the databases

    private func copyRecordings(into draft: inout BackupDraft, _ progress: @Sendable (String) async -> Void) async throws {
        for path in try await recordings.paths() {
            let source = data.appending(path: "recordings").appending(path: path)
            let name = "recordings/\(path)"
            let signature = FileSignature.of([source], at: clock())
            await progress(name)
            if try draft.link(name, source: signature) { continue }
            do {
                try FileManager.default.copyItem(at: source, to: try draft.place(for: name))
            } catch CocoaError.fileReadNoSuchFile, CocoaError.fileNoSuchFile {
                // Its time was over, or somebody deleted it: a recording that is gone is not wanted back.
                continue
            }
            try draft.add(name, source: signature)
        }
    }

    /// Links in letters and the secrets of webhooks come from it: without it they would be worth nothing after a restore.
    private func copyKey(into draft: inout BackupDraft) throws {
        let source = data.appending(path: Self.keyFile)
        guard FileManager.default.fileExists(atPath: source.path) else { return }
        try FileManager.default.copyItem(at: source, to: try draft.place(for: Self.keyFile))
        try draft.add(Self.keyFile, source: nil)
    }

    static let keyFile = "platform.key"
}
