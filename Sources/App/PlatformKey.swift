import Core
import Foundation
import SystemPackage

/// The platform's key for signing webhooks where none is set: a file beside the data, made at the first start.
enum WebhookKey {
    /// Shorter ones could be guessed. In characters.
    static let shortest = 32
    private static let fileName = "webhook.key"
    /// 285 bits.
    private static let length = 48

    /// - Parameter folder: held by this server alone; made where it does not exist.
    /// - Throws: `CommandFailure` when the file can neither be read nor made.
    static func kept(in folder: URL, identifiers: IdentifierSource) throws -> Secret {
        let path = FilePath(folder.appending(path: fileName).path)
        do {
            return try read(path)
        } catch Errno.noSuchFileOrDirectory {
            do {
                try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
                let file = try FileDescriptor.open(path, .writeOnly, options: [.create, .exclusiveCreate], permissions: [.ownerReadWrite])
                try file.closeAfter { _ = try file.writeAll(Data(identifiers.token(count: length).utf8)) }
                return try read(path)
            } catch let error as Errno {
                throw CommandFailure.failed("Error: \(path) cannot be written: \(error)")
            }
        } catch let error as Errno {
            throw CommandFailure.failed("Error: \(path) cannot be read: \(error)")
        }
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
