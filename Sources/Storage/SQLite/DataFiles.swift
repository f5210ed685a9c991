import Core
public import Foundation
import GRDB

/// The database files of a platform on SQLite, as a backup sees them: whole files, of whose content it reads nothing but what it
/// needs to check them. They may be in use.
public struct DataFiles: Sendable {
    /// The path of the platform's own, in the data folder.
    public static let platform = "platform.sqlite"
    static let tenants = "tenants"
    /// How long a copy waits for a writer, in seconds.
    private static let busyTimeout = 30.0

    private let folder: URL
    private let jobs = DispatchQueue(label: "backup", qos: .utility)

    init(folder: URL) {
        self.folder = folder
    }

    /// The paths of the businesses' files, in order.
    public func tenantFiles() throws -> [String] {
        let root = folder.appending(path: Self.tenants)
        guard FileManager.default.fileExists(atPath: root.path) else { return [] }
        return try FileManager.default.contentsOfDirectory(atPath: root.path).sorted().flatMap { part in
            try FileManager.default.contentsOfDirectory(atPath: root.appending(path: part).path)
                .filter { $0.hasSuffix(".sqlite") }.sorted().map { "\(Self.tenants)/\(part)/\($0)" }
        }
    }

    /// The paths that the businesses in a copy of the platform's file have.
    public static func tenantFiles(namedIn platform: URL) throws -> [String] {
        try reading(platform) { database in
            try String.fetchAll(
                database,
                sql: """
                    SELECT business_id FROM business
                    WHERE NOT EXISTS (SELECT 1 FROM departure WHERE departure.business_id = business.business_id)
                    """)
        }.map { "\(tenants)/\(TenantFiles.path(of: Business.ID($0)))" }.sorted()
    }

    /// Copies a file as it is at one moment, and checks the copy. Writers go on meanwhile.
    ///
    /// - Parameter url: must not exist.
    /// - Returns: false when the file is gone.
    /// - Throws: `StorageError.corrupt` when the copy is not sound: then the file is not.
    public func copy(_ path: String, to url: URL) async throws -> Bool {
        let source = folder.appending(path: path)
        return try await withCheckedThrowingContinuation { continuation in
            jobs.async {
                continuation.resume(
                    with: Result {
                        guard FileManager.default.fileExists(atPath: source.path) else { return false }
                        try StorageError.translating {
                            let connection = try DatabaseQueue(path: source.path, configuration: Self.configuration)
                            try connection.writeWithoutTransaction { database in
                                try database.execute(sql: "VACUUM INTO ?", arguments: [url.path])
                            }
                        }
                        try Self.check(url)
                        return true
                    })
            }
        }
    }

    /// Reads the whole file.
    ///
    /// - Throws: `StorageError.corrupt` with what is wrong.
    public static func check(_ url: URL) throws {
        try reading(url) { database in
            let findings = try String.fetchAll(database, sql: "PRAGMA integrity_check(10)")
            guard findings == ["ok"] else { throw StorageError.corrupt("\(url.lastPathComponent): \(findings.joined(separator: "; "))") }
            guard try GRDB.Row.fetchOne(database, sql: "PRAGMA foreign_key_check") == nil else {
                throw StorageError.corrupt("\(url.lastPathComponent): a row refers to one that is not there")
            }
        }
    }

    private static func reading<T>(_ url: URL, _ body: (GRDB.Database) throws -> T) throws -> T {
        try StorageError.translating { try DatabaseQueue(path: url.path, configuration: configuration).read(body) }
    }

    /// Only reads, so that it leaves no trace: closing it does not empty the write-ahead log.
    private static var configuration: Configuration {
        var configuration = Configuration()
        configuration.readonly = true
        configuration.busyMode = .timeout(busyTimeout)
        return configuration
    }
}
