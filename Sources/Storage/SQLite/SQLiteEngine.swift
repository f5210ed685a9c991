import Core
import Foundation

/// A folder: `platform.sqlite`, and a file for each business under `tenants`.
final class SQLiteEngine: Engine {
    private let folder: DataFolder
    private let platformFile: SQLiteFile
    private let tenants: TenantFiles

    var platform: any Database { platformFile }
    var openTenants: Int { tenants.openCount }
    var files: DataFiles? { DataFiles(folder: folder.url) }

    init(folder url: URL, for user: Store.User, openTenantLimit: Int) throws {
        folder = try DataFolder(url, for: user)
        let file = url.appending(path: DataFiles.platform)
        try DataFolder.makePrivateFile(at: file)
        platformFile = SQLiteFile(url: file, migrator: .platform(.sqlite(business: nil)))
        tenants = TenantFiles(folder: url.appending(path: DataFiles.tenants), limit: openTenantLimit)
    }

    func database(of business: Business.ID) -> any Database {
        TenantDatabase(business: business, files: tenants)
    }

    func databaseBeside(of business: Business.ID) -> any Database {
        DatabaseBeside(business: business, files: tenants)
    }

    func create(_ business: Business.ID) async throws { try await tenants.create(business) }
    func discard(_ business: Business.ID) async throws { try await tenants.discard(business) }
    func closeIdle(now: Date) { tenants.closeIdle(now: now) }

    func close() async {
        await tenants.closeAll()
        await platformFile.close()
    }

    private struct TenantDatabase: Database {
        let business: Business.ID
        let files: TenantFiles

        func transaction<T: Sendable>(_ access: Access, _ body: @escaping @Sendable (any Connection) throws -> T) async throws -> T {
            try await files.transaction(on: business, access, body)
        }
    }

    private struct DatabaseBeside: Database {
        let business: Business.ID
        let files: TenantFiles

        func transaction<T: Sendable>(_ access: Access, _ body: @escaping @Sendable (any Connection) throws -> T) async throws -> T {
            try await files.transactionBeside(on: business, access, body)
        }
    }
}
