public import Core
public import Foundation
public import Storage

/// Lists and changes one kind of thing that a business owns.
public struct ResourceEditor<Resource: OwnedResource>: Sendable {
    private let identifiers: IdentifierSource
    private let clock: @Sendable () -> Date

    public init(identifiers: IdentifierSource, clock: @escaping @Sendable () -> Date) {
        self.identifiers = identifiers
        self.clock = clock
    }

    /// The present.
    public var now: Date { clock() }

    /// - Parameters:
    ///   - cursor: `nextCursor` of the page before; nil for the first.
    ///   - limit: 1...`Page.longest`.
    public func page(after cursor: String?, limit: Int, in tenant: Tenant) async throws -> Page<Resource.Document> {
        let documents = try await tenant.read { transaction in
            // One more than asked for tells whether there is another page.
            try Resource.page(after: cursor ?? "", limit: limit + 1, in: transaction)
        }
        let page = Array(documents.prefix(limit))
        return Page(data: page, nextCursor: documents.count > limit ? page.last.map(Resource.sortKey) : nil)
    }

    /// - Throws: `Problem.notFound`.
    public func find(_ id: String, in tenant: Tenant) async throws -> Resource.Document {
        guard let document = try await tenant.read({ transaction in try Resource.find(id, in: transaction) }) else {
            throw Problem.notFound(Resource.noun)
        }
        return document
    }

    /// - Throws: `Problem` when the document is not valid or its name is taken.
    public func add(_ document: Resource.Document, in tenant: Tenant) async throws -> Resource.Document {
        let now = clock()
        return try await save(document, id: Resource.identifierPrefix + "_" + identifiers.uuid(at: now), at: now, in: tenant) { _ in }
    }

    /// - Throws: `Problem` when there is no such thing, the document is not valid or its name is taken.
    public func replace(_ id: String, with document: Resource.Document, in tenant: Tenant) async throws -> Resource.Document {
        try await save(document, id: id, at: clock(), in: tenant) { transaction in
            guard try Resource.find(id, in: transaction) != nil else { throw Problem.notFound(Resource.noun) }
        }
    }

    /// - Throws: `Problem.notFound`.
    public func remove(_ id: String, in tenant: Tenant) async throws {
        let wasThere = try await tenant.write { transaction in try Resource.remove(id, in: transaction) }
        guard wasThere else { throw Problem.notFound(Resource.noun) }
    }

    private func save(
        _ document: Resource.Document, id: String, at instant: Date, in tenant: Tenant,
        checking check: @escaping @Sendable (TenantTransaction) throws -> Void
    ) async throws -> Resource.Document {
        do {
            return try await tenant.write { transaction in
                try check(transaction)
                return try Resource.save(document, id: id, at: instant, in: transaction)
            }
        } catch StorageError.uniqueViolation {
            throw Problem.conflict("There is a \(Resource.noun) with this \(Resource.identity) already.")
        }
    }
}
