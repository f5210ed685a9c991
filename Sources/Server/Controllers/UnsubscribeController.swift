import Core
import Features
import HTTPTypes
import Hummingbird
import NIOCore

/// Ends mail of a kind: a page that asks, for people, and the same by POST, for them and for mail programs (RFC 8058).
///
/// The page changes nothing by being opened: programs open the links in mail to look for dangers.
struct UnsubscribeController: Sendable {
    let unsubscriptions: Unsubscriptions

    private static let path = "/unsubscribe"

    func addRoutes(to routes: inout Routes, on router: some RouterMethods<AppRequestContext>) {
        let parameter = Endpoint.Parameter("token", "From the link in a letter", isRequired: true)
        let html = Endpoint.Content(.string(), mediaType: "text/html")
        routes.add(
            Endpoint(
                .get, Self.path, summary: "The page of a link that ends mail of a kind", access: .open, tags: ["Mail"],
                parameters: [parameter], responses: [.init(200, "It asks", html), .init(404, "The link was not made here", html)]),
            to: router
        ) { request, _ in
            guard let wish = token(of: request).flatMap({ unsubscriptions.wish(in: $0) }) else { return Self.unknown }
            return Self.page(
                "No more mail of this kind?", "\(wish.address) would get no more \(wish.topic.words).", button: "No more of it")
        }
        routes.add(
            Endpoint(
                .post, Self.path, summary: "End mail of a kind", details: "One click (RFC 8058). Safe to repeat.", access: .open,
                tags: ["Mail"], parameters: [parameter],
                responses: [.init(200, "It is ended", html), .init(404, "The link was not made here", html)]), to: router
        ) { request, _ in
            guard let token = token(of: request), let wish = unsubscriptions.wish(in: token) else { return Self.unknown }
            do { try await unsubscriptions.end(token) } catch is Problem { return Self.unknown }
            return Self.page("Done", "\(wish.address) gets no more \(wish.topic.words).", button: nil)
        }
    }

    private func token(of request: Request) -> Secret? { request.uri.queryParameters.get("token").map { Secret($0) } }

    private static var unknown: Response {
        page("This link does not work", "It is not complete, or belongs to something that is gone.", button: nil, status: .notFound)
    }

    private static func page(_ title: String, _ text: String, button: String?, status: HTTPResponse.Status = .ok) -> Response {
        let html = UnsubscribePage.html(title: title, text: text, button: button)
        return Response(
            status: status, headers: [.contentType: "text/html; charset=utf-8", .cacheControl: "no-store"],
            body: ResponseBody(byteBuffer: ByteBuffer(string: html)))
    }
}

extension Unsubscription.Topic {
    /// As a sentence goes on: `no more …`.
    fileprivate var words: String {
        switch self {
        case .usage: "notices about how much of a plan is used"
        case .notices: "notices about what was set up"
        case .reminders: "reminders of appointments"
        }
    }
}
