public import Core
public import Foundation
public import Storage
import Voice

/// The recordings of all businesses: a WAV file for each call, in a folder for each business.
///
/// What is there is what the folders hold; nothing else knows of it, so nothing can disagree. A file is readable by this
/// user alone, and playable at any moment while it is written.
public actor Recordings {
    private let executor = FileExecutor(name: "recordings")
    private let folder: URL

    /// - Parameter folder: made when the first recording is.
    public init(in folder: URL) {
        self.folder = folder
    }

    public nonisolated var unownedExecutor: UnownedSerialExecutor { executor.asUnownedSerialExecutor() }

    /// The recording of one call.
    public struct Entry: Sendable, Hashable {
        public let call: Call.ID
        /// When its last sound was written.
        public let recordedAt: Date
        public let bytes: Int
        public let duration: Duration
    }

    /// A file for the sound of a call. The recording of a call whose caller comes back goes on where it stopped.
    func begin(_ call: Call.ID, in tenant: Tenant) throws -> RecordingFile {
        let file = try url(of: call, in: tenant).orThrow(RecordingError.badName)
        try FileManager.default.createDirectory(
            at: file.deletingLastPathComponent(), withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
        return try RecordingFile(at: file)
    }

    func has(_ call: Call.ID, in tenant: Tenant) -> Bool {
        url(of: call, in: tenant).map { FileManager.default.fileExists(atPath: $0.path) } ?? false
    }

    /// The newest first.
    public func all(in tenant: Tenant) throws -> [Entry] {
        let folder = folder(of: tenant)
        guard FileManager.default.fileExists(atPath: folder.path) else { return [] }
        let keys: Set<URLResourceKey> = [.contentModificationDateKey, .fileSizeKey]
        return try FileManager.default.contentsOfDirectory(at: folder, includingPropertiesForKeys: Array(keys))
            .filter { $0.pathExtension == Self.fileType }
            .compactMap { file in
                let values = try file.resourceValues(forKeys: keys)
                guard let bytes = values.fileSize, let date = values.contentModificationDate else { return nil }
                return Entry(
                    call: Call.ID(file.deletingPathExtension().lastPathComponent), recordedAt: date, bytes: bytes,
                    duration: RecordingFile.duration(ofBytes: bytes))
            }
            .sorted { ($0.recordedAt, $0.call.rawValue) > ($1.recordedAt, $1.call.rawValue) }
    }

    /// Where the recording of a call is; nil when there is none.
    public func file(of call: Call.ID, in tenant: Tenant) -> URL? {
        has(call, in: tenant) ? url(of: call, in: tenant) : nil
    }

    /// Where all of a business are, in the order of their names.
    func files(in tenant: Tenant) throws -> [URL] {
        try all(in: tenant).compactMap { file(of: $0.call, in: tenant) }.sorted { $0.lastPathComponent < $1.lastPathComponent }
    }

    /// Deletes what somebody of the business wants gone. A recording is a file: what was done to it is written down once it is done.
    ///
    /// - Throws: `Problem` when there is none.
    public func delete(_ call: Call.ID, by actor: Principal, in tenant: Tenant, at now: Date) async throws {
        guard try delete(call, in: tenant) else { throw Problem.notFound("recording") }
        let entry = AuditEntry("recording.deleted", by: actor, to: call.rawValue)
        try await tenant.write { try $0.audit(entry, at: now) }
    }

    /// - Returns: whether there was one.
    @discardableResult
    public func delete(_ call: Call.ID, in tenant: Tenant) throws -> Bool {
        guard let file = file(of: call, in: tenant) else { return false }
        try FileManager.default.removeItem(at: file)
        return true
    }

    /// Deletes what a business keeps no longer.
    ///
    /// - Returns: how many.
    func deleteExpired(in tenant: Tenant, at now: Date) async throws -> Int {
        let days = try await tenant.read { try $0.profile() }.privacy.recordingDays
        let oldest = now.addingTimeInterval(-Double(days) * 86_400)
        let expired = try all(in: tenant).filter { $0.recordedAt < oldest }
        for entry in expired { try delete(entry.call, in: tenant) }
        return expired.count
    }

    /// Deletes what businesses keep no longer. To be called every now and then.
    ///
    /// - Returns: how many recordings were deleted.
    /// - Throws: what went wrong with one business, when all others have been looked after.
    public func deleteExpired(admission: Admission, at now: Date) async throws -> Int {
        guard FileManager.default.fileExists(atPath: folder.path) else { return 0 }
        var count = 0
        var failure: (any Error)?
        for name in try FileManager.default.contentsOfDirectory(atPath: folder.path) {
            do {
                count += try await deleteExpired(in: try await admission.admit(retentionOf: Business.ID(name)), at: now)
            } catch is Admission.Refusal {
                // No business of ours: whose it is, an operator decides.
                continue
            } catch {
                failure = failure ?? error
            }
        }
        if let failure { throw failure }
        return count
    }

    /// Where all recordings of all businesses are, below the folder; for a copy of everything.
    func paths() throws -> [String] {
        guard FileManager.default.fileExists(atPath: folder.path) else { return [] }
        return try FileManager.default.contentsOfDirectory(atPath: folder.path).filter { !$0.hasPrefix(".") }.sorted().flatMap { business in
            do {
                return try FileManager.default.contentsOfDirectory(atPath: folder.appending(path: business).path).sorted()
                    .map { "\(business)/\($0)" }
            } catch CocoaError.fileReadNoSuchFile, CocoaError.fileNoSuchFile {
                // Deleted meanwhile, with its business.
                return []
            }
        }
    }

    /// Deletes what is there of a business that is deleted itself: nobody can be admitted to it any more.
    func deleteAll(of business: Business.ID) throws {
        let folder = folder.appending(path: business.rawValue, directoryHint: .isDirectory)
        guard FileManager.default.fileExists(atPath: folder.path) else { return }
        try FileManager.default.removeItem(at: folder)
    }

    /// A folder for recordings that are on their way in, and nobody's yet.
    func stage(as name: String) throws -> URL {
        let staged = folder.appending(path: ".arriving-\(name)", directoryHint: .isDirectory)
        try FileManager.default.createDirectory(at: staged, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
        return staged
    }

    /// Makes what was staged the recordings of a business that has none.
    func adopt(_ staged: URL, in tenant: Tenant) throws {
        if try FileManager.default.contentsOfDirectory(atPath: staged.path).isEmpty { return discard(staged) }
        try FileManager.default.moveItem(at: staged, to: folder(of: tenant))
    }

    /// What cannot be removed stays behind as nobody's.
    func discard(_ staged: URL) {
        try? FileManager.default.removeItem(at: staged)
    }

    private static let fileType = "wav"

    private func folder(of tenant: Tenant) -> URL {
        folder.appending(path: tenant.id.rawValue, directoryHint: .isDirectory)
    }

    /// Nil for what is no call's name: it must lead nowhere else.
    private func url(of call: Call.ID, in tenant: Tenant) -> URL? {
        let name = call.rawValue
        guard name.count <= 200, name.hasPrefix(tenant.id.rawValue + "_"),
            name.utf8.allSatisfy({ ($0 | 0x20 >= 0x61 && $0 | 0x20 <= 0x7A) || ($0 >= 0x30 && $0 <= 0x39) || $0 == 0x2D || $0 == 0x5F })
        else { return nil }
        return folder(of: tenant).appending(path: name).appendingPathExtension(Self.fileType)
    }
}

enum RecordingError: Error, Hashable {
    case badName
    case cannotWrite(errno: Int32)
}

extension Optional {
    fileprivate func orThrow(_ error: some Error) throws -> Wrapped {
        guard let self else { throw error }
        return self
    }
}
