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
    /// The business the request was admitted to. Set by the one middleware that asks `Admission`.
    public var tenant: Tenant?

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
    public let tenant: Tenant

    /// - Throws: `Problem.unauthorized` when nobody was admitted.
    public init(context: AppRequestContext) throws {
        guard let tenant = context.tenant else { throw Problem.unauthorized }
        coreContext = context.coreContext
        origin = context.origin
        subdomain = context.subdomain
        self.tenant = tenant
    }

    /// The business that is served.
    var businessID: Business.ID { tenant.id }
    /// Its label under the platform's domain, on whatever host the request came.
    var label: String { tenant.subdomain }

    public var maxUploadSize: Int { RequestLimits.bodyBytes }
}
