public import Core
public import Features
import Hummingbird

/// What the doors for Ultravox, and for those whose calls it holds, need.
public struct UltravoxDoors: Sendable {
    /// The secrets with which Ultravox signs what it tells.
    let secrets: [Secret]
    /// Nil where no calls are given to Ultravox.
    let answering: UltravoxAnswering?
    /// Reads the words of calls whose sound does not pass here.
    let telephone: UltravoxTelephone?

    public init(secrets: [Secret] = [], answering: UltravoxAnswering? = nil, telephone: UltravoxTelephone? = nil) {
        self.secrets = secrets
        self.answering = answering
        self.telephone = telephone
    }
}

/// Has a business's agent at Ultravox looked after once a request may have changed what it is, so that no controller has to remember to.
struct UltravoxAgentMiddleware: RouterMiddleware {
    let agents: UltravoxAgents?

    func handle(
        _ request: Request, context: TenantRequestContext, next: (Request, TenantRequestContext) async throws -> Response
    ) async throws -> Response {
        let response = try await next(request, context)
        if request.method != .get, request.method != .head { agents?.consider(context.businessID) }
        return response
    }
}
