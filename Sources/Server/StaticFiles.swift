import Crypto
public import Foundation
import HTTPTypes
public import Hummingbird
import NIOCore

/// The built web app, read once when the server starts: no path that a request names ever reaches the disk.
public struct StaticFiles: Sendable {
    /// The pages that the app draws itself, all of them from `index.html`.
    public static let pages = [
        "/", "/register", "/verify-email", "/setup", "/voice-interface", "/staff", "/staff/orders", "/staff/appointments",
        "/staff/waiting-list", "/staff/tickets", "/staff/requests", "/staff/customers", "/sign-in", "/forgotten-password",
        "/reset-password",
        "/invitation", "/operator", "/visit",
        "/settings", "/settings/{section}", "/people", "/plan", "/calls", "/account",
    ]
    /// Where the web build puts files whose names change with their content.
    static let hashedPrefix = "/assets/"

    private let files: [String: File]

    struct File: Sendable {
        let body: ByteBuffer
        let mediaType: String
        let cacheControl: String
        let entityTag: String
    }

    /// - Parameter folder: what the web build produced. Without it `page` says how to build it.
    public init(folder: URL?) {
        guard let folder else {
            files = [:]
            return
        }
        let root = folder.resolvingSymlinksInPath().path(percentEncoded: false)
        var files: [String: File] = [:]
        let found = FileManager.default.enumerator(at: URL(filePath: root), includingPropertiesForKeys: [.isRegularFileKey])
        while let url = found?.nextObject() as? URL {
            // A link is no regular file: it could lead out of the folder.
            guard (try? url.resourceValues(forKeys: [.isRegularFileKey]).isRegularFile) == true, let data = try? Data(contentsOf: url)
            else { continue }
            let path = "/" + url.path(percentEncoded: false).dropFirst(root.count).drop { $0 == "/" }
            files[path] = File(path: path, data: data)
        }
        self.files = files
    }

    /// The paths of the files, without the app's page.
    public var paths: [String] {
        files.keys.filter { $0 != "/index.html" }.sorted()
    }

    /// The app's one page.
    public func page(for request: Request) -> Response {
        guard let index = files["/index.html"] else { return Self.howToBuild }
        return index.response(to: request)
    }

    /// The file that a request's path names; nil when there is none.
    public func file(for request: Request) -> Response? {
        files[request.uri.path]?.response(to: request)
    }

    private static var howToBuild: Response {
        let html = """
            <!doctype html><html lang="en"><meta charset="utf-8"><title>The web app is not built</title>
            <h1>The web app is not built</h1>
            <p>The server runs; its pages are missing. Build them with <code>make web</code> and start the server again.</p></html>

            """
        return Response(
            status: .serviceUnavailable, headers: [.contentType: "text/html; charset=utf-8", .cacheControl: "no-store"],
            body: ResponseBody(byteBuffer: ByteBuffer(string: html))
        )
    }
}

extension StaticFiles.File {
    init(path: String, data: Data) {
        body = ByteBuffer(bytes: data)
        mediaType = Self.mediaTypes[path.split(separator: ".").last.map { $0.lowercased() } ?? ""] ?? "application/octet-stream"
        cacheControl = path.hasPrefix(StaticFiles.hashedPrefix) ? "public, max-age=31536000, immutable" : "no-cache"
        entityTag = "\"" + SHA256.hash(data: data).prefix(16).map { String($0, radix: 16) }.joined(separator: "") + "\""
    }

    func response(to request: Request) -> Response {
        var headers: HTTPFields = [.cacheControl: cacheControl, .eTag: entityTag]
        guard request.headers[.ifNoneMatch] != entityTag else { return Response(status: .notModified, headers: headers) }
        headers[.contentType] = mediaType
        return Response(status: .ok, headers: headers, body: ResponseBody(byteBuffer: body))
    }

    private static let mediaTypes = [
        "css": "text/css; charset=utf-8", "html": "text/html; charset=utf-8", "ico": "image/x-icon",
        "js": "text/javascript; charset=utf-8", "json": "application/json", "map": "application/json", "mp3": "audio/mpeg",
        "png": "image/png", "jpg": "image/jpeg", "svg": "image/svg+xml", "txt": "text/plain; charset=utf-8", "wasm": "application/wasm",
        "wav": "audio/wav", "webmanifest": "application/manifest+json", "webp": "image/webp", "woff2": "font/woff2",
    ]
}
