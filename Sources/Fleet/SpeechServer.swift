public import Core
import Foundation
public import Logging
public import ServiceLifecycle
import Subprocess
import Synchronization
import SystemPackage

/// The speech server as a child process: started, watched, started again when it fails, and ended with us.
///
/// The child ends when its standard input is closed, which the kernel does even after `kill -9` of this process. Its death
/// ends no call: other engines hear and speak until it is back, and without any calls go on by text and keypad.
public final class SpeechServer: Service {
    public struct Configuration: Sendable {
        /// The Python that has the packages, as `speech/install.sh --where` prints it.
        public var interpreter: String
        /// Path of `server.py`.
        public var program: String
        /// On the loopback interface.
        public var port: Int
        /// Between two starts, doubling with each failure in a row.
        public var backoff: Backoff
        /// Between two questions whether it still answers.
        public var checkInterval: Duration

        public init(
            interpreter: String, program: String, port: Int, backoff: Backoff = Backoff(first: .seconds(1), longest: .seconds(60)),
            checkInterval: Duration = .seconds(10)
        ) {
            self.interpreter = interpreter
            self.program = program
            self.port = port
            self.backoff = backoff
            self.checkInterval = checkInterval
        }
    }

    public enum State: Sendable, Hashable {
        /// It is not installed: it stays off until the program is started again.
        case absent
        /// Loading its models: one or two seconds.
        case starting
        case live(processIdentifier: Int32)
        /// It ended, or could not be started; it is tried again.
        case failed(reason: String)
        case stopped

        /// One sentence for a status page; nil when all is well.
        public var notice: String? {
            switch self {
            case .absent: "The speech server is not installed; run speech/install.sh and start again."
            case .starting: "The speech server is starting."
            case .live: nil
            case .failed(let reason): "The speech server failed (\(reason)) and is being restarted."
            case .stopped: "The speech server is off."
            }
        }
    }

    private let configuration: Configuration
    private let isAnswering: @Sendable () async -> Bool
    private let logger: Logger
    private let current = Mutex(State.stopped)

    /// Unanswered questions in a row after which a process is no use any more.
    private static let patience = 3
    /// Who worked this long before failing starts again without delay.
    private static let longLife = Duration.seconds(60)
    /// Characters of the child's last line that a status page shows.
    private static let longestReason = 200

    /// - Parameter isAnswering: asks the server whether it is well, for at most a few seconds.
    public init(_ configuration: Configuration, isAnswering: @escaping @Sendable () async -> Bool = { true }, logger: Logger) {
        self.configuration = configuration
        self.isAnswering = isAnswering
        self.logger = logger
    }

    public var state: State { current.withLock { $0 } }

    /// Whether there is anything to start.
    public var isInstalled: Bool { FileManager.default.isExecutableFile(atPath: configuration.interpreter) }

    /// Returns at graceful shutdown or cancellation, when the child is gone. Does not throw for anything the child does.
    public func run() async throws {
        await cancelWhenGracefulShutdown { await self.supervise() }
        enter(.stopped)
    }

    private func supervise() async {
        var failures = 0
        while !Task.isCancelled {
            guard isInstalled else {
                return await stayOff()
            }
            let start = ContinuousClock.now
            let reason = await serve()
            guard !Task.isCancelled else { return }
            failures = start.duration(to: .now) > Self.longLife ? 1 : failures + 1
            enter(.failed(reason: reason))
            let wait = configuration.backoff.delay(afterFailures: failures, jitter: .random(in: 0...1))
            logger.warning("The speech server failed", metadata: ["reason": "\(reason)", "restart_in": "\(wait)"])
            // Ends early only when we are cancelled, which the loop sees.
            try? await Task.sleep(for: wait)
        }
    }

    private func stayOff() async {
        enter(.absent)
        logger.notice("The speech server is not installed")
        // Until we are cancelled: a service that returns would take the others with it.
        while !Task.isCancelled { try? await Task.sleep(for: .seconds(3_600)) }
    }

    /// Runs one child to its end.
    ///
    /// - Returns: why it ended.
    private func serve() async -> String {
        enter(.starting)
        do {
            let result = try await Subprocess.run(
                .path(FilePath(configuration.interpreter)),
                arguments: [configuration.program],
                environment: Self.environment(port: configuration.port),
                input: .inputWriter,
                output: .sequence,
                error: .combinedWithOutput
            ) { child in
                await self.attend(child)
            }
            return result.closureResult.isEmpty ? "\(result.terminationStatus)" : result.closureResult
        } catch {
            return "\(error)"
        }
    }

    /// Stays with a child until it ends or is of no use any more.
    ///
    /// - Returns: the last thing it said.
    private func attend<Input, Errors>(_ child: Execution<Input, SequenceOutput, Errors>) async -> String {
        await withTaskGroup(of: String.self) { group in
            group.addTask { await self.read(child.standardOutput, of: child.processIdentifier.value) }
            group.addTask { await self.check() }
            let reason = await group.next() ?? ""
            group.cancelAll()
            await child.teardown(using: [])
            return reason
        }
    }

    private func read(_ output: SubprocessOutputSequence, of processIdentifier: Int32) async -> String {
        var lastLine = ""
        do {
            for try await line in output.strings() where !line.isEmpty {
                lastLine = String(line.prefix(Self.longestReason))
                if line.hasPrefix("speech: ready") {
                    enter(.live(processIdentifier: processIdentifier))
                    logger.info("The speech server is ready", metadata: ["port": "\(configuration.port)"])
                }
            }
        } catch {
            return "\(error)"
        }
        return lastLine
    }

    /// Returns when a live server has not answered for too long, or when cancelled.
    private func check() async -> String {
        var silences = 0
        while silences < Self.patience {
            do { try await Task.sleep(for: configuration.checkInterval) } catch { return "" }
            guard case .live = state else { continue }
            silences = await isAnswering() ? 0 : silences + 1
        }
        return "it did not answer"
    }

    private func enter(_ state: State) {
        current.withLock { $0 = state }
    }

    /// What the child may know of our environment: no key, no password.
    private static func environment(port: Int) -> Environment {
        let own: [Environment.Key: String] = ["SPEECH_PORT": String(port), "PYTHONUNBUFFERED": "1"]
        let needed: [Environment.Key] = ["PATH", "HOME", "LANG", "TMPDIR", "XDG_CACHE_HOME", "SPEECH_STT_MODEL_DIR", "OMP_NUM_THREADS"]
        let inherited = ProcessInfo.processInfo.environment
        return .custom(needed.reduce(into: own) { $0[$1] = inherited[$1.rawValue] })
    }
}
