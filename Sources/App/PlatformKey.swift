import Core
import Features
import Foundation
import Storage
import SystemPackage

/// The key from which everything is derived that the platform signs and seals: webhooks' secrets, second factors, links in letters, first
/// keys, kept answers. Where none is set it is a file beside the data, made at the first start.
enum PlatformKey {
    /// Shorter ones could be guessed. In characters.
    static let shortest = 32
    private static let fileName = "platform.key"
    /// 285 bits.
    private static let length = 48

    /// How the key has to stand to the one that the data was made with.
    enum Standing {
        case same
        /// It takes its place.
        case another
        /// The data, and what its key is known by, are about to be put there.
        case toCome
    }

    /// - Parameters:
    ///   - set: the one of the settings.
    ///   - folder: where the file is, if none is set.
    /// - Throws: `CommandFailure` when the file can neither be read nor made, or the key is not the data's.
    static func found(
        set: Secret?, folder: URL, _ standing: Standing, store: Store, identifiers: IdentifierSource, at now: Date
    ) async throws -> Secret {
        let key = try set ?? kept(in: folder, identifiers: identifiers)
        guard standing != .toCome else { return key }
        let fingerprint = KeyFingerprint(of: key)
        let known = try await store.platform.read { try $0.keyFingerprint() }
        if known == fingerprint { return key }
        guard known == nil || standing == .another else {
            throw CommandFailure.badInput(
                """
                Error: this is not the key that the data was made with: set PLATFORM_KEY, or name the --data folder that holds \
                \(fileName). Once with serve --new-platform-key, another is taken: second factors, webhooks' secrets and links sent end.
                """)
        }
        try await store.platform.write { try $0.keep(fingerprint, at: now) }
        return key
    }

    /// Several processes may come first at once: one's file counts, whole, for all.
    private static func kept(in folder: URL, identifiers: IdentifierSource) throws -> Secret {
        let path = FilePath(folder.appending(path: fileName).path)
        do {
            do {
                return try read(path)
            } catch Errno.noSuchFileOrDirectory {
                try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
                try make(path, identifiers: identifiers)
                return try read(path)
            }
        } catch let error as Errno {
            throw CommandFailure.failed("Error: \(path) can neither be read nor made: \(error)")
        }
    }

    private static func make(_ path: FilePath, identifiers: IdentifierSource) throws {
        let draft = FilePath("\(path).\(identifiers.token(count: 8))")
        let file = try FileDescriptor.open(draft, .writeOnly, options: [.create, .exclusiveCreate], permissions: [.ownerReadWrite])
        defer { unlink(draft.string) }
        try file.closeAfter {
            _ = try file.writeAll(Data(identifiers.token(count: length).utf8))
            guard fsync(file.rawValue) == 0 else { throw Errno(rawValue: errno) }
        }
        // Fails where somebody was quicker, whose key it is then.
        guard link(draft.string, path.string) == 0 || errno == EEXIST else { throw Errno(rawValue: errno) }
    }

    private static func read(_ path: FilePath) throws -> Secret {
        let file = try FileDescriptor.open(path, .readOnly)
        let text = try file.closeAfter {
            var bytes = Data(count: 1024)
            let count = try bytes.withUnsafeMutableBytes { try file.read(into: $0) }
            return String(decoding: bytes.prefix(count), as: UTF8.self).trimmingCharacters(in: .whitespacesAndNewlines)
        }
        guard text.utf8.count >= shortest else {
            throw CommandFailure.badInput("Error: \(path) holds no key; remove it to have a new one made.")
        }
        return Secret(text)
    }
}
