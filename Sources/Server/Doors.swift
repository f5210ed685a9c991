import Core
import Features
import HTTPTypes
import Hummingbird
import Storage

/// Who may go in: turns what a request proves into a tenant. Controllers ask here, and know no way of their own.
struct Doors: Sendable {
    let admission: Admission

    /// For the routes under `/api/business/{businessId}`: that business's secret key, or the cookie of one of its people. What either
    /// may do there is asked by the routes.
    ///
    /// - Throws: 401 without proof of anything; 403 with a publishable key; 404 when the path is another business's, which looks like a
    ///   business that is not there.
    func member(_ request: Request, _ context: AppRequestContext) async throws -> Admission.Admitted {
        let business = Business.ID(context.parameters.get("businessId") ?? "")
        guard request.headers[.authorization] == nil, let session = try SessionCookie.token(in: request, context.origin) else {
            let admitted = try await keyHolder(of: request, context)
            guard admitted.tenant.id == business else { throw Problem.notFound("business") }
            if case .key(.publishable, _) = admitted.authority {
                throw Problem.forbidden("This needs the business's secret key, not the publishable one.")
            }
            return admitted
        }
        do {
            return try await admission.admit(session: session, into: business)
        } catch Admission.Refusal.unknownBusiness {
            throw Problem.notFound("business")
        } catch Admission.Refusal.suspended {
            throw Problem.businessSuspended
        } catch is Admission.Refusal {
            throw Problem.unauthorized
        }
    }

    /// For public facts and for starting calls: the business's own host, or either of its keys anywhere.
    func visitor(_ request: Request, _ context: AppRequestContext) async throws -> Admission.Admitted {
        if request.headers[.authorization] != nil { return try await keyHolder(of: request, context) }
        guard let subdomain = context.subdomain else {
            throw Problem.unauthorized
        }
        do {
            guard let tenant = try await admission.admit(subdomain: subdomain) else { throw Problem.notFound("business") }
            return .visitor(of: tenant)
        } catch Admission.Refusal.suspended {
            throw Problem.businessSuspended
        } catch is Admission.Refusal {
            throw Problem.notFound("business")
        }
    }

    /// For whoever has signed in: the cookie.
    ///
    /// - Throws: 401 without one that is good.
    func person(_ request: Request, _ context: AppRequestContext) async throws -> SignedIn {
        guard context.isPlatformHost || context.subdomain != nil, let session = try SessionCookie.token(in: request, context.origin) else {
            throw Problem.unauthorized
        }
        do {
            return try await admission.person(session: session)
        } catch is Admission.Refusal {
            throw Problem.unauthorized
        }
    }

    /// For the feed of staff pages: a secret key, or the cookie of one of the people of the business whose host it is.
    ///
    /// - Parameter key: nil for the cookie.
    /// - Returns: nil when neither opens that.
    func staff(with key: Secret?, _ visit: SocketVisit) async throws -> Tenant? {
        do {
            let admitted: Admission.Admitted
            if let key {
                admitted = try await admission.admit(apiKey: key)
            } else {
                guard let subdomain = visit.subdomain, let session = visit.session,
                    let business = try await business(at: subdomain)
                else { return nil }
                admitted = try await admission.admit(session: session, into: business.id)
            }
            return admitted.authority.suffices(for: .staff, .readRecords) ? admitted.tenant : nil
        } catch is Admission.Refusal {
            return nil
        }
    }

    /// For a calendar program: the secret in its address.
    ///
    /// - Throws: 404 whatever is wrong: nobody is told which businesses there are.
    func calendar(_ token: String, of business: String) async throws -> (tenant: Tenant, resource: String?) {
        do {
            return try await admission.admit(calendarToken: Secret(token), of: Business.ID(business))
        } catch is Admission.Refusal {
            throw Problem.notFound("calendar")
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

    /// - Throws: 401 without a good key; 403 when a page uses a publishable key that was not declared for its origin.
    private func keyHolder(of request: Request, _ context: AppRequestContext) async throws -> Admission.Admitted {
        guard let key = request.bearer else { throw Problem.unauthorized }
        let admitted: Admission.Admitted
        do {
            admitted = try await admission.admit(apiKey: key)
        } catch Admission.Refusal.suspended {
            throw Problem.businessSuspended
        } catch is Admission.Refusal {
            throw Problem.unauthorized
        }
        if let origins = admitted.origins, let page = request.headers[.origin], !context.origin.isOwn(page), !origins.contains(page) {
            throw Problem.forbidden("This key was not declared for pages of \(page).")
        }
        return admitted
    }
}
