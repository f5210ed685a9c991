public import Core
public import Foundation
public import Storage

/// Takes a whole menu over from a file: all of it, or nothing.
public struct MenuImport: Sendable {
    private let identifiers: IdentifierSource
    private let clock: @Sendable () -> Date

    public init(identifiers: IdentifierSource, clock: @escaping @Sendable () -> Date) {
        self.identifiers = identifiers
        self.clock = clock
    }

    /// How a file is written.
    public enum Format: Sendable, Hashable {
        /// A list of menu items.
        case json
        case table
    }

    /// What an import did, or would do.
    public struct Report: Sendable, Hashable, Codable {
        public let items: Int
        public let isDone: Bool
        /// As a person reads it; empty when everything is as the file says already.
        public let changes: [String]
    }

    /// Items are told by their names: one that is there is changed, and keeps its identifier and its stock.
    ///
    /// - Parameters:
    ///   - removesOthers: whether what is not in the file leaves the menu.
    ///   - isRehearsal: only tells what would change.
    /// - Throws: `Problem` with every line or item that is wrong; nothing is changed then.
    public func take(
        _ file: Data, as format: Format, removingOthers removesOthers: Bool, rehearsing isRehearsal: Bool, by actor: Principal,
        in tenant: Tenant
    ) async throws -> Report {
        let items = try Self.items(in: file, as: format)
        let (identifiers, now) = (identifiers, clock())
        do {
            return try await tenant.write { transaction in
                let before = try transaction.configuration().menu
                try ResourceList(transaction: transaction, identifiers: identifiers, now: now)
                    .replace(with: items, of: MenuItems.self, at: "#", removesOthers: removesOthers)
                let changes = try ConfigurationDifference.lines(from: ["menu": before], to: ["menu": transaction.configuration().menu])
                if isRehearsal { throw Rehearsed(changes: changes) }
                try transaction.audit(
                    AuditEntry("menu.imported", by: actor, details: ["items": "\(items.count)", "changes": "\(changes.count)"]), at: now)
                return Report(items: items.count, isDone: true, changes: changes)
            }
        } catch let rehearsed as Rehearsed {
            return Report(items: items.count, isDone: false, changes: rehearsed.changes)
        }
    }

    private static func items(in file: Data, as format: Format) throws -> [MenuItemDocument] {
        switch format {
        case .json: return try JSONDecoder().decode([MenuItemDocument].self, from: file)
        case .table:
            guard let text = String(data: file, encoding: .utf8) else {
                throw Problem.invalid("#", "The table is not written in UTF-8; save it again with that encoding.")
            }
            return try MenuTable.items(in: text)
        }
    }

    /// Undoes the transaction.
    private struct Rehearsed: Error {
        let changes: [String]
    }
}
