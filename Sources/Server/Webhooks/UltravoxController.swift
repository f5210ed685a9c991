import Conversation
import Core
import Features
import Foundation
import HTTPTypes
import Hummingbird
import NIOCore

/// What Ultravox calls: the tools of the calls that it holds, and what it tells of them.
struct UltravoxController: Sendable {
    let desk: UltravoxDesk

    func addRoutes(to routes: inout Routes, on router: some RouterMethods<AppRequestContext>) {
        let tags = ["Ultravox"]
        addAccountRoute(to: &routes, on: router)
        routes.add(
            Endpoint(
                .post, "/webhook/{businessId}/ultravox/tools/{tool}", summary: "Call a tool of a call that Ultravox holds",
                details:
                    "The arguments are those of the business's workflow, and `\(UltravoxDesk.callIDName)`. The answer is a text for the "
                    + "model: what to say next, or why it was refused; or, when the business's data have changed since the model was told of "
                    + "them, what it is told now, as Ultravox's `new-stage`. The token is that call's, and no other's.",
                access: .callToken, tags: tags, request: .json(.any),
                responses: [.init(200, "What the model is told", .init(.string(), mediaType: "text/plain"))]), to: router
        ) { request, context in
            let arguments = try await request.json(as: JSONValue.self)
            guard let token = request.bearer,
                let answer = try await desk.call(
                    context.parameters.require("tool"), with: arguments, token: token,
                    of: .init(context.parameters.require("businessId")))
            else { throw Problem.unauthorized }
            return Response(answer)
        }
        routes.add(
            Endpoint(
                .post, "/webhook/{businessId}/ultravox", summary: "Hear what becomes of a call that Ultravox holds",
                details:
                    "Ultravox's own events, `{\"event\": \"call.ended\", \"call\": {…}}`, answered with 204; or `{\"type\": \"tool_called\" | "
                    + "\"call_ended\", \"callId\": …, \"data\": {…}}`, answered with 200. Each is taken once, however often it comes. "
                    + "`\(UltravoxDesk.signatureHeader)` and `\(UltravoxDesk.timestampHeader)` prove it.",
                access: .signature(of: .ultravox), tags: tags, request: .json(.any),
                responses: [
                    .init(200, "It was taken", .json(.object(["status": .string(), "result": .string()], optional: ["result"]))),
                    .init(204, "It was taken"),
                ]), to: router
        ) { request, context in
            let business = try Business.ID(context.parameters.require("businessId"))
            let receipt = try await proven(request) { body, signatures, timestamp in
                try await desk.hear(body, signatures: signatures, timestamp: timestamp, about: business)
            }
            switch receipt {
            case .noted: return Response(status: .noContent)
            case .acknowledged: return try JSON(Taken(status: "success", result: nil)).response(from: request, context: context)
            case .answered(let answer):
                return try JSON(Taken(status: "success", result: answer.text)).response(from: request, context: context)
            }
        }
    }

    /// What the account's webhook tells of all businesses' calls.
    private func addAccountRoute(to routes: inout Routes, on router: some RouterMethods<AppRequestContext>) {
        routes.add(
            Endpoint(
                .post, UltravoxSubscription.path, summary: "Hear what becomes of any call of the Ultravox account",
                details:
                    "Ultravox's own events, `{\"event\": \"call.billed\", \"call\": {…}}`, each taken once, however often it comes. Whose call it "
                    + "was stands in its metadata; of calls that are nobody's here nothing comes. `\(UltravoxDesk.signatureHeader)` and "
                    + "`\(UltravoxDesk.timestampHeader)` prove it.",
                access: .signature(of: .ultravox), tags: ["Ultravox"], request: .json(.any), responses: [.init(204, "It was taken")]),
            to: router
        ) { request, _ in
            try await proven(request) { body, signatures, timestamp in
                try await desk.hear(body, signatures: signatures, timestamp: timestamp)
            }
            return Response(status: .noContent)
        }
    }

    private func proven<Result: Sendable>(
        _ request: Request, _ hear: ([UInt8], _ signatures: String?, _ timestamp: String?) async throws -> Result
    ) async throws -> Result {
        let body = try await request.body.collect(upTo: RequestLimits.bodyBytes)
        do {
            return try await hear(
                Array(body.readableBytesView), request.headers[named: UltravoxDesk.signatureHeader],
                request.headers[named: UltravoxDesk.timestampHeader])
        } catch is UltravoxDesk.Unproven {
            throw Problem.unsigned
        }
    }

    private struct Taken: Encodable {
        let status: String
        let result: String?
    }
}

extension Response {
    /// As Ultravox reads it: the body is for the model, a header steers the call.
    fileprivate init(_ reply: UltravoxDesk.ToolReply) {
        var headers: HTTPFields = [.contentType: reply.mediaType, .cacheControl: "no-store"]
        headers[named: reply.header.name] = reply.header.value
        self.init(status: .ok, headers: headers, body: ResponseBody(byteBuffer: ByteBuffer(bytes: reply.body)))
    }
}
