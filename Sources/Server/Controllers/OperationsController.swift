import Core
import Features
import Foundation
import HTTPTypes
import Hummingbird
import Logging
import NIOCore
import Storage

/// What an operator's tools ask: is it alive, is it ready, how busy is it, what can it do.
struct OperationsController: Sendable {
    let speech: Speech
    let calls: Calls
    let metrics: PrometheusRegistry
    let store: Store
    let clock: @Sendable () -> Date

    private struct Health: Encodable {
        let status = "ok"
        let speech: SpeechStatus
        let callsInMemory: Int
    }

    private struct Readiness: Encodable {
        let status: String
        let checks: [String: String]
    }

    func addRoutes(to routes: inout Routes, on router: some RouterMethods<AppRequestContext>) {
        let tags = ["Operations"]
        routes.add(
            Endpoint(
                .get, "/health", summary: "Whether the process answers, and what it can do", access: .open, tags: tags,
                responses: [.init(200, "It does", .json(.any))]), to: router
        ) { _, _ in
            JSON(Health(speech: await speech.status(), callsInMemory: await calls.count))
        }
        routes.add(
            Endpoint(
                .get, "/ready", summary: "Whether it can work", access: .open, tags: tags,
                responses: [.init(200, "It can", .json(.any)), .init(503, "It cannot", .json(.any))]), to: router
        ) { _, context in
            do {
                try await store.check()
                return JSON(Readiness(status: "ready", checks: ["storage": "ok"]))
            } catch {
                context.logger.warning("The storage does not answer", metadata: ["error": "\(error)"])
                return JSON(Readiness(status: "unavailable", checks: ["storage": "does not answer"]), status: .serviceUnavailable)
            }
        }
        routes.add(
            Endpoint(
                .get, "/metrics", summary: "Figures for Prometheus", access: .loopback, tags: tags,
                responses: [.init(200, "Text format 0.0.4", .init(.string(), mediaType: "text/plain"))]), to: router
        ) { _, context in
            // Only for programs on this machine: figures of all businesses are nobody else's business.
            guard context.origin.isLoopback else { throw Problem.notFound("page") }
            await PlatformMetrics.read(calls: calls, store: store, speech: speech, at: clock())
            return Response(
                status: .ok, headers: [.contentType: PrometheusRegistry.contentType, .cacheControl: "no-store"],
                body: ResponseBody(byteBuffer: ByteBuffer(string: metrics.text())))
        }
    }
}
