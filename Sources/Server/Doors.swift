import Core
import Features
import HTTPTypes
import Hummingbird
import Storage

/// Who may go in: turns what a request proves into a tenant. The only controller file that knows `Admission`.
struct Doors: Sendable {
    let admission: Admission

    /// For the routes under `/api/business/{businessId}`: that business's secret key.
    ///
    /// - Throws: 401 without a key that opens anything; 403 with a publishable one; 404 when the path is another business's,
    ///   which looks like a business that is not there.
    func owner(_ request: Request, _ context: AppRequestContext) async throws -> Tenant {
        let admitted = try await keyHolder(of: request)
        guard admitted.tenant.id.rawValue == context.parameters.get("businessId") else { throw Problem.notFound("business") }
        guard admitted.kind == .secret else { throw Problem.forbidden("This needs the business's secret key, not the publishable one.") }
        return admitted.tenant
    }

    /// For public facts and for starting calls: the business's own host, or either of its keys anywhere.
    func visitor(_ request: Request, _ context: AppRequestContext) async throws -> Tenant {
        if request.headers[.authorization] != nil { return try await keyHolder(of: request).tenant }
        guard let subdomain = context.subdomain else {
            throw Problem.unauthorized
        }
        guard let tenant = try await business(at: subdomain) else { throw Problem.notFound("business") }
        return tenant
    }

    /// For the feed of staff pages: a secret key.
    ///
    /// - Returns: nil when the key opens nothing, or not that.
    func staff(with key: Secret) async throws -> Tenant? {
        do {
            let admitted = try await admission.admit(apiKey: key)
            return admitted.kind == .secret ? admitted.tenant : nil
        } catch is Admission.Refusal {
            return nil
        }
    }

    /// The business whose host it is; nil when nobody has the subdomain, or it was switched off.
    func business(at subdomain: String) async throws -> Tenant? {
        do {
            return try await admission.admit(subdomain: subdomain)
        } catch is Admission.Refusal {
            return nil
        }
    }

    private func keyHolder(of request: Request) async throws -> Admission.Admitted {
        guard let key = request.bearer else { throw Problem.unauthorized }
        do {
            return try await admission.admit(apiKey: key)
        } catch is Admission.Refusal {
            throw Problem.unauthorized
        }
    }
}
