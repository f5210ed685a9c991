import Core
public import Hummingbird
import Storage

/// The table of every route: what the router answers and what the OpenAPI document says.
public struct Routes: Sendable {
    public private(set) var endpoints: [Endpoint] = []

    public init() {}

    /// Answers an endpoint with a handler on a router or a group whose base path is the root.
    ///
    /// - Precondition: no endpoint with this method and path was added before, and this one asks for nobody's authority.
    public mutating func add<Context: RequestContext, Output: ResponseGenerator>(
        _ endpoint: Endpoint, to router: some RouterMethods<Context>,
        handler: @escaping @Sendable (Request, Context) async throws -> Output
    ) {
        precondition(
            endpoint.access.requirement == nil && !endpoint.access.needsPerson,
            "\(endpoint.method) \(endpoint.path) asks for authority that its router does not know"
        )
        enter(endpoint, on: router, handler: handler)
    }

    /// As above, for what a business owns: what whoever was admitted may do is checked before the handler runs.
    public mutating func add<Output: ResponseGenerator>(
        _ endpoint: Endpoint, to router: some RouterMethods<TenantRequestContext>,
        handler: @escaping @Sendable (Request, TenantRequestContext) async throws -> Output
    ) {
        precondition(!endpoint.access.needsPerson, "\(endpoint.method) \(endpoint.path) asks for a person, not for a business")
        let requirement = endpoint.access.requirement
        enter(endpoint, on: router) { request, context in
            if let (role, scope) = requirement, !context.authority.suffices(for: role, scope) {
                throw Problem.forbidden("This is for \(role.rawValue)s of the business, and for keys with the scope \(scope.rawValue).")
            }
            return try await handler(request, context)
        }
    }

    /// As above, for who has signed in.
    public mutating func add<Output: ResponseGenerator>(
        _ endpoint: Endpoint, to router: some RouterMethods<PersonRequestContext>,
        handler: @escaping @Sendable (Request, PersonRequestContext) async throws -> Output
    ) {
        precondition(endpoint.access.needsPerson, "\(endpoint.method) \(endpoint.path) says that it asks for nobody, and its router does")
        let isForOperators = endpoint.access == .platformOperator
        enter(endpoint, on: router) { request, context in
            if isForOperators, !context.person.runsThePlatform {
                throw Problem.forbidden("This is for who runs the platform, signed in on its own host.")
            }
            return try await handler(request, context)
        }
    }

    private mutating func enter<Context: RequestContext, Output: ResponseGenerator>(
        _ endpoint: Endpoint, on router: some RouterMethods<Context>,
        handler: @escaping @Sendable (Request, Context) async throws -> Output
    ) {
        precondition(
            !endpoints.contains { $0.method == endpoint.method && $0.path == endpoint.path },
            "\(endpoint.method) \(endpoint.path) is declared twice"
        )
        endpoints.append(endpoint)
        router.on(RouterPath(endpoint.path), method: endpoint.method) { request, context in
            try await handler(request, context)
        }
    }

    /// The methods which a path answers to; empty when there is no such path.
    ///
    /// - Parameter access: those for these alone; nil for all.
    func methods(of path: String, for access: Endpoint.Access? = nil) -> [String] {
        endpoints.filter { $0.matches(path: path) && (access == nil || $0.access == access) }.map { $0.method.rawValue }
    }
}
