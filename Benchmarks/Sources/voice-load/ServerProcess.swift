import AsyncHTTPClient
import Foundation

/// A server of our own on loopback, with the demo businesses.
struct ServerProcess {
    struct Load {
        var cpuPercent: Double
        var privateBytesPerCall: Double
    }

    struct NotStarted: Error {}

    let port: Int
    private let process: Process
    private let folder: URL

    init(binary: String, port: Int, environment: [String: String]) async throws {
        self.port = port
        folder = FileManager.default.temporaryDirectory.appending(path: "voice-load-\(UUID().uuidString)")
        process = Process()
        process.executableURL = URL(fileURLWithPath: binary)
        process.arguments = ["serve", "--demo", "--data", folder.path, "--port", "\(port)"]
        process.environment = ProcessInfo.processInfo.environment.merging(environment) { $1 }
        process.standardOutput = FileHandle.nullDevice
        process.standardError = FileHandle.nullDevice
        try process.run()
        let deadline = ContinuousClock.now + .seconds(60)
        while try await !isReady() {
            guard ContinuousClock.now < deadline, process.isRunning else { throw NotStarted() }
            try await Task.sleep(for: .milliseconds(50))
        }
    }

    func stop() {
        process.terminate()
        process.waitUntilExit()
        try? FileManager.default.removeItem(at: folder)
    }

    private struct Health: Decodable {
        struct Speech: Decodable { let isAvailable: Bool }
        let speech: Speech
    }

    private func isReady() async throws -> Bool {
        guard let answer = try? await HTTPClient.shared.get(url: "http://127.0.0.1:\(port)/health").get(), let body = answer.body else {
            return false
        }
        return try JSONDecoder().decode(Health.self, from: Data(body.readableBytesView)).speech.isAvailable
    }

    private struct Session: Decodable {
        let joinUrl: String
    }

    /// Starts a call to a demo business.
    ///
    /// - Returns: where its socket is.
    func startCall(to subdomain: String) async throws -> String {
        var request = HTTPClientRequest(url: "http://127.0.0.1:\(port)/api/sessions")
        request.method = .POST
        request.headers = ["Host": "\(subdomain).localhost:\(port)", "Content-Type": "application/json"]
        request.body = .bytes(Data("{}".utf8))
        let answer = try await HTTPClient.shared.execute(request, timeout: .seconds(20))
        let body = try await answer.body.collect(upTo: 1 << 16)
        let session = try JSONDecoder().decode(Session.self, from: Data(body.readableBytesView))
        return session.joinUrl.replacingOccurrences(of: "\(subdomain).localhost", with: "127.0.0.1")
    }

    /// Processor time of the server alone, in seconds. Linux: `/proc/<pid>/stat`.
    var processorSeconds: Double {
        let fields = read("stat").split(separator: ")").last?.split(separator: " ").map(String.init) ?? []
        guard fields.count > 12, let user = Double(fields[11]), let system = Double(fields[12]) else { return 0 }
        return (user + system) / Double(sysconf(Int32(_SC_CLK_TCK)))
    }

    /// Memory that the server shares with nobody, in bytes. Linux: `/proc/<pid>/statm`.
    var privateBytes: Double {
        let pages = read("statm").split(separator: " ").compactMap { Double($0) }
        return pages.count > 2 ? (pages[1] - pages[2]) * Double(sysconf(Int32(_SC_PAGESIZE))) : 0
    }

    private func read(_ file: String) -> String {
        (try? String(contentsOfFile: "/proc/\(process.processIdentifier)/\(file)", encoding: .utf8)) ?? ""
    }
}
