import Foundation
import Storage

/// What a backup is and what it must hold. A folder without it was not finished.
struct BackupManifest: Codable, Sendable, Hashable {
    static let name = "manifest.json"
    static let newestVersion = 1

    let format: Format
    var version = Self.newestVersion
    let content: Backup.Content
    let startedAt: Date
    let finishedAt: Date
    let schema: SchemaLevel
    /// In the order of their names.
    let parts: [Part]

    enum Format: String, Codable, Sendable {
        case backup = "voiceagent-backup"
    }

    /// A file of the backup, by its path in it.
    struct Part: Codable, Sendable, Hashable {
        let name: String
        let bytes: Int
        /// In 64 lower-case hexadecimal digits.
        let sha256: String
        /// What its source looked like, for the next backup to see whether it changed; nil when that could not be told.
        let source: String?
    }

    enum CodingKeys: String, CodingKey {
        case format, version, content, schema, parts
        case startedAt = "started_at"
        case finishedAt = "finished_at"
    }
}

extension BackupManifest {
    /// Reads a backup's manifest.
    ///
    /// - Throws: `ArchiveRefusal`.
    static func read(in folder: URL) throws -> BackupManifest {
        struct Head: Decodable {
            let format: String
            let version: Int
        }
        let url = folder.appending(path: name)
        guard let data = try? Data(contentsOf: url), let head = try? ArchiveJSON.value(Head.self, of: data),
            head.format == Format.backup.rawValue
        else { throw ArchiveRefusal.foreign("a finished backup: \(folder.path)") }
        guard head.version <= newestVersion else { throw ArchiveRefusal.newer("format \(head.version)") }
        guard let manifest = try? ArchiveJSON.value(BackupManifest.self, of: data) else {
            throw ArchiveRefusal.damaged("its manifest cannot be read")
        }
        if let migration = manifest.schema.migration(unknownTo: .current) { throw ArchiveRefusal.newer(migration) }
        return manifest
    }
}
