import Core
import Foundation
import Synchronization

/// The businesses' files: opened on use, closed when idle, and never many at once.
final class TenantFiles: Sendable {
    /// A file that was not used for so long is closed by the next sweep.
    private static let idleSeconds: TimeInterval = 60

    private let folder: URL
    private let limit: Int
    private let state = Mutex(State())

    private struct State {
        var open: [Business.ID: Entry] = [:]
        var uses = 0
    }

    private struct Entry {
        let file: SQLiteFile
        /// Transactions that run on it or wait for it. A file in use is not closed.
        var users = 0
        /// Counts up with every use of any file: the smallest is the least recently used.
        var lastUse = 0
        /// When a sweep first saw it unused since; nil after a use.
        var idleSince: Date?
    }

    /// - Parameter limit: how many files are open at once, unless more than that are in use at the same moment.
    init(folder: URL, limit: Int) {
        self.folder = folder
        self.limit = limit
    }

    var openCount: Int { state.withLock { $0.open.count } }

    /// In the folder, `8f/0191…8f.sqlite`: two hexadecimal digits of fan-out keep folders small.
    ///
    /// They are the last two: the first digits of a version 7 UUID are a clock, the same for all of a month.
    static func path(of business: Business.ID) -> String { "\(business.rawValue.suffix(2))/\(business.rawValue).sqlite" }

    private func url(of business: Business.ID) -> URL { folder.appending(path: Self.path(of: business)) }

    /// Makes the business's empty database, or leaves the one that is there.
    ///
    /// One that a power cut tore while it was being made is made anew: nobody has been told of the business yet.
    func create(_ business: Business.ID) async throws {
        do {
            try await open(business)
        } catch StorageError.corrupt {
            try await discard(business)
            try await open(business)
        }
    }

    /// So that the schema is there before anybody is told of the business.
    private func open(_ business: Business.ID) async throws {
        try DataFolder.makePrivateFile(at: url(of: business))
        try await transaction(on: business, .read) { _ in }
    }

    /// Removes the business's database. What other processes have open of it goes when they close it.
    func discard(_ business: Business.ID) async throws {
        let entry = state.withLock { $0.open.removeValue(forKey: business) }
        await entry?.file.close()
        let path = url(of: business).path
        for file in [path, path + "-wal", path + "-shm"] where FileManager.default.fileExists(atPath: file) {
            try FileManager.default.removeItem(atPath: file)
        }
    }

    func transaction<T: Sendable>(
        on business: Business.ID, _ access: Access, _ body: @escaping @Sendable (any Connection) throws -> T
    ) async throws -> T {
        let file = take(business)
        defer { putBack(business) }
        return try await file.transaction(access, body)
    }

    /// Runs a transaction on a connection of its own, which is closed after it.
    func transactionBeside<T: Sendable>(
        on business: Business.ID, _ access: Access, _ body: @escaping @Sendable (any Connection) throws -> T
    ) async throws -> T {
        // Brings the schema up to date, so that not two connections do it at once.
        try await transaction(on: business, .read) { _ in }
        let file = SQLiteFile(url: url(of: business), migrator: .tenant(.sqlite(business: business)))
        let result: Result<T, any Error>
        do {
            result = .success(try await file.transaction(access, body))
        } catch {
            result = .failure(error)
        }
        await file.close()
        return try result.get()
    }

    /// Closes what no sweep of the last minute saw in use.
    ///
    /// - Parameter now: the time of this sweep; a file is closed by the first sweep a minute or more after one that saw
    ///   it unused.
    func closeIdle(now: Date) {
        let idle = state.withLock { state in
            var idle: [SQLiteFile] = []
            for (business, entry) in state.open where entry.users == 0 {
                let idleSince = entry.idleSince ?? now
                if now.timeIntervalSince(idleSince) >= Self.idleSeconds {
                    idle.append(entry.file)
                    state.open[business] = nil
                } else {
                    state.open[business]?.idleSince = idleSince
                }
            }
            return idle
        }
        for file in idle { file.closeSoon() }
    }

    func closeAll() async {
        let files = state.withLock { state in
            defer { state.open = [:] }
            return state.open.values.map(\.file)
        }
        for file in files { await file.close() }
    }

    private func take(_ business: Business.ID) -> SQLiteFile {
        let (file, surplus) = state.withLock { state in
            state.uses += 1
            var entry =
                state.open[business]
                ?? Entry(file: SQLiteFile(url: url(of: business), migrator: .tenant(.sqlite(business: business))))
            entry.users += 1
            entry.lastUse = state.uses
            entry.idleSince = nil
            state.open[business] = entry
            return (entry.file, removeSurplus(from: &state))
        }
        for file in surplus { file.closeSoon() }
        return file
    }

    private func putBack(_ business: Business.ID) {
        let surplus = state.withLock { state in
            state.open[business]?.users -= 1
            return removeSurplus(from: &state)
        }
        for file in surplus { file.closeSoon() }
    }

    private func removeSurplus(from state: inout State) -> [SQLiteFile] {
        var surplus: [SQLiteFile] = []
        while state.open.count > limit,
            let oldest = state.open.filter({ $0.value.users == 0 }).min(by: { $0.value.lastUse < $1.value.lastUse })
        {
            surplus.append(oldest.value.file)
            state.open[oldest.key] = nil
        }
        return surplus
    }
}
