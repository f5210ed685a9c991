import Core
import Crypto
import Foundation
import Storage

/// An archive whose every byte was found to be what its manifest says.
struct BusinessArchive: Sendable {
    let url: URL
    let manifest: ArchiveManifest

    static let recordings = "recordings/"
    /// No part but a recording is longer: it is held in memory.
    private static let longestDocument = 64 << 20
    private static let pieceBytes = 1 << 20

    /// Reads the whole file once.
    ///
    /// - Throws: `ArchiveRefusal`.
    static func verified(at url: URL) throws -> BusinessArchive {
        var (parts, last) = ([ArchiveManifest.Part](), Data())
        do {
            var reader = TarReader(try opened(url))
            while let entry = try reader.next() {
                let isManifest = entry.name == ArchiveManifest.name
                guard !isManifest || entry.bytes <= longestDocument else { throw Tar.Failure.damaged }
                var sum = SHA256()
                while case let piece = try reader.read(upTo: pieceBytes), !piece.isEmpty {
                    sum.update(data: piece)
                    if isManifest { last += piece }
                }
                if !isManifest { parts.append(.init(entry.name, bytes: entry.bytes, sum: sum)) }
            }
        } catch is Tar.Failure {
            throw parts.isEmpty ? ArchiveRefusal.foreign("an archive of a business") : .damaged("it ends too early or is not whole")
        }
        guard !last.isEmpty else {
            throw parts.isEmpty ? ArchiveRefusal.foreign("an archive of a business") : .damaged("its manifest is missing")
        }
        let manifest = try readManifest(last)
        try check(parts, against: manifest)
        return BusinessArchive(url: url, manifest: manifest)
    }

    /// Goes through the parts that hold rows of one owner, in their order.
    func forEachPart(of owner: RowParts.Owner, _ body: (_ table: String, _ content: Data) throws -> Void) throws {
        var reader = TarReader(try Self.opened(url))
        while let entry = try reader.next() {
            guard let part = RowParts.table(of: entry.name), part.owner == owner else { continue }
            guard entry.bytes <= Self.longestDocument else { throw ArchiveRefusal.damaged("\(entry.name) is too long") }
            var content = Data(capacity: entry.bytes)
            while case let piece = try reader.read(upTo: Self.pieceBytes), !piece.isEmpty { content += piece }
            try body(part.name, content)
        }
    }

    /// Writes the recordings into a folder.
    ///
    /// - Parameter name: the name of a file there for the name that it has in the archive.
    func extractRecordings(to folder: URL, as name: (String) throws -> String) throws {
        var reader = TarReader(try Self.opened(url))
        while let entry = try reader.next() {
            guard entry.name.hasPrefix(Self.recordings) else { continue }
            let file = String(entry.name.dropFirst(Self.recordings.count))
            // Whoever wrote the archive does not say where on this machine a file goes.
            guard !file.isEmpty, !file.hasPrefix("."), !file.contains("/") else { throw ArchiveRefusal.damaged(entry.name) }
            let path = folder.appending(path: try name(file)).path
            let copy = try PrivateFile.create(at: URL(filePath: path))
            while case let piece = try reader.read(upTo: Self.pieceBytes), !piece.isEmpty { try copy.write(contentsOf: piece) }
            try copy.close()
        }
    }

    private static func opened(_ url: URL) throws -> FileHandle {
        var isFolder: ObjCBool = false
        guard FileManager.default.fileExists(atPath: url.path, isDirectory: &isFolder), !isFolder.boolValue,
            let file = FileHandle(forReadingAtPath: url.path)
        else { throw ArchiveRefusal.notThere(url.path) }
        return file
    }

    private static func readManifest(_ data: Data) throws -> ArchiveManifest {
        struct Head: Decodable {
            let format: String
            let version: Int
        }
        guard let head = try? ArchiveJSON.value(Head.self, of: data), head.format == ArchiveManifest.Format.business.rawValue else {
            throw ArchiveRefusal.foreign("an archive of a business")
        }
        guard head.version <= ArchiveManifest.newestVersion else { throw ArchiveRefusal.newer("format \(head.version)") }
        let manifest: ArchiveManifest
        do {
            manifest = try ArchiveJSON.value(ArchiveManifest.self, of: data)
        } catch {
            throw ArchiveRefusal.damaged("its manifest cannot be read")
        }
        if let migration = manifest.schema.migration(unknownTo: .current) { throw ArchiveRefusal.newer(migration) }
        return manifest
    }

    private static func check(_ parts: [ArchiveManifest.Part], against manifest: ArchiveManifest) throws {
        for (index, expected) in manifest.parts.enumerated() {
            guard index < parts.count else { throw ArchiveRefusal.damaged("\(expected.name) is missing") }
            guard parts[index] == expected else { throw ArchiveRefusal.damaged("\(expected.name) is not what it was") }
        }
        if parts.count > manifest.parts.count {
            throw ArchiveRefusal.damaged("\(parts[manifest.parts.count].name) does not belong to it")
        }
    }
}
