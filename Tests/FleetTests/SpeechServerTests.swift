import Core
import Fleet
import Foundation
import Glibc
import Logging
import Synchronization
import Testing

/// The supervision, with small shell scripts as children.
@Suite struct SpeechServerTests {
    private func withServer(
        _ script: String, interpreter: String = "/bin/sh", isAnswering: @escaping @Sendable () async -> Bool = { true },
        test: (SpeechServer, _ folder: URL) async throws -> Void
    ) async throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: "speech-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let program = folder.appending(path: "program.sh")
        try "cd \(folder.path)\n\(script)".write(to: program, atomically: true, encoding: .utf8)
        let configuration = SpeechServer.Configuration(
            interpreter: interpreter, program: program.path, port: 1,
            backoff: Backoff(first: .milliseconds(1), longest: .milliseconds(10)), checkInterval: .milliseconds(5))
        let server = SpeechServer(configuration, isAnswering: isAnswering, logger: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() })
        try await withThrowingTaskGroup { group in
            group.addTask { try await server.run() }
            try await test(server, folder)
            group.cancelAll()
            try await group.waitForAll()
        }
        #expect(server.state == .stopped)
    }

    @Test func `A child that says it is ready is live, and is gone when we stop`() async throws {
        let child = Mutex<Int32>(0)
        try await withServer("echo speech: ready; exec cat") { server, _ in
            try await eventually { server.state.processIdentifier != nil }
            #expect(server.state.notice == nil)
            child.withLock { $0 = server.state.processIdentifier ?? 0 }
        }
        #expect(kill(child.withLock { $0 }, 0) == -1)
    }

    @Test func `A child that fails is started again, and its last words are the reason`() async throws {
        try await withServer("echo started >> starts; echo no model here >&2; exit 3") { server, folder in
            try await eventually { try starts(in: folder) >= 3 }
            try await eventually { server.state == .failed(reason: "no model here") }
            #expect(server.state.notice?.contains("no model here") == true)
        }
    }

    @Test func `A child that is killed is started again`() async throws {
        try await withServer("echo speech: ready; exec cat") { server, _ in
            try await eventually { server.state.processIdentifier != nil }
            let first = try #require(server.state.processIdentifier)
            kill(first, SIGKILL)
            try await eventually { server.state.processIdentifier.map { $0 != first } ?? false }
        }
    }

    @Test func `A child that no longer answers is replaced`() async throws {
        try await withServer("echo started >> starts; echo speech: ready; exec sleep 600", isAnswering: { false }) { _, folder in
            try await eventually { try starts(in: folder) >= 2 }
        }
    }

    @Test func `Without an installation it says so and stays off`() async throws {
        try await withServer("", interpreter: "/nonexistent/python") { server, _ in
            try await eventually { server.state == .absent }
            #expect(server.state.notice?.contains("speech/install.sh") == true)
        }
    }

    @Test func `The child sees nothing of our environment but what it needs`() async throws {
        try await withServer("env > seen; echo speech: ready; exec cat") { server, folder in
            try await eventually { server.state.processIdentifier != nil }
            let seen = try String(contentsOf: folder.appending(path: "seen"), encoding: .utf8).split(separator: "\n")
            let names = Set(seen.compactMap { $0.split(separator: "=").first.map(String.init) })
            #expect(seen.contains("SPEECH_PORT=1"))
            let known: Set = ["PATH", "HOME", "LANG", "TMPDIR", "XDG_CACHE_HOME", "SPEECH_STT_MODEL_DIR", "OMP_NUM_THREADS"]
            // The shell adds the last three itself.
            #expect(names.subtracting(known).isSubset(of: ["SPEECH_PORT", "PYTHONUNBUFFERED", "PWD", "OLDPWD", "_", "SHLVL"]))
        }
    }

    private func starts(in folder: URL) throws -> Int {
        let file = folder.appending(path: "starts")
        guard FileManager.default.fileExists(atPath: file.path) else { return 0 }
        return try String(contentsOf: file, encoding: .utf8).split(separator: "\n").count
    }
}

extension SpeechServer.State {
    var processIdentifier: Int32? {
        guard case .live(let processIdentifier) = self else { return nil }
        return processIdentifier
    }
}

/// Waits for something that another process does. The limit is generous: other tests may keep every core busy.
func eventually(within limit: Duration = .seconds(120), _ condition: () throws -> Bool) async throws {
    let end = ContinuousClock.now + limit
    while try !condition() {
        try #require(ContinuousClock.now < end, "It did not happen within \(limit)")
        try await Task.sleep(for: .milliseconds(2))
    }
}
