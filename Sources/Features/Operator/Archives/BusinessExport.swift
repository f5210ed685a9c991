import Core
import Crypto
public import Foundation
public import Storage

/// Writes all that is a business's own into one file: a tar of JSON lines and recordings, the same for both engines.
///
/// It may run beside a serving platform: the business's rows are those of one moment, and no call waits for it. Keys, tokens and
/// passwords are not in it. Format: docs/operations.md.
public struct BusinessExport: Sendable {
    private let platform: Platform
    private let recordings: Recordings?
    private let clock: @Sendable () -> Date

    /// - Parameter recordings: nil leaves them out.
    public init(platform: Platform, recordings: Recordings?, clock: @escaping @Sendable () -> Date) {
        self.platform = platform
        self.recordings = recordings
        self.clock = clock
    }

    public struct Summary: Sendable, Hashable, Codable {
        public var rows = 0
        public var recordings = 0
        public var bytes = 0
        /// The same for the same content, whenever it is written: a SHA-256 in hexadecimal digits.
        public var content = ""
    }

    /// - Parameters:
    ///   - url: must not exist. The file has this name once it is whole and on the disk.
    ///   - progress: is told what comes next, for a person who waits.
    /// - Throws: `Problem` when there is such a file already, or no such folder.
    public func write(
        _ tenant: Tenant, to url: URL, progress: @escaping @Sendable (String) -> Void = { _ in }
    ) async throws -> Summary {
        guard !FileManager.default.fileExists(atPath: url.path) else {
            throw Problem.conflict("\(url.path) is there already; choose another name or remove it.")
        }
        let folder = url.deletingLastPathComponent().path
        guard FileManager.default.isWritableFile(atPath: folder) else {
            throw Problem.invalid("#/to", "The folder \(folder) is not there, or cannot be written to.")
        }
        let now = clock()
        let platformRows = try await platformRows(of: tenant.id)
        let recordings = try await recordings?.files(in: tenant) ?? []
        let partial = url.appendingPathExtension("partial")
        do {
            let summary = try await tenant.readBeside { transaction in
                var archive = Archive(to: try PrivateFile.create(at: partial), at: now)
                for (table, rows) in platformRows { try archive.add(table, of: .platform) { last, _ in last == nil ? rows : [] } }
                for table in StoredTable.ofBusinesses {
                    progress(table.name)
                    try archive.add(table, of: .tenant) { try transaction.copies(of: table, after: $0, limit: $1) }
                }
                for file in recordings {
                    progress(file.lastPathComponent)
                    try archive.add(recording: file)
                }
                return try archive.finish(tenant)
            }
            try PrivateFile.rename(partial, to: url)
            return summary
        } catch {
            // The reason is what counts; what is left of the file says with its name what it is.
            try? FileManager.default.removeItem(at: partial)
            throw error
        }
    }

    /// A handful of rows for each table.
    private func platformRows(of business: Business.ID) async throws -> [(StoredTable, [RowCopy])] {
        try await platform.read { transaction in
            try StoredTable.ofPlatform.filter { $0.belonging == .itsOwn || $0.name == "business" }.map { table in
                (table, try transaction.allCopies(of: table, belongingTo: business))
            }
        }
    }

    /// The file while it is written.
    private struct Archive: ~Copyable {
        private let tar: TarWriter
        private let now: Date
        private var parts: [ArchiveManifest.Part] = []
        private var summary = Summary()

        init(to file: FileHandle, at now: Date) {
            tar = TarWriter(to: file, modifiedAt: now)
            self.now = now
        }

        mutating func add(
            _ table: StoredTable, of owner: RowParts.Owner, page: (_ last: RowCopy?, _ limit: Int) throws -> [RowCopy]
        ) throws {
            var written: [ArchiveManifest.Part] = []
            summary.rows += try RowParts.write(table, of: owner, page: page) { name, content in
                try tar.append(name, content)
                written.append(.init(name, content))
            }
            parts += written
        }

        mutating func add(recording url: URL) throws {
            let name = BusinessArchive.recordings + url.lastPathComponent
            let file = try FileHandle(forReadingFrom: url)
            var (sum, bytes) = (SHA256(), 0)
            try tar.append(name, from: file) { piece in
                sum.update(data: piece)
                bytes += piece.count
            }
            try file.close()
            parts.append(.init(name, bytes: bytes, sum: sum))
            summary.recordings += 1
        }

        consuming func finish(_ tenant: Tenant) throws -> Summary {
            let manifest = ArchiveManifest(
                format: .business, exportedAt: now, business: tenant.id, subdomain: tenant.subdomain, schema: .current, parts: parts)
            try tar.append(ArchiveManifest.name, try ArchiveJSON.data(of: manifest))
            var summary = summary
            summary.bytes = parts.reduce(0) { $0 + $1.bytes }
            summary.content = SHA256.hash(data: try ArchiveJSON.data(of: parts)).hexadecimal
            try tar.finish()
            return summary
        }
    }
}

extension PlatformTransaction {
    /// For tables that hold a handful of rows for each business.
    func allCopies(of table: StoredTable, belongingTo business: Business.ID) throws -> [RowCopy] {
        var (all, limit) = ([RowCopy](), 500)
        while true {
            let page = try copies(of: table, belongingTo: business, after: all.last, limit: limit)
            all += page
            if page.count < limit { return all }
            limit = 5_000
        }
    }
}
