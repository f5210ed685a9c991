import Core
public import Hummingbird
import NIOCore
public import Storage

/// What is known of a request before anybody is admitted.
public struct AppRequestContext: RequestContext {
    public var coreContext: CoreRequestContextStorage
    /// Where the request came from; completed by `OriginMiddleware`, which every router starts with.
    public var origin: RequestOrigin
    /// The business named by the host the request was sent to.
    public var subdomain: String?
    /// The host the request was sent to, with port, where that is a business's own domain.
    public var customHost: String?
    /// Whether the request was sent to the platform's own host.
    public var isPlatformHost = false
    /// The business the request was admitted to, by whom. Set by the one middleware that asks `Admission`.
    public var admitted: Admission.Admitted?
    /// The person who signed in, where that is what the route asks for. Set by the same.
    public var person: SignedIn?
    /// What the request was counted against.
    let rateLimits = RateLimitReport()

    let peer: SocketAddress?

    public init(source: ApplicationRequestContextSource) {
        coreContext = CoreRequestContextStorage(source: source)
        peer = source.channel.remoteAddress
        origin = RequestOrigin(peer: peer, host: nil) { _ in nil }
    }

    public var maxUploadSize: Int { RequestLimits.bodyBytes }
}

/// The context of every route that serves one business: without a tenant there is none.
public struct TenantRequestContext: ChildRequestContext {
    public var coreContext: CoreRequestContextStorage
    public let origin: RequestOrigin
    public let subdomain: String?
    /// The host the request was sent to, with port, where that is a business's own domain.
    public let customHost: String?
    public let tenant: Tenant
    /// Who asks: what is written down beside what is done.
    public let actor: Principal
    /// What whoever asks may do. Checked against the endpoint's declared access before its handler runs.
    public let authority: Authority

    /// - Throws: `Problem.unauthorized` when nobody was admitted.
    public init(context: AppRequestContext) throws {
        guard let admitted = context.admitted else { throw Problem.unauthorized }
        coreContext = context.coreContext
        origin = context.origin
        subdomain = context.subdomain
        customHost = context.customHost
        tenant = admitted.tenant
        actor = admitted.actor
        authority = admitted.authority
    }

    /// The business that is served.
    var businessID: Business.ID { tenant.id }
    /// Its label under the platform's domain, on whatever host the request came.
    var label: String { tenant.subdomain }

    public var maxUploadSize: Int { RequestLimits.bodyBytes }
}

/// The context of the routes for whoever has signed in: their own account, and the operator's work.
public struct PersonRequestContext: ChildRequestContext {
    public var coreContext: CoreRequestContextStorage
    public let origin: RequestOrigin
    public let person: SignedIn

    /// - Throws: `Problem.unauthorized` when nobody has signed in.
    public init(context: AppRequestContext) throws {
        guard let person = context.person else { throw Problem.unauthorized }
        coreContext = context.coreContext
        origin = context.origin
        self.person = person
    }

    public var maxUploadSize: Int { RequestLimits.bodyBytes }
}
