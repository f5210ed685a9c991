import Foundation
import HTTPTypes
import Hummingbird
import HummingbirdTesting
import Testing

@testable import Server

@Suite struct StaticFilesTests {
    @Test func hashedFilesAreKeptForEverAndThePageIsNot() async throws {
        try await withFiles { client in
            try await client.execute(uri: "/assets/app-1a2b.js", method: .get) { response in
                #expect(response.status == .ok)
                #expect(response.headers[.contentType] == "text/javascript; charset=utf-8")
                #expect(response.headers[.cacheControl] == "public, max-age=31536000, immutable")
            }
            try await client.execute(uri: "/staff", method: .get) { response in
                #expect(String(buffer: response.body) == "<h1>page</h1>")
                #expect(response.headers[.cacheControl] == "no-cache")
                #expect(response.headers[.contentSecurityPolicy]?.contains("default-src 'self'") == true)
            }
        }
    }

    @Test(arguments: ["/../secret.txt", "/assets/../../secret.txt", "/%2e%2e/secret.txt", "//secret.txt", "/assets", "/link.txt"])
    func nothingOutsideTheFolderIsServed(path: String) async throws {
        try await withFiles { client in
            try await client.execute(uri: path, method: .get) { response in
                #expect(response.status == .notFound)
                #expect(!String(buffer: response.body).contains("secret words"))
            }
        }
    }

    @Test func whatTheBrowserHasIsNotSentAgain() async throws {
        try await withFiles { client in
            let tag = try await client.execute(uri: "/staff", method: .get) { $0.headers[.eTag] }
            try await client.execute(uri: "/staff", method: .get, headers: [.ifNoneMatch: try #require(tag)]) { response in
                #expect(response.status == .notModified)
            }
        }
    }

    @Test func withoutAWebAppThePageSaysHowToBuildIt() async throws {
        try await serving(StaticFiles(folder: nil)) { client in
            try await client.execute(uri: "/staff", method: .get) { response in
                #expect(response.status == .serviceUnavailable)
                #expect(String(buffer: response.body).contains("make web"))
            }
        }
    }

    private func withFiles(_ body: @escaping @Sendable (any TestClientProtocol) async throws -> Void) async throws {
        let parent = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
        let folder = parent.appending(path: "web")
        try FileManager.default.createDirectory(at: folder.appending(path: "assets"), withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: parent) }
        try Data("secret words".utf8).write(to: parent.appending(path: "secret.txt"))
        try Data("<h1>page</h1>".utf8).write(to: folder.appending(path: "index.html"))
        try Data("run()".utf8).write(to: folder.appending(path: "assets/app-1a2b.js"))
        try FileManager.default.createSymbolicLink(
            at: folder.appending(path: "link.txt"), withDestinationURL: parent.appending(path: "secret.txt"))
        try await serving(StaticFiles(folder: folder), body)
    }

    private func serving(_ files: StaticFiles, _ body: @escaping @Sendable (any TestClientProtocol) async throws -> Void) async throws {
        let router = Router(context: AppRequestContext.self)
        router.addMiddleware {
            SecurityHeaders()
            ProblemMiddleware(methods: { _ in [] })
            StaticFilesMiddleware(files)
        }
        for page in StaticFiles.pages {
            router.get(RouterPath(page)) { request, _ in files.page(for: request) }
        }
        try await Application(router: router, logger: quietLogger()).test(.router, body)
    }
}
