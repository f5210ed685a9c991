import Core
import Features
import Foundation
import Storage

/// What commands do in an operator's name.
extension Composition {
    /// - Parameter data: the data folder; recordings are kept in it with either database.
    func recordings(in data: URL) -> Recordings {
        Recordings(in: data.appending(path: "recordings", directoryHint: .isDirectory))
    }

    func deletion(recordings: Recordings) -> BusinessDeletion {
        BusinessDeletion(store: store, recordings: recordings, numbers: numbers, clock: clock)
    }

    /// What an operator decides.
    ///
    /// - Parameter data: the data folder.
    func operatorDesk(data: URL) -> OperatorDesk {
        let recordings = recordings(in: data)
        return OperatorDesk(
            store: store, billing: billing, deletion: deletion(recordings: recordings), recordings: recordings,
            exports: data.appending(path: "exports", directoryHint: .isDirectory), identifiers: identifiers, clock: clock)
    }

    func businessImport(data: URL) -> BusinessImport {
        BusinessImport(
            store: store, recordings: recordings(in: data), terms: billing.terms, identifiers: identifiers, clock: clock)
    }

    /// A business as its operator reaches it: also one that is switched off. Who and why is in the audit log.
    func operated(_ subdomain: String, reason: String) async throws -> Tenant {
        let id = try await businessID(subdomain)
        if let departure = try await store.platform.read({ try $0.departure(of: id) }) {
            throw CommandFailure.badInput("Error: \(subdomain) was deleted on \(departure.requestedAt.formatted(.iso8601)).")
        }
        return try await store.admission.admit(operator: Principal.keyboard.name, reason: reason, business: id)
    }

    func businessID(_ subdomain: String) async throws -> Business.ID {
        if let id = try await store.platform.read({ try $0.businessID(ofSubdomain: subdomain.lowercased()) }) { return id }
        throw CommandFailure.badInput(
            "Error: there is no business \"\(subdomain)\" here; `voiceagent business list` shows those that are.")
    }
}
