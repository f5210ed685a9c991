public import Hummingbird

/// The table of every route: what the router answers and what the OpenAPI document says.
public struct Routes: Sendable {
    public private(set) var endpoints: [Endpoint] = []

    public init() {}

    /// Answers an endpoint with a handler on a router or a group whose base path is the root.
    ///
    /// - Precondition: no endpoint with this method and path was added before.
    public mutating func add<Context: RequestContext, Output: ResponseGenerator>(
        _ endpoint: Endpoint, to router: some RouterMethods<Context>,
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
    func methods(of path: String) -> [String] {
        endpoints.filter { $0.matches(path: path) }.map { $0.method.rawValue }
    }
}
